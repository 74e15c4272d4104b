package dev.stageflow.processor.parse;

import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.TypeTool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Gathers the checked exceptions that may come out of a flow; a pause does not. */
final class Thrown {
  private final TypeTool tool;
  private final Elements elements;
  private final Types types;
  private final List<TypeMirror> thrown = new ArrayList<>();

  Thrown(TypeTool tool, Elements elements, Types types) {
    this.tool = tool;
    this.elements = elements;
    this.types = types;
  }

  /** Adds what a method declares. */
  void addMethod(Method method) {
    method.type().getThrownTypes().forEach(this::add);
  }

  /** Adds what walking and closing a source may throw. */
  void addSource(TypeMirror source) {
    if (source instanceof TypeVariable variable) {
      addSource(variable.getUpperBound());
    } else if (source instanceof DeclaredType declared) {
      if (tool.isSubclass(source, "dev.stageflow.FlowIterator")) {
        addMember(declared, "next", 0);
      }
      if (tool.isSubclass(source, "java.lang.AutoCloseable")) {
        addMember(declared, "close", 0);
      }
    }
  }

  /** Adds what a run of another flow may throw. */
  void addFlow(TypeMirror flow) {
    if (flow instanceof TypeVariable variable) {
      addFlow(variable.getUpperBound());
    } else if (flow instanceof DeclaredType declared) {
      addMember(declared, "run", 1);
    }
  }

  /** Adds what a flow may throw of which no more is known. */
  void addAny() {
    thrown.add(exception());
  }

  private void addMember(DeclaredType type, String name, int parameters) {
    for (ExecutableElement method :
        ElementFilter.methodsIn(elements.getAllMembers((TypeElement) type.asElement()))) {
      if (method.getSimpleName().contentEquals(name)
          && method.getParameters().size() == parameters) {
        ((ExecutableType) types.asMemberOf(type, method)).getThrownTypes().forEach(this::add);
      }
    }
  }

  private void add(TypeMirror type) {
    boolean checked =
        !tool.isSubclass(type, "java.lang.RuntimeException")
            && !tool.isSubclass(type, "java.lang.Error");
    if (checked && !tool.isExactly(type, "dev.stageflow.PauseFlow")) {
      // Nothing wider can be declared; whoever does learns of it as of a mistake.
      thrown.add(tool.isSubclass(type, "java.lang.Exception") ? type : exception());
    }
  }

  private TypeMirror exception() {
    return elements.getTypeElement("java.lang.Exception").asType();
  }

  /** What is declared, without what is a subtype of something else. */
  List<TypeName> least(Predicate<TypeMirror> nameable) {
    List<TypeMirror> least = new ArrayList<>();
    for (TypeMirror type : thrown) {
      boolean covered =
          thrown.stream()
              .anyMatch(other -> !tool.same(other, type) && types.isSubtype(type, other));
      if (!covered && least.stream().noneMatch(other -> tool.same(other, type))) {
        least.add(type);
      }
    }
    return least.stream().filter(nameable).map(TypeName::get).toList();
  }
}
