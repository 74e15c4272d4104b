package dev.stageflow.processor.write;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.JavaFile;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeSpec;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameTypes;
import dev.stageflow.processor.write.expression.References;
import dev.stageflow.processor.write.frame.FrameWriter;
import dev.stageflow.processor.write.frame.InFlightWriter;
import java.util.ArrayList;
import java.util.List;

/** Writes the flow of a definition that is right. */
public final class FlowWriter {
  private final FlowModel model;
  private final FlowNames names;
  private final FrameTypes types;
  private final FlowShell shell;

  private FlowWriter(FlowModel model) {
    this.model = model;
    this.names = new FlowNames(model);
    this.types = new FrameTypes(model, names);
    this.shell = new FlowShell(model.header());
  }

  /**
   * Writes a flow.
   *
   * @param model the definition
   * @return the source file
   */
  public static JavaFile write(FlowModel model) {
    return new FlowWriter(model).file();
  }

  private JavaFile file() {
    TypeSpec.Builder type = shell.type();
    type.addJavadoc(FlowJavadoc.of(model));
    boolean isExtensible = model.header().isExtensible();
    CodeBlock.Builder arguments = CodeBlock.builder().add("stages, ");
    boolean hasOutputs = model.header().hasOutputs();
    String flow = hasOutputs ? "flow." : "";
    if (isExtensible) {
      arguments.add("$Ladded, ", flow);
    }
    if (hasOutputs) {
      arguments.add("this, ");
    }
    if (model.inputValue() != null) {
      arguments.add("$N, ", shell.inputName());
    }
    MethodSpec begin =
        shell
            .begin()
            .addStatement(
                "return $L.begin(stages -> new $T($Lsink))",
                flow + (isExtensible ? "added.definitions" : "definitions"),
                types.frame(0),
                arguments.build())
            .build();
    shell.addBegin(type, begin);
    new DescriptionWriter(model.description(), model.header(), shell)
        .methods()
        .forEach(type::addMethod);
    shell.nested().forEach(type::addType);
    frames().forEach(type::addType);
    return shell.file(type.build());
  }

  private List<TypeSpec> frames() {
    List<Level> levels = model.plan().levels();
    List<FrameWriter> writers =
        levels.stream().map(level -> new FrameWriter(model, names, types, level)).toList();
    List<References> used = new ArrayList<>();
    for (FrameWriter writer : writers) {
      used.add(writer.references());
    }
    // A frame gets at those further out through its parent: inner levels come after outer ones.
    for (int i = levels.size() - 1; i > 0; i--) {
      int parent = levels.get(i).parent();
      used.set(parent, used.get(parent).with(used.get(i), parent, inner(levels.get(parent))));
    }
    List<TypeSpec> frames = new ArrayList<>();
    for (Level level : levels) {
      frames.add(writers.get(level.index()).write(used.get(level.index()), inner(level)));
    }
    for (int element : model.started()) {
      frames.add(new InFlightWriter(model, names, element).write());
    }
    return frames;
  }

  private List<Level> inner(Level level) {
    return model.plan().levels().stream()
        .filter(inner -> inner.parent() != Step.NO_LEVEL && inner.parent() == level.index())
        .toList();
  }
}
