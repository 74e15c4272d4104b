package dev.stageflow.processor.parse;

import com.squareup.javapoet.CodeBlock;
import dev.stageflow.internal.plan.Element.Trait;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.FlowPlan.Site;
import dev.stageflow.processor.check.name.BadStop;
import dev.stageflow.processor.check.name.NameSignature;
import dev.stageflow.processor.check.place.BadBreak;
import dev.stageflow.processor.check.signature.BadAccumulator;
import dev.stageflow.processor.check.signature.Inaccessible;
import dev.stageflow.processor.check.signature.NoInput;
import dev.stageflow.processor.check.signature.NotBoolean;
import dev.stageflow.processor.check.signature.NotResumable;
import dev.stageflow.processor.check.signature.RawType;
import dev.stageflow.processor.check.signature.TooManyParameters;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.AccumulateMessage;
import dev.stageflow.processor.diagnostic.message.ItemMessage;
import dev.stageflow.processor.diagnostic.message.NameMessage;
import dev.stageflow.processor.diagnostic.message.StorableMessage;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.Expression;
import dev.stageflow.processor.model.Hook;
import dev.stageflow.processor.model.Key;
import dev.stageflow.processor.model.Value;
import dev.stageflow.processor.model.call.Argument;
import dev.stageflow.processor.model.call.Calling;
import dev.stageflow.processor.model.call.MethodModel;
import dev.stageflow.processor.parse.header.HeaderReader;
import dev.stageflow.processor.parse.member.Errors;
import dev.stageflow.processor.parse.member.MemberResolver;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.member.Unready;
import dev.stageflow.processor.parse.outline.Arguments;
import dev.stageflow.processor.parse.outline.Methods;
import dev.stageflow.processor.parse.outline.Mismatch;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads stage by stage, as the types flow. */
final class ElementReader {
  private final Outline outline;
  private final ValueTypes values;
  private final MemberResolver named;
  private final Methods methods;
  private final Results results;
  private final AccumulateSignatures signatures;
  private final AccumulateReader accumulates;
  private final SourceReader sources;
  private final SubflowReader subflows;
  private final Thrown thrown;
  private final Inaccessible accessible;
  private final TypeTool tool;
  private final Mismatch mismatch;
  private final Literal literals;
  private final Errors errors;
  private final Callings callings;
  private final Hooks hooks;
  private final KeyReader keys;
  private final boolean isDurable;
  private final Map<Integer, Signature> accumulated = new HashMap<>();

  ElementReader(
      ParseContext context,
      Outline outline,
      ValueTypes values,
      Methods methods,
      OutputReader outputs) {
    this.outline = outline;
    this.values = values;
    this.methods = methods;
    this.thrown = methods.thrown();
    this.accessible = context.accessible();
    this.tool = context.tool();
    this.errors = context.errors();
    this.named = new MemberResolver(context);
    this.results = new Results(tool);
    this.signatures = new AccumulateSignatures(context);
    this.accumulates = new AccumulateReader(context, methods);
    this.sources = new SourceReader(tool);
    this.subflows = new SubflowReader(context);
    this.mismatch = new Mismatch(outline, values, tool);
    this.literals = new Literal(tool);
    this.callings = new Callings(tool);
    this.hooks = new Hooks(context, methods, outputs);
    this.keys = new KeyReader(context, outline, values, methods);
    this.isDurable = HeaderReader.isDurable(context.definition());
  }

  /** The element of an index, those before it having been read; a context still without hooks. */
  ElementModel read(int index) throws DefinitionError, Unready {
    StageMethod stage = outline.stages().get(index);
    return switch (outline.elements().get(index).kind()) {
      case CONTEXT -> new ElementModel.Context(null, null, null, null);
      case FUNCTION ->
          outline.elements().get(index).has(Trait.REPLACES_ITEM)
              ? addition(index)
              : function(index, stage);
      case FORK -> function(index, stage);
      case CONSUMER -> consumer(index, stage);
      case FILTER -> filter(index, stage);
      case OUTPUT ->
          new ElementModel.Output(
              Annotations.string(Objects.requireNonNull(stage.output()), "value"));
      case SEQUENCE -> sequence(index, stage);
      case SUBFLOW -> subflow(index, stage);
      case ACCUMULATE -> accumulate(index, stage);
    };
  }

  private ElementModel function(int index, StageMethod stage) throws DefinitionError, Unready {
    Results.Result result = results.of(stage.method().returns());
    TypeMirror type = Objects.requireNonNull(result.type());
    give(index, stage, type);
    Expression stop = errors.<Expression>read(() -> stop(stage, type));
    return new ElementModel.Function(
        callings.function(taking(index, stage), stage.tunnel(), result),
        result.unwrapping(),
        stop,
        value(index, stage, type));
  }

