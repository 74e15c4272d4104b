package dev.stageflow.processor.parse.outline;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.model.ElementModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/**
 * Names values after the parameter that takes them first, if the definition's own file declares it.
 * Names of inherited parameters are lost in class files; generated code must not depend on whether
 * a base class is compiled along.
 */
public final class ValueNames {
  private final TypeElement definition;
  private final Outline outline;
  private final List<ElementModel> models;

  public ValueNames(TypeElement definition, Outline outline, List<ElementModel> models) {
    this.definition = definition;
    this.outline = outline;
    this.models = models;
  }

  public List<ElementModel> named() {
    List<ElementModel> named = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      ElementModel model = models.get(i);
      named.add(taker(definition, outline, i).<ElementModel>map(model::named).orElse(model));
    }
    return named;
  }

  /** The name of the parameter that takes a value first. */
  private static Optional<String> taker(TypeElement definition, Outline outline, int value) {
    for (int i = 0; i < outline.elements().size(); i++) {
      Element element = outline.elements().get(i);
      if (element.kind() == Element.Kind.CONTEXT
          || element.has(Element.Trait.REPLACES_ITEM)
          || element.kind() == Element.Kind.OUTPUT
          || takenBy(i, outline) != value) {
        continue;
      }
      Method method = outline.stages().get(i).method();
      List<Method.Parameter> plain = method.plainParameters();
      int position = element.kind() == Element.Kind.ACCUMULATE ? 1 : 0;
      return position < plain.size() && isOfOneFile(method.element(), definition)
          ? Optional.of(plain.get(position).name())
          : Optional.empty();
    }
    return Optional.empty();
  }

  private static int takenBy(int element, Outline outline) {
    return outline.plan().replacedBy(outline.plan().itemOf(element));
  }

  private static boolean isOfOneFile(ExecutableElement method, TypeElement definition) {
    return outermost(Method.declaring(method)).equals(outermost(definition));
  }

  private static TypeElement outermost(TypeElement type) {
    TypeElement at = type;
    while (at.getEnclosingElement() instanceof TypeElement enclosing) {
      at = enclosing;
    }
    return at;
  }

  public static String ofInput(TypeElement definition, Outline outline, TypeMirror input) {
    return taker(definition, outline, FlowPlan.RUN)
        .or(() -> ofType(SourceTypes.name(input)))
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
