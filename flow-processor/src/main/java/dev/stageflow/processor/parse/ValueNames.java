package dev.stageflow.processor.parse;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import dev.stageflow.plan.Element;
import dev.stageflow.plan.FlowPlan;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import javax.lang.model.type.TypeMirror;

/** Names values as a reader would: by the parameter that takes them first. */
final class ValueNames {
  private final Outline outline;
  private final List<ElementModel> models;

  ValueNames(Outline outline, List<ElementModel> models) {
    this.outline = outline;
    this.models = models;
  }

  List<ElementModel> named() {
    List<ElementModel> named = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      named.add(named(i, models.get(i)));
    }
    return named;
  }

  private ElementModel named(int index, ElementModel model) {
    if (model instanceof ElementModel.Function it) {
      return new ElementModel.Function(
          it.method(), it.unwrapping(), it.stop(), renamed(index, it.value()));
    }
    if (model instanceof ElementModel.Sequence it) {
      return new ElementModel.Sequence(
          it.method(), it.source(), renamed(index, it.value()), it.onFinish());
    }
    if (model instanceof ElementModel.Accumulate it) {
      Value value = it.value();
      return new ElementModel.Accumulate(
          it.method(),
          it.form(),
          it.item(),
          it.bucket(),
          it.bucketName(),
          it.start(),
          it.finish(),
          it.unwrapping(),
          it.flushWhen(),
          value == null ? null : renamed(index, value));
    }
    return model;
  }

  private Value renamed(int index, Value value) {
    String name = taker(outline, index).or(() -> ofType(value.type())).orElse(value.name());
    return new Value(value.id(), name, value.type());
  }

  /** The name of the parameter that takes a value first. */
  private static Optional<String> taker(Outline outline, int value) {
    for (int i = 0; i < outline.elements().size(); i++) {
      Element element = outline.elements().get(i);
      if (element.kind() == Element.Kind.CONTEXT || outline.plan().sites().get(i).item() != value) {
        continue;
      }
      List<Method.Parameter> plain = outline.stages().get(i).method().plainParameters();
      int position = element.kind() == Element.Kind.ACCUMULATE ? 1 : 0;
      return position < plain.size()
          ? Optional.of(plain.get(position).name()).filter(name -> !name.matches("arg\\d+"))
          : Optional.empty();
    }
    return Optional.empty();
  }

  static String ofInput(Outline outline) {
    TypeMirror input = outline.input();
    return taker(outline, FlowPlan.RUN)
        .or(() -> input == null ? Optional.empty() : ofType(TypeName.get(input)))
        .orElse("input");
  }

  /** {@code Html} as {@code html}. */
  private static Optional<String> ofType(TypeName type) {
    TypeName raw =
        type instanceof ParameterizedTypeName parameterized ? parameterized.rawType : type;
    if (!(raw instanceof ClassName named)) {
      return Optional.empty();
    }
    String simple = named.simpleName();
    String name = simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
    return Optional.of(name).filter(SourceVersion::isName);
  }
}
