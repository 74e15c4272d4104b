package dev.stageflow.processor.parse;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.check.guard.BadRetry;
import dev.stageflow.processor.check.guard.BadTimeout;
import dev.stageflow.processor.check.guard.RecoverPlace;
import dev.stageflow.processor.check.guard.RecoverSignature;
import dev.stageflow.processor.check.guard.RecoverTwice;
import dev.stageflow.processor.check.signature.Inaccessible;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Foreign;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.RecoverMethod;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.RecoverMessage;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.model.call.Argument;
import dev.stageflow.processor.model.call.MethodModel;
import dev.stageflow.processor.parse.member.Errors;
import dev.stageflow.processor.parse.member.MemberResolver;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.member.Unready;
import dev.stageflow.processor.parse.outline.Arguments;
import dev.stageflow.processor.parse.outline.Methods;
import dev.stageflow.processor.parse.outline.Outline;
import dev.stageflow.processor.parse.outline.ValueTypes;
import dev.stageflow.processor.parse.signature.Results;
import dev.stageflow.processor.parse.signature.SourceReader;
import dev.stageflow.processor.parse.signature.Thrown;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.TimeoutException;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads the timeouts, retries and recoveries of stages. */
final class GuardReader {
  private static final ClassName THROWABLE = ClassName.get(Throwable.class);
  private static final ClassName EXCEPTION = ClassName.get(Exception.class);

  private final Outline outline;
  private final MemberResolver named;
  private final Methods methods;
  private final RecoverReader recovers;
  private final Results results;
  private final SourceReader sources;
  private final Thrown thrown;
  private final Inaccessible accessible;
  private final TypeTool tool;
  private final Errors errors;

  GuardReader(ParseContext context, Outline outline, ValueTypes values, Methods methods) {
    this.outline = outline;
    this.named = new MemberResolver(context);
    this.methods = methods;
    this.recovers = new RecoverReader(context, outline, values, methods);
    this.results = new Results(context.tool());
    this.sources = new SourceReader(context.tool());
    this.thrown = methods.thrown();
    this.accessible = context.accessible();
    this.tool = context.tool();
    this.errors = context.errors();
  }

  /** Reads the guard of an element, after all elements have been read. */
  Guard read(int index, ElementModel model) throws DefinitionError, Unready {
    StageMethod stage = outline.stages().get(index);
    if (!stage.isGuarded()
        || stage.recoveries().stream().anyMatch(it -> errors.isWrong(it.method().element()))
        || model.method() == null) {
      return Guard.NONE;
    }
    AnnotationMirror retry = stage.retry();
    if (model instanceof ElementModel.Accumulate accumulate
        && accumulate.form() == ElementModel.Accumulate.Form.COLLECTOR) {
      RecoverPlace.checkCollector(stage);
    }
    AnnotationMirror timeout = stage.timeout();
    if (timeout != null) {
      BadTimeout.check(stage, timeout, waits(stage, model));
    }
    List<TypeMirror> handled = new ArrayList<>();
    Guard.Retry tries = retry == null ? null : retry(stage, retry, handled);
    List<RecoverMethod> nearestFirst = nearestFirst(stage);
    List<Guard.Recovery> taking = new ArrayList<>();
    for (RecoverMethod recover : nearestFirst) {
      try {
        taking.add(recovers.read(recover, stage, index));
        handled.add(taken(recover, stage));
      } catch (DefinitionError error) {
        throw recover.advised(error);
      }
    }
    return new Guard(
        timeout == null ? null : Annotations.number(timeout, "millis"),
        tries,
        taking,
        all(handled, stage));
  }

  /** Whether the flow may wait for a stage, or for the elements of its source. */
  private boolean waits(StageMethod stage, ElementModel model) throws DefinitionError {
    MethodModel method = Objects.requireNonNull(model.method());
    if (method.pauses() || method.hidesPauses() || model instanceof ElementModel.Subflow) {
      return true;
    }
    return model instanceof ElementModel.Sequence
        && sources.read(stage, stage.method().returns()).source().waits();
  }

  /** The type of failure that a recovery takes, which its stage can throw. */
  private TypeMirror taken(RecoverMethod recover, StageMethod stage) throws DefinitionError {
    Method.Parameter failure = RecoverSignature.failure(recover, tool);
    if (!canThrow(stage, failure.type())) {
      throw new DefinitionError(
          RecoverMessage.RECOVER_NEVER,
          failure.place(),
          recover.name(),
          tool.format(failure.type()),
          stage.name());
    }
    return failure.type();
  }

  private List<RecoverMethod> nearestFirst(StageMethod stage) throws DefinitionError {
    List<RecoverMethod> ordered = new ArrayList<>();
    for (RecoverMethod recover : stage.recoveries()) {
      TypeMirror failure = RecoverSignature.failure(recover, tool).type();
      int place = ordered.size();
      for (int i = ordered.size() - 1; i >= 0; i--) {
        TypeMirror other = RecoverSignature.failure(ordered.get(i), tool).type();
        RecoverTwice.check(recover, ordered.get(i), stage, tool);
        if (tool.isSubtype(failure, other)) {
          place = i;
        }
      }
      ordered.add(place, recover);
    }
    return ordered;
  }

