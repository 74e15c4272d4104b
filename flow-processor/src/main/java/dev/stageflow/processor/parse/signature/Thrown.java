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

/** Gathers the checked exceptions that a flow may throw, without {@code PauseFlow}. */
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

  /** Adds the exceptions that a method declares. */
  public void addMethod(Method method) {
    method.type().getThrownTypes().forEach(this::add);
  }

  /** Adds one type that a method declares. */
  public void addDeclared(TypeMirror type) {
    add(type);
  }

  /** Adds the exceptions of a stage's call, except those that are recovered from. */
  public void addStage(StageMethod stage) {
    addUntaken(stage.method().type().getThrownTypes(), stage.recoveries());
    if (stage.timeout() != null) {
      addUntaken(List.of(tool.type(TimeoutException.class)), stage.recoveries());
    }
  }

  /** Adds the exceptions of iterating and closing a source. */
  public void addSource(TypeMirror source) {
    addSource(source, List.of());
  }

  /**
   * Adds the exceptions of iterating and closing a source, except those that are recovered from
   * while it is iterated.
   */
  public void addSource(TypeMirror source, List<RecoverMethod> recovers) {
    addUntaken(ofNext(source), recovers);
    addClosing(source);
  }

  /** Adds the exceptions of closing an object, if it can be closed. */
  public void addClosing(TypeMirror closed) {
    for (DeclaredType type : tool.classes(closed)) {
      if (tool.isSubclass(type, AutoCloseable.class)) {
        members(type, "close", 0).forEach(this::add);
      }
    }
  }

  /** The exceptions of reading a source's next element. */
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

  /** Adds the exceptions of another flow's runs. */
  void addFlow(TypeMirror flow) {
    tool.classes(flow).forEach(type -> members(type, "run", 1).forEach(this::add));
  }

  /** Adds the exceptions of a flow of an unknown type. */
  public void addAny() {
    thrown.add(exception());
  }

  private List<TypeMirror> members(DeclaredType type, String name, int parameters) {
    // ecj does not list inherited members of an interface: they must be read where they are
    // declared.
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
      // The widest type that can be declared; a method that declares Throwable is an error.
      thrown.add(tool.isSubclass(type, Exception.class) ? type : exception());
    }
  }

  private TypeMirror exception() {
    return tool.element(Exception.class).asType();
  }

  /** The exceptions to declare, without subtypes of others. */
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
