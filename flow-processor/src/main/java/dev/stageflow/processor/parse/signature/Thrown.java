package dev.stageflow.processor.parse.signature;

import com.squareup.javapoet.TypeName;
import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.RecoverMethod;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Gathers the checked exceptions that may come out of a flow; a pause does not. */
public final class Thrown {
  private final TypeTool tool;
  private final Elements elements;
  private final Types types;
  private final List<TypeMirror> thrown = new ArrayList<>();

  public Thrown(TypeTool tool) {
    this.tool = tool;
    this.elements = tool.elements();
    this.types = tool.types();
  }

  /** Adds what a method declares. */
  public void addMethod(Method method) {
    method.type().getThrownTypes().forEach(this::add);
  }

  /** Adds one type that a method declares. */
  public void addDeclared(TypeMirror type) {
    add(type);
  }

  /** Adds what a stage's call may throw, but for what others take in its place. */
  public void addStage(StageMethod stage) {
    addUntaken(stage.method().type().getThrownTypes(), stage.recoveries());
    if (stage.timeout() != null) {
      addUntaken(List.of(tool.type(TimeoutException.class)), stage.recoveries());
    }
  }

  /** Adds what walking and closing a source may throw. */
  public void addSource(TypeMirror source) {
    addSource(source, List.of());
  }

  /** Adds what walking and closing a source may throw, but for what is taken while it is walked. */
  public void addSource(TypeMirror source, List<RecoverMethod> recovers) {
    addUntaken(ofNext(source), recovers);
    addClosing(source);
  }

  /** Adds what closing something may throw, if it can be closed. */
  public void addClosing(TypeMirror closed) {
    for (DeclaredType type : tool.classes(closed)) {
      if (tool.isSubclass(type, AutoCloseable.class)) {
        members(type, "close", 0).forEach(this::add);
      }
    }
  }

  /** What taking a source's next element may throw. */
  public List<TypeMirror> ofNext(TypeMirror source) {
    return tool.classes(source).stream()
        .filter(type -> tool.isSubclass(type, FlowIterator.class))
        .flatMap(type -> members(type, "next", 0).stream())
        .toList();
  }

  private void addUntaken(List<? extends TypeMirror> declared, List<RecoverMethod> recovers) {
    for (TypeMirror type : declared) {
      boolean isTaken =
          recovers.stream()
              .map(RecoverMethod::failureType)
              .anyMatch(taken -> taken != null && types.isSubtype(type, taken));
      if (!isTaken) {
        add(type);
      }
    }
  }

  /** Adds what a run of another flow may throw. */
  void addFlow(TypeMirror flow) {
    tool.classes(flow).forEach(type -> members(type, "run", 1).forEach(this::add));
  }

  /** Adds what a flow may throw of which no more is known. */
  public void addAny() {
    thrown.add(exception());
  }

  private List<TypeMirror> members(DeclaredType type, String name, int parameters) {
    // ecj makes no member of what an interface inherits: it must be asked of where it is declared.
    return named(elements.getAllMembers((TypeElement) type.asElement()), name, parameters)
        .map(method -> (TypeElement) Objects.requireNonNull(method.getEnclosingElement()))
        .map(owner -> owner.getQualifiedName().toString())
        .distinct()
        .flatMap(owner -> tool.supertype(type, owner).stream())
        .flatMap(owner -> thrown(owner, name, parameters))
        .toList();
  }

  private Stream<TypeMirror> thrown(DeclaredType owner, String name, int parameters) {
    return named(owner.asElement().getEnclosedElements(), name, parameters)
        .map(method -> (ExecutableType) types.asMemberOf(owner, method))
        .flatMap(method -> method.getThrownTypes().stream());
  }

  private static Stream<ExecutableElement> named(
      List<? extends Element> members, String name, int parameters) {
    return ElementFilter.methodsIn(members).stream()
        .filter(method -> method.getSimpleName().contentEquals(name))
        .filter(method -> method.getParameters().size() == parameters);
  }

  private void add(TypeMirror type) {
    if (tool.isUnknown(type)) {
      return;
    }
    boolean checked =
        !tool.isSubclass(type, RuntimeException.class) && !tool.isSubclass(type, Error.class);
    if (checked && !tool.isExactly(type, PauseFlow.class)) {
      // Nothing wider can be declared; a method that does is an error.
      thrown.add(tool.isSubclass(type, Exception.class) ? type : exception());
    }
  }

  private TypeMirror exception() {
    return tool.element(Exception.class).asType();
  }

  /** What is declared, without what is a subtype of something else. */
  public List<TypeName> least(Predicate<TypeMirror> nameable) {
    List<TypeMirror> least = new ArrayList<>();
    for (TypeMirror type : thrown) {
      boolean covered =
          thrown.stream()
              .anyMatch(other -> !tool.same(other, type) && types.isSubtype(type, other));
      if (!covered && least.stream().noneMatch(other -> tool.same(other, type))) {
        least.add(type);
      }
    }
    return least.stream().filter(nameable).map(SourceTypes::name).toList();
  }
}