  private ElementModel addition(int index) {
    TypeMirror type = values.type(outline.plan().itemOf(index));
    values.put(index, type);
    String name = outline.elements().get(index).name();
    return new ElementModel.Addition(name, new Value(index, name, SourceTypes.name(type)));
  }

  private ElementModel consumer(int index, StageMethod stage) throws DefinitionError {
    BadStop.checkConsumer(stage);
    return new ElementModel.Consumer(
        callings.function(
            taking(index, stage), stage.tunnel(), results.of(stage.method().returns())));
  }

  private @Nullable Expression stop(StageMethod stage, TypeMirror type)
      throws DefinitionError, Unready {
    String source = Annotations.string(stage.annotation(), "stop");
    if (source.isEmpty()) {
      return null;
    }
    Location place = stage.place("stop");
    if (!SourceVersion.isName(source)) {
      Optional<CodeBlock> literal = literals.of(source, type);
      if (literal.isEmpty()) {
        throw new DefinitionError(NameMessage.BAD_STOP, place, source, tool.format(type));
      }
      return Expression.of(literal.get());
    }
    Optional<MemberResolver.Constant> constant = named.constantIfAny(source, place);
    if (constant.isEmpty()) {
      throw named.unknownStop(source, place, type);
    }
    BadStop.checkConstant(source, constant.get().type(), type, place, tool);
    return constant.get().name();
  }

  private ElementModel filter(int index, StageMethod stage) throws DefinitionError {
    NotBoolean.check(stage, tool);
    Integer ends = errors.<Integer>read(() -> BadBreak.check(stage, index, outline.plan()));
    return new ElementModel.Filter(taking(index, stage), ends == null ? FlowPlan.NO_VALUE : ends);
  }

  private ElementModel sequence(int index, StageMethod stage) throws DefinitionError, Unready {
    TypeMirror returned = results.settled(stage.method().returns());
    SourceReader.Read returnedSource = sources.read(stage, returned);
    if (tool.isRejected(returnedSource.element())) {
      // The class that is walked names an unknown type for its elements.
      throw new Unready(stage.name());
    }
    SourceReader.Read source = callings.opened(returnedSource, stage);
    give(index, stage, source.element());
    thrown.addSource(returned, stage.recoveries());
    Site site = outline.plan().sites().get(index);
    List<Arguments.Candidate> scope = values.candidates(site.scope());
    if (site.item() != FlowPlan.NO_VALUE) {
      scope.addAll(values.candidates(List.of(site.item())));
    }
    Hook onFinish =
        errors.<Hook>read(
            () -> hooks.read(stage.method().element(), stage.annotation(), "onFinish", scope));
    MethodModel method = callings.sequence(taking(index, stage), stage, returned, returnedSource);
    if (isDurable && NotResumable.isPassedOver(stage, returnedSource.source())) {
      errors.warn(
          StorableMessage.NOT_RESUMABLE,
          stage.place(),
          stage.name(),
          tool.format(stage.method().returns()));
    }
    MethodModel resume =
        errors.<MethodModel>read(() -> resume(site, stage, returnedSource.element()));
    return new ElementModel.Sequence(
        method,
        source.source(),
        value(index, stage, source.element()),
        onFinish,
        resume == null ? null : callings.sequence(resume, stage, returned, returnedSource));
  }

  private @Nullable MethodModel resume(Site site, StageMethod stage, TypeMirror element)
      throws DefinitionError, Unready {
    String name = Annotations.string(stage.annotation(), "resume");
    if (name.isEmpty()) {
      return null;
    }
    Location place = stage.place("resume");
    Method method = named.method(name, place);
    List<Arguments.TypedArgument> plain = new ArrayList<>(values.items(site));
    plain.add(new Arguments.TypedArgument(element, new Argument.LastTaken()));
    NameSignature.checkResume(
        method, plain.stream().map(Arguments.TypedArgument::type).toList(), stage, place, tool);
    return methods.model(method, plain, values.candidates(site));
  }

  private ElementModel subflow(int index, StageMethod stage) throws DefinitionError, Unready {
    SubflowReader.Read read = subflows.read(stage);
    give(index, stage, read.gives());
    MethodModel method = taking(index, stage);
    TypeMirror gives = values.type(outline.plan().itemOf(index));
    if (!read.canTake(gives, tool)) {
      throw new DefinitionError(
          ItemMessage.FLOW_MISMATCH,
          stage.place(),
          stage.name(),
          tool.formatBeside(read.takes(), gives),
          tool.formatBeside(gives, read.takes()),
          tool.formatBeside(tool.boxed(gives), read.takes()));
    }
    if (isDurable) {
      subflows.checkDurable(read, stage);
    }
    subflows.addThrown(read, stage, thrown);
    return new ElementModel.Subflow(
        method.called(Calling.DIRECT, read.declared()),
        read.several(),
        value(index, stage, read.gives()));
  }

