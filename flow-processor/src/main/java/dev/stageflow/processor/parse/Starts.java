package dev.stageflow.processor.parse;

import com.squareup.javapoet.CodeBlock;
import dev.stageflow.processor.check.name.NameSignature;
import dev.stageflow.processor.check.signature.PauseImpossible;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.AccumulateMessage;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import dev.stageflow.processor.model.Expression;
import dev.stageflow.processor.model.Start;
import dev.stageflow.processor.parse.header.Defaults;
import dev.stageflow.processor.parse.member.MemberResolver;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.member.Unready;
import dev.stageflow.processor.parse.outline.Arguments;
import dev.stageflow.processor.parse.outline.Methods;
import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/** Reads how an accumulate's empty accumulator is made. */
final class Starts {
  private final TypeTool tool;
  private final MemberResolver named;
  private final Methods methods;
  private final Defaults defaults;

  Starts(ParseContext context, Methods methods) {
    this.tool = context.tool();
    this.named = new MemberResolver(context);
    this.methods = methods;
    this.defaults = new Defaults(context);
  }

  Start read(StageMethod stage, TypeMirror bucket, List<Arguments.Candidate> scope)
      throws DefinitionError, Unready {
    String name = Annotations.string(stage.annotation(), "start");
    if (name.isEmpty()) {
      Optional<CodeBlock> empty = defaults.empty(bucket);
      if (empty.isEmpty()) {
        throw new DefinitionError(AccumulateMessage.NO_START, stage.place(), tool.format(bucket));
      }
      return Expression.of(empty.get());
    }
    Location place = stage.place("start");
    Optional<Method> method = named.methodIfAny(name, place);
    if (method.isPresent()) {
      return call(method.get(), place, bucket, scope);
    }
    Optional<MemberResolver.Constant> constant = named.constantIfAny(name, place);
    if (constant.isEmpty()) {
      throw named.unknownStart(name, place);
    }
    NameSignature.checkStart(constant.get().type(), name, bucket, place, tool);
    return constant.get().name();
  }

  private Start call(
      Method method, Location place, TypeMirror bucket, List<Arguments.Candidate> scope)
      throws DefinitionError {
    NameSignature.checkTakesNothing(method, place);
    NameSignature.checkStart(method.returns(), method.name(), bucket, place, tool);
    PauseImpossible.check(method, MethodMessage.START_PAUSES, tool);
    return new Start.Call(methods.model(method, List.of(), scope));
  }
}
