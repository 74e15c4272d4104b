package dev.stageflow.processor.write;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.FlowModel.Header;
import dev.stageflow.processor.model.MethodModel;

/** Writes the javadoc of a generated class: what the flow takes and gives, and its diagram. */
final class FlowJavadoc {
  /** A diagram of more stages helps nobody, and a javadoc comment is not the place for it. */
  private static final int MOST_STAGES_DRAWN = 60;

  private FlowJavadoc() {}

  static CodeBlock of(FlowModel model) {
    Header header = model.header();
    TypeName input = header.input();
    boolean gives = !header.output().equals(TypeName.get(Void.class));
    CodeBlock.Builder javadoc = CodeBlock.builder();
    javadoc.add("The flow of {@link $T}", header.definition());
    if (input != null) {
      javadoc.add(", from {@code $T}", input);
    }
    if (gives) {
      javadoc.add(input == null ? ", which gives {@code $T}" : " to {@code $T}", header.output());
    }
    javadoc.add(".\n");
    if (model.elements().size() <= MOST_STAGES_DRAWN) {
      javadoc.add("\n<pre>{@code\n$L}</pre>\n\n", model.description().toMermaid());
      for (ElementModel element : model.elements()) {
        MethodModel method = ElementModels.methodOf(element);
        if (method != null) {
          javadoc.add("@see $T#$L\n", header.definition(), method.name());
        }
      }
    }
    return javadoc.build();
  }
}