  private ElementModel accumulate(int index, StageMethod stage) throws DefinitionError, Unready {
    Site site = outline.plan().sites().get(index);
    TypeMirror arrives = values.typeIfAny(site.item());
    if (arrives != null) {
      BadAccumulator.checkOrder(stage, arrives, tool);
    }
    Signature signature = signatures.signature(stage);
    accumulated.put(index, signature);
    if (signature.form() != ElementModel.Accumulate.Form.COLLECTOR) {
      values.putAccumulator(index, signature.bucket());
    }
    Method finish = errors.<Method>read(() -> signatures.finish(stage));
    TypeMirror type = signatures.result(signature, finish).type();
    if (type != null && (finish != null || !signatures.hasFinish(stage))) {
      give(index, stage, type);
    }
    checkTakes(stage, site.item(), signature.item(), stage.method().plainParameters(), 1);
    return accumulates.read(
        stage,
        signature,
        finish,
        index,
        values.items(site),
        values.candidates(site),
        values.candidates(openingScope(site.context())));
  }

  private List<Integer> openingScope(int context) {
    return outline.plan().openingScope(context, outline.input() != null);
  }

  /** A context, once all elements have been read. */
  ElementModel context(int index) throws DefinitionError, Unready {
    StageMethod stage = outline.stages().get(index);
    ExecutableElement method = stage.method().element();
    AnnotationMirror annotation = outline.context(index);
    List<Arguments.Candidate> scope = values.candidates(openingScope(index));
    List<Arguments.Candidate> withBuckets = new ArrayList<>(scope);
    boolean areKnown = true;
    for (int accumulate : outline.plan().accumulatesIn(index)) {
      Signature signature = accumulated.get(accumulate);
      areKnown &= signature != null;
      if (signature != null && signature.form() != ElementModel.Accumulate.Form.COLLECTOR) {
        withBuckets.add(
            new Arguments.Candidate(
                AccumulateSignatures.bucketName(outline.stages().get(accumulate)),
                signature.bucket(),
                new Argument.BucketOf(accumulate)));
      }
    }
    Hook onOpen = errors.<Hook>read(() -> hooks.read(method, annotation, "onOpen", scope));
    Hook onFlush =
        areKnown
            ? errors.<Hook>read(() -> hooks.read(method, annotation, "onFlush", withBuckets))
            : null;
    Hook onClose = errors.<Hook>read(() -> hooks.read(method, annotation, "onClose", scope));
    if (onOpen == null
        && onFlush == null
        && onClose == null
        && outline.plan().accumulatesIn(index).isEmpty()) {
      errors.warn(
          AccumulateMessage.IDLE_CONTEXT, new Location(method, annotation, null), stage.name());
    }
    Key by = errors.<Key>read(() -> keys.read(index, stage, annotation, "by"));
    return new ElementModel.Context(onOpen, onFlush, onClose, by);
  }

  /** The method of a stage that takes the item. */
  private MethodModel taking(int index, StageMethod stage) throws DefinitionError {
    Site site = outline.plan().sites().get(index);
    List<Method.Parameter> plain = stage.method().plainParameters();
    if (site.item() != FlowPlan.NO_VALUE) {
      NoInput.check(stage);
      checkTakes(stage, site.item(), plain.get(0).type(), plain, 0);
    }
    TooManyParameters.check(stage, plain, 1, ItemMessage.MANY_ITEMS);
    return methods.stage(stage, values.items(site), values.candidates(site));
  }

  private void checkTakes(
      StageMethod stage, int item, TypeMirror takes, List<Method.Parameter> plain, int parameter)
      throws DefinitionError {
    TypeMirror gives = values.typeIfAny(item);
    if (gives != null && !tool.assignable(gives, takes)) {
      Location place = parameter < plain.size() ? plain.get(parameter).place() : stage.place();
      throw mismatch.of(stage, place, item, takes);
    }
  }

  /** Records the type of a stage's value. */
  private void give(int index, StageMethod stage, TypeMirror type) throws DefinitionError {
    accessible.checkGiven(stage, type);
    RawType.checkGiven(stage, type, tool);
    values.put(index, type);
  }

  /** Records a type for the value of a wrong stage, if its declaration does not give one. */
  void giveAnything(int index) {
    if (outline.elements().get(index).givesValue() && values.typeIfAny(index) == null) {
      values.put(index, tool.anything());
    }
  }

  private static Value value(int index, StageMethod stage, TypeMirror type) {
    return new Value(index, stage.name(), SourceTypes.name(type));
  }
}
