package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Value;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameTypes;
import dev.stageflow.processor.write.expression.References;
import dev.stageflow.processor.write.expression.ShellTypes;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes the final fields of a frame, which refer to other frames, the definition and sinks, and
 * the constructor that sets them.
 */
final class FrameLinks {
  private final FlowModel model;
  private final FlowNames names;
  private final FrameTypes types;
  private final Level level;
  private final References outer;
  private final List<Level> inner;

  /**
   * Makes the writer of one frame's links.
   *
   * @param outer the references of the frame, for itself and for inner frames
   * @param inner the levels whose frames this one holds
   */
  FrameLinks(FlowModel model, FlowNames names, Level level, References outer, List<Level> inner) {
    this.model = model;
    this.names = names;
    this.types = new FrameTypes(model, names);
    this.level = level;
    this.outer = outer;
    this.inner = inner;
  }

  List<FieldSpec> fields() {
    List<FieldSpec> fields = new ArrayList<>();
    if (outer.stages()) {
      fields.add(link(types.definition(), "stages"));
    }
    if (outer.sink()) {
      fields.add(link(types.sink(), "sink"));
    }
    if (isKeyed()) {
      fields.add(link(types.kept(), ShellTypes.KEPT));
    }
    if (outer.added()) {
      fields.add(link(types.additions(), "added"));
    }
    if (outer.outputs()) {
      fields.add(link(types.outputs(), "outputs"));
    }
    for (int frameLevel : outer.frames()) {
      fields.add(link(types.frame(frameLevel), names.frameField(frameLevel)));
    }
    for (Level innerLevel : inner) {
      int index = innerLevel.index();
      fields.add(link(types.frame(index), names.frameField(index)));
    }
    return fields;
  }

  /** Whether this frame hands over the run's accumulator. */
  private boolean isKeyed() {
    return model.isKeyed() && level.kind() == Level.Kind.RUN;
  }

  private static FieldSpec link(TypeName type, String name) {
    return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL).build();
  }

  /**
   * Writes the constructor.
   *
   * @param last its last statements
   */
  MethodSpec constructor(CodeBlock last) {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
    if (level.kind() == Level.Kind.RUN) {
      fromRun(constructor);
    } else {
      fromParent(constructor);
    }
    for (Level innerLevel : inner) {
      constructor.addStatement(
          "$N = new $T(this)",
          names.frameField(innerLevel.index()),
          types.frame(innerLevel.index()));
    }
    return constructor.addCode(last).build();
  }

  private void fromRun(MethodSpec.Builder constructor) {
    constructor.addParameter(types.definition(), "stages");
    if (outer.stages()) {
      constructor.addStatement("this.stages = stages");
    }
    if (model.header().isExtensible()) {
      constructor.addParameter(types.additions(), "added").addStatement("this.added = added");
    }
    if (model.header().hasNamedSinks()) {
      constructor.addParameter(types.outputs(), "outputs").addStatement("this.outputs = outputs");
    }
    Value input = model.inputValue();
    if (input != null) {
      String name = names.value(input.id());
      constructor.addParameter(input.type(), name).addStatement("this.$N = $N", name, name);
    }
    if (isKeyed()) {
      constructor
          .addParameter(types.kept(), ShellTypes.KEPT)
          .addStatement("this.$N = $N", ShellTypes.KEPT, ShellTypes.KEPT);
    }
    constructor.addParameter(types.sink(), "sink");
    if (outer.sink()) {
      constructor.addStatement("this.sink = sink");
    }
  }

  private void fromParent(MethodSpec.Builder constructor) {
    String parent = names.frameField(level.parent());
    constructor.addParameter(types.frame(level.parent()), parent);
    if (outer.stages()) {
      constructor.addStatement("stages = $N.stages", parent);
    }
    if (outer.added()) {
      constructor.addStatement("added = $N.added", parent);
    }
    if (outer.outputs()) {
      constructor.addStatement("outputs = $N.outputs", parent);
    }
    if (outer.sink()) {
      constructor.addStatement("sink = $N.sink", parent);
    }
    for (int frameLevel : outer.frames()) {
      String name = names.frameField(frameLevel);
      if (frameLevel == level.parent()) {
        constructor.addStatement("this.$N = $N", name, name);
      } else {
        constructor.addStatement("$N = $N.$N", name, parent, name);
      }
    }
  }
}