  private Guard.Retry retry(StageMethod stage, AnnotationMirror retry, List<TypeMirror> handled)
      throws DefinitionError, Unready {
    String policy = Annotations.string(retry, "policy");
    if (!policy.isEmpty()) {
      BadRetry.checkAlone(stage, retry);
      handled.add(tool.type(Throwable.class));
      return new Guard.Retry(policy(stage, retry, policy), delay(stage, retry, handled));
    }
    BadRetry.checkNumbers(stage, retry);
    AnnotationValue on = Annotations.value(retry, "on");
    if (on == null) {
      handled.add(tool.type(Exception.class));
    } else {
      BadRetry.checkExceptions(stage, retry, on);
      for (AnnotationValue item : Annotations.items(retry, "on")) {
        handled.add(exception(stage, retry, item));
      }
    }
    return new Guard.Retry(
        new Guard.Policy.Annotated(
            (int) Annotations.number(retry, "times"),
            Annotations.number(retry, "backoffMillis"),
            handled.stream().map(SourceTypes::name).distinct().toList()),
        delay(stage, retry, handled));
  }

  private Guard.Policy policy(StageMethod stage, AnnotationMirror retry, String name)
      throws DefinitionError, Unready {
    Location place = Annotations.place(stage.method().element(), retry, "policy");
    Optional<Method> method = named.methodIfAny(name, place);
    if (method.isPresent()) {
      BadRetry.checkPolicy(method.get(), place, tool);
      return new Guard.Policy.Method(methods.model(method.get(), List.of(), List.of()));
    }
    Optional<MemberResolver.Field> field = named.fieldIfAny(name, place);
    if (field.isEmpty()) {
      throw named.unknownPolicy(name, place);
    }
    BadRetry.checkPolicy(name, field.get().type(), place, tool);
    return new Guard.Policy.Field(name, field.get().staticOwner());
  }

  private Guard.@Nullable Delay delay(
      StageMethod stage, AnnotationMirror retry, List<TypeMirror> retried)
      throws DefinitionError, Unready {
    String name = Annotations.string(retry, "delay");
    if (name.isEmpty()) {
      return null;
    }
    Location place = Annotations.place(stage.method().element(), retry, "delay");
    Method method = named.method(name, place);
    TypeMirror failure = BadRetry.checkDelay(method, stage, retried, place, tool);
    return new Guard.Delay(
        methods.model(
            method,
            List.of(new Arguments.TypedArgument(failure, new Argument.Failure())),
            List.of()),
        SourceTypes.name(failure));
  }

  private TypeMirror exception(StageMethod stage, AnnotationMirror retry, AnnotationValue item)
      throws DefinitionError, Unready {
    if (!(item.getValue() instanceof TypeMirror type)) {
      throw new IllegalArgumentException(String.valueOf(item));
    }
    if (!tool.isSubclass(type, Throwable.class)) {
      // The compiler itself reports a type that is no exception.
      throw new Unready(stage.name());
    }
    Location place = place(stage, retry, item);
    BadRetry.checkException(stage, type, place, tool);
    accessible.checkRetried(place, stage.name(), type);
    if (!canThrow(stage, type)) {
      throw new DefinitionError(RecoverMessage.RETRY_NEVER, place, tool.format(type), stage.name());
    }
    return type;
  }

  private static Location place(
      StageMethod stage, AnnotationMirror retry, @Nullable AnnotationValue value) {
    return new Location(stage.method().element(), retry, value);
  }

  /** Whether a stage can throw something, as far as it is declared. */
  private boolean canThrow(StageMethod stage, TypeMirror type) {
    TypeMirror returns = stage.method().returns();
    if (tool.isUnchecked(type)
        || results.awaited(returns).isPresent()
        || (stage.timeout() != null && tool.isSubtype(tool.type(TimeoutException.class), type))
        || tool.supertype(returns, Publisher.class).isPresent()
        || Foreign.of(returns, Foreign.Use.READ, tool).isPresent()) {
      return true;
    }
    List<TypeMirror> declared = new ArrayList<>(stage.method().type().getThrownTypes());
    if (stage.kind() == StageMethod.Kind.SEQUENCE) {
      declared.addAll(thrown.ofNext(returns));
    }
    return declared.stream()
        .flatMap(it -> tool.classes(it).stream())
        .anyMatch(it -> tool.isSubtype(type, it) || tool.isSubtype(it, type));
  }

  /** A common supertype of all handled failures, by which they can be caught. */
  private TypeName all(List<TypeMirror> handled, StageMethod stage) {
    boolean isGeneric =
        stage.method().type().getThrownTypes().stream()
            .anyMatch(it -> it.getKind() == TypeKind.TYPEVAR);
    for (TypeMirror type : handled) {
      boolean isWidest = handled.stream().allMatch(other -> tool.isSubtype(other, type));
      if (isWidest && !isGeneric) {
        return SourceTypes.name(type);
      }
    }
    TypeMirror exception = tool.type(Exception.class);
    return handled.stream().allMatch(it -> tool.isSubtype(it, exception)) ? EXCEPTION : THROWABLE;
  }
}
