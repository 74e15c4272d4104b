package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Storable;
import dev.stageflow.processor.write.expression.StorableWriter;
import java.util.List;

/**
 * A part of a durable frame's state, and how it is saved.
 *
 * @param lines its lines in the saved form
 * @param write the statements that write it
 * @param read the statements that read it
 */
record SavedPart(List<String> lines, CodeBlock write, CodeBlock read) {

  /**
   * A field.
   *
   * @param name its name in the saved form: the field's may change with a parameter's
   */
  static SavedPart of(String name, FieldSpec field, FlowModel model, StorableWriter values) {
    Storable type = model.storable(field.type);
    return new SavedPart(
        List.of(name + " " + type.form()),
        CodeBlock.builder()
            .addStatement(values.write(type, CodeBlock.of("$N", field.name)))
            .build(),
        CodeBlock.builder().addStatement("$N = $L", field.name, values.read(type)).build());
  }
}
