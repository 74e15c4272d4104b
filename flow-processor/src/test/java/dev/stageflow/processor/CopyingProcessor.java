package dev.stageflow.processor;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.JavaFile;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.stageflow.internal.save.SavedReader;
import dev.stageflow.internal.save.SavedWriter;
import dev.stageflow.processor.diagnostic.DefinitionErrors;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.parse.DefinitionParser;
import dev.stageflow.processor.parse.member.FlowSignature;
import dev.stageflow.processor.parse.member.OtherDefinitions;
import dev.stageflow.processor.parse.member.Unready;
import dev.stageflow.processor.write.LineBreaks;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.StorableWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * Generates, beside the flow, a class {@code Copies} with a method {@code of(definition, value)}
 * for each type that the durable definition {@code Ledger} saves: it returns what is made again of
 * the saved value.
 */
final class CopyingProcessor extends AbstractProcessor implements OtherDefinitions {
  private final FlowProcessor flows = new FlowProcessor();
  private boolean isDone;

  @Override
  public void init(ProcessingEnvironment environment) {
    super.init(environment);
    flows.init(environment);
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return flows.getSupportedAnnotationTypes();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (!isDone) {
      isDone = true;
      TypeElement definition = processingEnv.getElementUtils().getTypeElement("shop.Ledger");
      try {
        FlowModel model =
            new DefinitionParser(
                    definition, processingEnv.getElementUtils(), processingEnv.getTypeUtils(), this)
                .parse();
        write(model);
      } catch (DefinitionErrors | Unready failure) {
        throw new AssertionError(failure);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return flows.process(annotations, round);
  }

  private void write(FlowModel model) throws IOException {
    StorableWriter writer = new StorableWriter(model, new FlowNames(model));
    TypeSpec.Builder copies = TypeSpec.classBuilder("Copies").addModifiers(Modifier.FINAL);
    if (!model.header().suppressed().isEmpty()) {
      AnnotationSpec.Builder suppress = AnnotationSpec.builder(SuppressWarnings.class);
      model.header().suppressed().forEach(it -> suppress.addMember("value", "$S", it));
      copies.addAnnotation(suppress.build());
    }
    copies.addField(String.class, "FORM", Modifier.STATIC, Modifier.FINAL);
    copies.addStaticBlock(
        CodeBlock.builder().addStatement("FORM = $S", String.join("\n", writer.form())).build());
    for (TypeName type : model.storables().types().keySet()) {
      copies.addMethod(copy(model, writer, type));
    }
    writer.methods().forEach(copies::addMethod);
    String text = JavaFile.builder("shop", copies.build()).build().toString();
    try (Writer file = processingEnv.getFiler().createSourceFile("shop.Copies").openWriter()) {
      file.write(LineBreaks.of(text));
    }
  }

  private static MethodSpec copy(FlowModel model, StorableWriter writer, TypeName type) {
    return MethodSpec.methodBuilder("of")
        .addModifiers(Modifier.STATIC)
        .addTypeVariables(model.header().definition().typeVariables())
        .returns(type)
        .addParameter(model.header().definition().type(), "stages")
        .addParameter(type, "value")
        .addStatement("$T out = new $T()", SavedWriter.class, SavedWriter.class)
        .addStatement(writer.write(model.storable(type), CodeBlock.of("value")))
        .addStatement(
            "return $T.read(out.toBytes(), in -> $L)",
            SavedReader.class,
            writer.read(model.storable(type)))
        .build();
  }

  @Override
  public Optional<FlowSignature> flow(String flow, TypeElement asking) {
    return Optional.empty();
  }

  @Override
  public boolean isOfRejected(String flow) {
    return false;
  }

  @Override
  public List<String> writtenAnnotations(ExecutableElement method) {
    return List.of();
  }

  @Override
  public Optional<String> writtenResult(ExecutableElement method) {
    return Optional.empty();
  }

  @Override
  public boolean areComplete() {
    return true;
  }
}
