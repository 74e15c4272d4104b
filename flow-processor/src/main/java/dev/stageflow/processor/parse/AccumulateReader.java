package dev.stageflow.processor.parse;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.value.Bucket;
import dev.stageflow.processor.check.name.NameSignature;
import dev.stageflow.processor.check.signature.BadAccumulator;
import dev.stageflow.processor.check.signature.PauseImpossible;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.AccumulateMessage;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import dev.stageflow.processor.model.ElementModel.Accumulate;
import dev.stageflow.processor.model.ElementModel.Accumulate.BucketModel;
import dev.stageflow.processor.model.ElementModel.Accumulate.Flush;
import dev.stageflow.processor.model.ElementModel.Accumulate.Form;
import dev.stageflow.processor.model.Expression;
import dev.stageflow.processor.model.Start;
import dev.stageflow.processor.model.Value;
import dev.stageflow.processor.model.call.Argument;
import dev.stageflow.processor.model.call.MethodModel;
import dev.stageflow.processor.parse.member.Errors;
import dev.stageflow.processor.parse.member.MemberResolver;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.member.Unready;
import dev.stageflow.processor.parse.outline.Arguments;
import dev.stageflow.processor.parse.outline.Methods;
import dev.stageflow.processor.parse.signature.AccumulateSignatures;
import dev.stageflow.processor.parse.signature.AccumulateSignatures.Signature;
import dev.stageflow.processor.parse.signature.Results;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Reads an accumulate: its method, and the parts that its annotation names. */
final class AccumulateReader {
  private final TypeTool tool;
  private final MemberResolver named;
  private final Methods methods;
  private final AccumulateSignatures signatures;
  private final Starts starts;
  private final Errors errors;

  AccumulateReader(ParseContext context, Methods methods) {
    this.tool = context.tool();
    this.errors = context.errors();
    this.named = new MemberResolver(context);
    this.methods = methods;
    this.signatures = new AccumulateSignatures(context);
    this.starts = new Starts(context, methods);
  }

  Accumulate read(
      StageMethod stage,
      Signature signature,
      @Nullable Method finish,
      int index,
      List<Arguments.TypedArgument> items,
      List<Arguments.Candidate> scope,
      List<Arguments.Candidate> openingScope)
      throws DefinitionError, Unready {
    errors.check(() -> BadAccumulator.checkFlush(stage));
    boolean collects = signature.form() == Form.COLLECTOR;
    List<Arguments.TypedArgument> plain = new ArrayList<>();
    if (!collects) {
      plain.add(accumulator(signature));
      plain.addAll(items);
    }
    Results.Result result = signatures.result(signature, finish);
    Start start = collects ? null : errors.<Start>read(() -> start(stage, signature, openingScope));
    MethodModel finishing =
        finish == null
            ? null
            : errors.<MethodModel>read(
                () ->
                    result.called(
                        lookingAt(finish, stage.place("finish"), signature, openingScope)));
    MethodModel flushWhen =
        errors.<MethodModel>read(() -> flushWhen(stage, signature, openingScope));
    MethodModel method = methods.stage(stage, plain, collects ? openingScope : scope);
    return new Accumulate(
        method,
        signature.form(),
        new BucketModel(AccumulateSignatures.bucketName(stage), bucketType(signature), start),
        finishing,
        result.unwrapping(),
        new Flush(flushWhen, Annotations.number(stage.annotation(), "flushAfterMillis")),
        result.type() == null
            ? null
            : new Value(index, stage.name(), SourceTypes.name(result.type())));
  }

  private static TypeName bucketType(Signature signature) {
    TypeName type = SourceTypes.name(signature.bucket());
    return signature.form() == Form.COLLECTOR
        ? ParameterizedTypeName.get(
            ClassName.get(Bucket.class), SourceTypes.name(signature.item()).box(), type.box())
        : type;
  }

  private Start start(StageMethod stage, Signature signature, List<Arguments.Candidate> scope)
      throws DefinitionError, Unready {
    Start start = starts.read(stage, signature.bucket(), scope);
    String name = Annotations.string(stage.annotation(), "start");
    if (start instanceof Expression && !name.isEmpty() && signature.form() == Form.IN_PLACE) {
      errors.warn(AccumulateMessage.SHARED_START, stage.place("start"), stage.name(), name);
    }
    return start;
  }

  private @Nullable MethodModel flushWhen(
      StageMethod stage, Signature signature, List<Arguments.Candidate> scope)
      throws DefinitionError, Unready {
    String name = Annotations.string(stage.annotation(), "flushWhen");
    if (name.isEmpty()) {
      return null;
    }
    Location place = stage.place("flushWhen");
    Method method = named.method(name, place);
    NameSignature.checkGives(
        method, TypeKind.BOOLEAN, AccumulateMessage.FLUSH_WHEN_NOT_BOOLEAN, place, tool);
    PauseImpossible.check(method, MethodMessage.FLUSH_WHEN_PAUSES, tool);
    return lookingAt(method, place, signature, scope);
  }

  private MethodModel lookingAt(
      Method method, Location place, Signature signature, List<Arguments.Candidate> scope)
      throws DefinitionError {
    NameSignature.checkTakes(method, signature.bucket(), place, tool);
    return methods.model(method, List.of(accumulator(signature)), scope);
  }

  private static Arguments.TypedArgument accumulator(Signature signature) {
    return new Arguments.TypedArgument(signature.bucket(), new Argument.Accumulator());
  }
}
