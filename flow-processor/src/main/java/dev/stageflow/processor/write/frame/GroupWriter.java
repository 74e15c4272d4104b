package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Value;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameTypes;
import java.util.Objects;

/** Writes how the frame of a group opens one, and compares keys. */
final class GroupWriter {
  private final FlowModel model;
  private final FlowNames names;
  private final Level level;
  private final TypeName type;

  GroupWriter(FlowModel model, FlowNames names, FrameTypes types, Level level) {
    this.model = model;
    this.names = names;
    this.level = level;
    this.type = types.groupKey(level.element());
  }

  MethodSpec holds() {
    int context = level.element();
    return MethodSpec.methodBuilder("holds")
        .addJavadoc("Whether an item belongs to the open group; the key of another one is noted.")
        .addParameter(type, "key")
        .returns(TypeName.BOOLEAN)
        .beginControlFlow("if ($N && $L)", names.openFlag(context), isEqual())
        .addStatement("return true")
        .endControlFlow()
        .addStatement("$N = key", names.nextKey(context))
        .addStatement("return false")
        .build();
  }

  private CodeBlock isEqual() {
    String own = names.groupKey(level.element());
    if (!type.isPrimitive()) {
      return CodeBlock.of("$T.equals(key, $N)", Objects.class, own);
    }
    return type.equals(TypeName.DOUBLE) || type.equals(TypeName.FLOAT)
        ? CodeBlock.of("$T.compare(key, $N) == 0", type.box(), own)
        : CodeBlock.of("key == $N", own);
  }

  MethodSpec open() {
    int context = level.element();
    MethodSpec.Builder open =
        MethodSpec.methodBuilder("open")
            .addJavadoc("Opens a group: what is in scope of its first item is kept.")
            .addStatement("$N = $N", names.groupKey(context), names.nextKey(context));
    if (!type.isPrimitive()) {
      open.addStatement("$N = null", names.nextKey(context));
    }
    open.addStatement("$N = true", names.openFlag(context));
    for (Value value : LoopWriter.carried(model, level)) {
      String name = names.value(value.id());
      open.addParameter(value.type(), name).addStatement("this.$N = $N", name, name);
    }
    return open.build();
  }
}
