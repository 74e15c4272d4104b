package dev.stageflow.processor.parse.outline;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.check.name.NameOverloaded;
import dev.stageflow.processor.check.signature.Inaccessible;
import dev.stageflow.processor.check.signature.ThrowsThrowable;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.model.call.Calling;
import dev.stageflow.processor.model.call.MethodModel;
import dev.stageflow.processor.parse.member.Errors;
import dev.stageflow.processor.parse.member.Members;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.signature.Thrown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Converts methods to the model, and records which ones generated code calls. */
public final class Methods {
  private final TypeElement definition;
  private final Members members;
  private final Inaccessible accessible;
  private final TypeTool tool;
  private final Arguments arguments;
  private final Thrown thrown;
  private final Errors errors;
  private final Set<ExecutableElement> called = new HashSet<>();

  public Methods(ParseContext context) {
    this.definition = context.definition();
    this.members = context.members();
    this.accessible = context.accessible();
    this.tool = context.tool();
    this.thrown = new Thrown(tool);
    this.errors = context.errors();
    this.arguments = new Arguments(tool);
  }

  /** A stage's own method; failures that are recovered from are not thrown. */
  public MethodModel stage(
      StageMethod stage, List<Arguments.TypedArgument> plain, List<Arguments.Candidate> scope)
      throws DefinitionError {
    MethodModel model = read(stage.method(), plain, scope, UnaryOperator.identity());
    thrown.addStage(stage);
    return model;
  }

  /** A method with the arguments for its plain parameters, in order, and those from the scope. */
  public MethodModel model(
      Method method, List<Arguments.TypedArgument> plain, List<Arguments.Candidate> scope)
      throws DefinitionError {
    return model(method, plain, scope, UnaryOperator.identity());
  }

  /**
   * The same.
   *
   * @param advice adds to an error what else is to be known of it
   */
  public MethodModel model(
      Method method,
      List<Arguments.TypedArgument> plain,
      List<Arguments.Candidate> scope,
      UnaryOperator<DefinitionError> advice)
      throws DefinitionError {
    MethodModel model = read(method, plain, scope, advice);
    thrown.addMethod(method);
    return model;
  }

  private MethodModel read(
      Method method,
      List<Arguments.TypedArgument> plain,
      List<Arguments.Candidate> scope,
      UnaryOperator<DefinitionError> advice)
      throws DefinitionError {
    ThrowsThrowable.check(method, tool);
    List<Arguments.TypedArgument> given = new ArrayList<>();
    int next = 0;
    DefinitionError first = null;
    for (Method.Parameter parameter : method.parameters()) {
      try {
        given.add(
            parameter.upstream() == null
                ? plain.get(next++)
                : arguments.upstream(parameter, scope));
      } catch (DefinitionError error) {
        errors.add(advice.apply(error));
        first = first == null ? error : first;
      }
    }
    if (first != null) {
      throw first;
    }
    NameOverloaded.check(
        method, given.stream().map(Arguments.TypedArgument::type).toList(), others(method), tool);
    boolean declares = tool.declaresPause(method);
    called.add(method.element());
    return new MethodModel(
        method.name(),
        method.isStatic() ? owner(method) : null,
        given.stream().map(Arguments.TypedArgument::argument).toList(),
        Calling.DIRECT,
        returned(method),
        declares,
        !declares && tool.mayPause(method),
        link(method));
  }

  /** The other methods of its name that generated code can call. */
  private List<Method> others(Method method) {
    return Stream.concat(
            members.methods(method.name()).stream()
                .map(Members.Member::element)
                .filter(other -> !other.equals(method.element()))
                .map(members::seen),
            members.methodsOfObject(method.name()).stream())
        .filter(other -> accessible.canCall(other.element()))
        .toList();
  }

  /** The type of the result; a flow that is still to be generated is known by its definition. */
  private TypeName returned(Method method) {
    return tool.isUnknown(method.returns()) ? ClassName.OBJECT : SourceTypes.name(method.returns());
  }

  /** An interface's static methods are not inherited. */
  private ClassName owner(Method method) {
    TypeElement declaring = Method.declaring(method.element());
    return ClassName.get(declaring.getKind().isInterface() ? declaring : definition);
  }

  /** The exceptions that the methods read so far may throw. */
  public Thrown thrown() {
    return thrown;
  }

  /** The methods that generated code calls. */
  public Set<ExecutableElement> called() {
    return called;
  }

  private String link(Method method) {
    return method.parameters().stream()
        .map(parameter -> tool.format(tool.types().erasure(parameter.type())))
        .collect(Collectors.joining(", ", method.name() + "(", ")"));
  }
}
