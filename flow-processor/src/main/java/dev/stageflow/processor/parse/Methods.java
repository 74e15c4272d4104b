package dev.stageflow.processor.parse;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Place;
import dev.stageflow.processor.diagnostic.Rule;
import dev.stageflow.processor.model.Argument;
import dev.stageflow.processor.model.MethodModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Turns methods into the model, and gathers what they throw. */
final class Methods {
  private static final String PAUSE = "dev.stageflow.PauseFlow";

  private final TypeElement definition;
  private final TypeTool tool;
  private final Types types;
  private final Arguments arguments;
  private final Set<TypeMirror> thrown = new LinkedHashSet<>();

  Methods(TypeElement definition, TypeTool tool, Types types) {
    this.definition = definition;
    this.tool = tool;
    this.types = types;
    this.arguments = new Arguments(tool);
  }

  /** The method with what is given for its plain parameters, in order, and out of the scope. */
  MethodModel model(Method method, List<? extends Argument> plain, List<Arguments.Candidate> scope)
      throws Mistake {
    List<Argument> given = new ArrayList<>();
    int next = 0;
    for (Method.Parameter parameter : method.parameters()) {
      given.add(
          parameter.upstream() == null ? plain.get(next++) : arguments.upstream(parameter, scope));
    }
    for (TypeMirror type : method.type().getThrownTypes()) {
      if (tool.isExactly(type, "java.lang.Throwable")) {
        throw new Mistake(
            Rule.THROWS_THROWABLE,
            Place.of(method.element()),
            "'" + method.name() + "' declares Throwable. Declare Exception, or less.");
      }
      throwing(type);
    }
    return new MethodModel(
        method.name(),
        method.isStatic() ? owner(method) : null,
        given,
        TypeName.get(method.returns()),
        pauses(method),
        link(method));
  }

  /** An interface's static methods are not inherited. */
  private ClassName owner(Method method) {
    TypeElement declaring = Method.declaring(method.element());
    return ClassName.get(declaring.getKind().isInterface() ? declaring : definition);
  }

  boolean pauses(Method method) {
    return method.type().getThrownTypes().stream()
        .anyMatch(type -> types.isSubtype(tool.type(PAUSE), type));
  }

  /** Notes that an exception may come out of the flow. */
  void throwing(TypeMirror type) {
    boolean checked =
        !tool.isSubclass(type, "java.lang.RuntimeException")
            && !tool.isSubclass(type, "java.lang.Error");
    if (checked && !tool.isExactly(type, PAUSE)) {
      thrown.add(type);
    }
  }

  /** What may come out of the flow, without what is a subtype of something else. */
  List<TypeName> thrown() {
    List<TypeMirror> least = new ArrayList<>();
    for (TypeMirror type : thrown) {
      boolean covered =
          thrown.stream()
              .anyMatch(other -> !tool.same(other, type) && types.isSubtype(type, other));
      if (!covered && least.stream().noneMatch(other -> tool.same(other, type))) {
        least.add(type);
      }
    }
    return least.stream().map(TypeName::get).toList();
  }

  private String link(Method method) {
    return method.parameters().stream()
        .map(parameter -> tool.format(types.erasure(parameter.type())))
        .collect(Collectors.joining(", ", method.name() + "(", ")"));
  }
}
