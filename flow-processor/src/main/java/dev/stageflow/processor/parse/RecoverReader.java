package dev.stageflow.processor.parse;

import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.FlowPlan.Site;
import dev.stageflow.processor.check.guard.RecoverSignature;
import dev.stageflow.processor.check.place.TunnelPlace;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.RecoverMethod;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.message.RecoverMessage;
import dev.stageflow.processor.model.ElementModel.Accumulate.Form;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.model.call.Argument;
import dev.stageflow.processor.model.call.Calling;
import dev.stageflow.processor.model.call.MethodModel;
import dev.stageflow.processor.model.call.Unwrapping;
import dev.stageflow.processor.parse.header.HeaderReader;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.member.RecoverFinder;
import dev.stageflow.processor.parse.member.Unready;
import dev.stageflow.processor.parse.outline.Arguments;
import dev.stageflow.processor.parse.outline.Methods;
import dev.stageflow.processor.parse.outline.Outline;
import dev.stageflow.processor.parse.outline.ValueTypes;
import dev.stageflow.processor.parse.signature.AccumulateSignatures;
import dev.stageflow.processor.parse.signature.AccumulateSignatures.Signature;
import dev.stageflow.processor.parse.signature.Callings;
import dev.stageflow.processor.parse.signature.Results;
import dev.stageflow.processor.parse.signature.SourceReader;
import dev.stageflow.processor.parse.signature.SubflowReader;
import dev.stageflow.processor.parse.signature.Thrown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads a recovery method, which takes and gives what its stage does, and takes the failure. */
final class RecoverReader {
  private final Outline outline;
  private final ValueTypes values;
  private final Methods methods;
  private final Results results;
  private final AccumulateSignatures accumulates;
  private final SourceReader sources;
  private final SubflowReader subflows;
  private final Callings callings;
  private final Thrown thrown;
  private final TypeTool tool;
  private final boolean isDurable;

  RecoverReader(ParseContext context, Outline outline, ValueTypes values, Methods methods) {
    this.outline = outline;
    this.values = values;
    this.methods = methods;
    this.thrown = methods.thrown();
    this.tool = context.tool();
    this.results = new Results(tool);
    this.accumulates = new AccumulateSignatures(context);
    this.sources = new SourceReader(tool);
    this.subflows = new SubflowReader(context);
    this.callings = new Callings(tool);
    this.isDurable = HeaderReader.isDurable(context.definition());
  }

  /** Reads a method, after its stage has been read. */
  Guard.Recovery read(RecoverMethod recover, StageMethod stage, int index)
      throws DefinitionError, Unready {
    Method.Parameter failure = RecoverSignature.failure(recover, tool);
    TypeMirror bucket =
        stage.kind() == StageMethod.Kind.ACCUMULATE ? accumulates.signature(stage).bucket() : null;
    Site site = outline.plan().sites().get(index);
    TypeMirror item = site.item() == FlowPlan.NO_VALUE ? null : values.type(site.item());
    List<Arguments.TypedArgument> plain = plain(recover, stage, item, bucket, failure);
    MethodModel method =
        methods.model(recover.method(), plain, values.candidates(site), recover::advised);
    TypeName type = SourceTypes.name(failure.type());
    TypeMirror returns = recover.method().returns();
    if (recover.output() != null) {
      Results.Result result = results.of(returns);
      return new Guard.Recovery(
          callings.function(method, recover.tunnel(), result),
          type,
          result.unwrapping(),
          false,
          Annotations.string(recover.output(), "value"));
    }
    switch (outline.elements().get(index).kind()) {
      case FUNCTION, FORK -> {
        return function(recover, stage, method, type, values.type(index));
      }
      case CONSUMER -> {
        return consumer(recover, stage, method, type);
      }
      case SEQUENCE -> {
        return sequence(recover, stage, method, type, values.type(index));
      }
      case SUBFLOW -> {
        return subflow(recover, stage, method, type, values.type(index), item);
      }
      case FILTER -> {
        TypeMirror bool = tool.primitive(TypeKind.BOOLEAN);
        RecoverSignature.checkGives(
            recover, stage, returns.getKind() == TypeKind.BOOLEAN, bool, tool);
      }
      case ACCUMULATE -> {
        Signature accumulate = accumulates.signature(stage);
        boolean nothing = returns.getKind() == TypeKind.VOID;
        if (accumulate.form() == Form.REPLACE) {
          boolean fits = !nothing && tool.assignable(returns, accumulate.bucket());
          RecoverSignature.checkGives(recover, stage, fits, accumulate.bucket(), tool);
        } else {
          RecoverSignature.checkGivesNothing(recover, stage, nothing, tool);
        }
      }
      case CONTEXT, OUTPUT -> throw new IllegalArgumentException(stage.name());
    }
    return new Guard.Recovery(
        callings.direct(method, recover.tunnel()), type, Unwrapping.NONE, false);
  }

  /** The arguments: the accumulator, if it is a parameter, item and failure. */
  private List<Arguments.TypedArgument> plain(
      RecoverMethod recover,
      StageMethod stage,
      @Nullable TypeMirror item,
      @Nullable TypeMirror bucket,
      Method.Parameter failure)
      throws DefinitionError {
    List<Method.Parameter> taken = recover.method().plainParameters();
    List<Arguments.TypedArgument> plain = new ArrayList<>();
    boolean takesBucket = bucket != null && taken.size() == 3;
    TunnelPlace.checkTakesNoBucket(recover, stage, takesBucket);
    if (bucket != null && takesBucket) {
      plain.add(new Arguments.TypedArgument(bucket, new Argument.Accumulator()));
    }
    if (item != null) {
      plain.add(new Arguments.TypedArgument(item, new Argument.Item()));
    }
    plain.add(new Arguments.TypedArgument(failure.type(), new Argument.Failure()));
    RecoverSignature.checkTakes(
        recover, stage, plain.stream().map(Arguments.TypedArgument::type).toList(), item, tool);
    return plain;
  }

  private Guard.Recovery function(
      RecoverMethod recover,
      StageMethod stage,
      MethodModel method,
      TypeName failure,
      TypeMirror gives)
      throws DefinitionError {
    Results.Result result = results.of(recover.method().returns());
    boolean fits = result.type() != null && tool.assignable(result.type(), gives);
    RecoverSignature.checkGives(recover, stage, fits, gives, tool);
    return new Guard.Recovery(
        callings.function(method, recover.tunnel(), result), failure, result.unwrapping(), false);
  }

  private Guard.Recovery consumer(
      RecoverMethod recover, StageMethod stage, MethodModel method, TypeName failure)
      throws DefinitionError {
    Results.Result result = results.of(recover.method().returns());
    RecoverSignature.checkGivesNothing(recover, stage, result.type() == null, tool);
    return new Guard.Recovery(
        callings.function(method, recover.tunnel(), result), failure, Unwrapping.NONE, false);
  }

  private Guard.Recovery sequence(
      RecoverMethod recover,
      StageMethod stage,
      MethodModel method,
      TypeName failure,
      TypeMirror gives)
      throws DefinitionError {
    Results.Awaited awaited = results.awaited(recover.method().returns()).orElse(null);
    TypeMirror returned = results.settled(recover.method().returns());
    Optional<TypeMirror> element = sources.elementIfAny(returned);
    boolean fits = element.isPresent() && tool.assignable(tool.boxed(element.get()), gives);
    RecoverSignature.checkGives(recover, stage, fits, gives, RecoverMessage.OTHER_SOURCE, tool);
    thrown.addSource(returned);
    SourceReader.Read source =
        sources.read(
            new StageMethod(
                recover.method(), StageMethod.Kind.SEQUENCE, recover.annotation(), List.of()),
            returned);
    TypeName kept = sources.opened(gives).source().walked();
    return new Guard.Recovery(
        callings.replacement(method, recover.tunnel(), awaited, kept, source.source()),
        failure,
        Unwrapping.NONE,
        false);
  }

  private Guard.Recovery subflow(
      RecoverMethod recover,
      StageMethod stage,
      MethodModel method,
      TypeName failure,
      TypeMirror gives,
      @Nullable TypeMirror item)
      throws DefinitionError {
    StageMethod asStage = RecoverFinder.asSubflow(recover);
    SubflowReader.Read read = subflows.read(asStage);
    boolean fits = item != null && read.canTake(item, tool) && tool.assignable(read.gives(), gives);
    RecoverSignature.checkGives(recover, stage, fits, gives, RecoverMessage.OTHER_FLOW, tool);
    if (isDurable) {
      subflows.checkDurable(read, asStage);
    }
    subflows.addThrown(read, asStage, thrown);
    MethodModel declared = method.called(Calling.DIRECT, read.declared());
    return new Guard.Recovery(
        callings.direct(declared, recover.tunnel()), failure, Unwrapping.NONE, read.several());
  }
}
