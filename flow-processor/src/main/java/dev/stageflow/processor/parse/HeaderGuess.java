package dev.stageflow.processor.parse;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.processor.check.signature.Inaccessible;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.RecoverMethod;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.model.Header;
import dev.stageflow.processor.model.Header.AdditionPlace;
import dev.stageflow.processor.model.Header.FlowTypes;
import dev.stageflow.processor.model.Header.NamedSink;
import dev.stageflow.processor.model.Value;
import dev.stageflow.processor.parse.header.HeaderReader;
import dev.stageflow.processor.parse.member.FlowSignature;
import dev.stageflow.processor.parse.member.MemberResolver;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.outline.AddedNames;
import dev.stageflow.processor.parse.signature.AccumulateSignatures;
import dev.stageflow.processor.parse.signature.Results;
import dev.stageflow.processor.parse.signature.SourceReader;
import dev.stageflow.processor.parse.signature.SubflowReader;
import dev.stageflow.processor.parse.signature.Thrown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Guesses the public members of a flow whose definition has an error: the input of the first stage
 * and the output of the last one are most likely right, whatever is wrong between them.
 */
final class HeaderGuess {
  private final TypeElement definition;
  private final List<StageMethod> stages;
  private final boolean extensible;
  private final AccumulateSignatures accumulates;
  private final SourceReader sources;
  private final SubflowReader subflows;
  private final Results results;
  private final MemberResolver named;
  private final Inaccessible accessible;
  private final TypeTool tool;

  HeaderGuess(ParseContext context, List<StageMethod> stages, boolean extensible) {
    this.definition = context.definition();
    this.stages = stages;
    this.extensible = extensible;
    this.accessible = context.accessible();
    this.tool = context.tool();
    this.accumulates = new AccumulateSignatures(context);
    this.sources = new SourceReader(tool);
    this.subflows = new SubflowReader(context);
    this.results = new Results(tool);
    this.named = new MemberResolver(context);
  }

  Header read(HeaderReader headers) {
    Thrown thrown = new Thrown(tool);
    TypeMirror input = input();
    stages.forEach(stage -> addThrown(stage, thrown));
    thrown.addClosing(definition.asType());
    FlowTypes types =
        new FlowTypes(
            input == null ? null : new Value(FlowPlan.RUN, "input", name(input)),
            output(),
            outputs(),
            additions(),
            thrown.least(this::canName),
            kept());
    return headers.read(types, this::canName, List.of(), List.of());
  }

  /** The type of the run's accumulator: that of the first accumulate without a context. */
  private @Nullable TypeName kept() {
    boolean isKeyed = KeyedReader.isKeyed(definition);
    if (!isKeyed || HeaderReader.isDurable(definition) || !outputs().isEmpty()) {
      return null;
    }
    int open = 0;
    for (StageMethod stage : stages) {
      open += stage.contexts().size();
      if (stage.kind() == StageMethod.Kind.ACCUMULATE && open-- == 0) {
        List<Method.Parameter> plain = stage.method().plainParameters();
        return plain.size() < 2 ? ClassName.OBJECT : name(plain.get(0).type());
      }
    }
    return ClassName.OBJECT;
  }

  private @Nullable TypeMirror input() {
    if (stages.isEmpty()) {
      return tool.object();
    }
    StageMethod first = stages.get(0);
    List<Method.Parameter> plain = first.method().plainParameters();
    if (first.kind() == StageMethod.Kind.ACCUMULATE) {
      Optional<DeclaredType> collector = collector(first);
      if (collector.isPresent()) {
        return accumulates.collecting(collector.get()).item();
      }
      return plain.size() < 2 ? tool.object() : plain.get(1).type();
    }
    return plain.isEmpty() ? null : plain.get(0).type();
  }

  /** The signature of a flow, without its output type if that comes from an unknown subflow. */
  FlowSignature signature(TypeName name) {
    StageMethod last = lastGiving();
    boolean isKnown =
        last == null
            || last.kind() != StageMethod.Kind.SUBFLOW
            || subflows.givesIfAny(last).isPresent();
    return new FlowSignature(
        name,
        input(),
        isKnown ? tool.boxed(outputType()) : null,
        HeaderReader.isDurable(definition));
  }

  private TypeName output() {
    TypeMirror type = outputType();
    return tool.isExactly(type, Void.class) ? TypeName.get(Void.class) : name(type);
  }

  private TypeMirror outputType() {
    TypeMirror declared = OutputReader.declared(definition, tool);
    if (declared != null) {
      return declared;
    }
    StageMethod last = lastGiving();
    TypeMirror type = last == null ? input() : result(last);
    if (type == null) {
      return last == null
          ? tool.object()
          : given().stream()
              .filter(it -> it.sink().isEmpty())
              .map(SinkType::type)
              .flatMap(Stream::ofNullable)
              .findFirst()
              .orElse(tool.type(Void.class));
    }
    return type;
  }

  /** The type of what a method gives to a sink; null for nothing. */
  private record SinkType(String sink, @Nullable TypeMirror type) {}

  private List<SinkType> given() {
    List<SinkType> given = new ArrayList<>();
    for (StageMethod stage : stages) {
      if (stage.output() != null && stage.kind() != StageMethod.Kind.FILTER) {
        given.add(given(stage.output(), result(stage)));
      }
      for (RecoverMethod recover : stage.recoveries()) {
        if (recover.output() != null) {
          given.add(given(recover.output(), results.of(recover.method().returns()).type()));
        }
      }
    }
    for (StageMethod stage : stages) {
      for (Method hook : hooks(stage)) {
        Annotations.find(hook.element(), StageMethod.OUTPUT)
            .ifPresent(it -> given.add(given(it, results.of(hook.returns()).type())));
      }
    }
    return given;
  }

  private static SinkType given(AnnotationMirror output, @Nullable TypeMirror type) {
    return new SinkType(Annotations.string(output, "value"), type);
  }

  private List<Method> hooks(StageMethod stage) {
    return stage.hooks().stream().map(named::guess).flatMap(Optional::stream).toList();
  }

  private List<AdditionPlace> additions() {
    if (!extensible) {
      return List.of();
    }
    List<AdditionPlace> additions = new ArrayList<>();
    AddedNames added = new AddedNames(stages);
    TypeMirror item = input();
    for (StageMethod stage : stages) {
      if (stage.fork() != null) {
        continue;
      }
      item = stage.kind() == StageMethod.Kind.FILTER ? item : result(stage);
      if (item != null) {
        additions.add(new AdditionPlace(stage.name(), added.after(stage.name()), name(item)));
      }
    }
    return additions;
  }

  private List<NamedSink> outputs() {
    Map<String, TypeName> types = new LinkedHashMap<>();
    for (SinkType it : given()) {
      if (!it.sink().isEmpty()) {
        types.putIfAbsent(it.sink(), it.type() == null ? ClassName.OBJECT : name(it.type()));
      }
    }
    return types.entrySet().stream().map(it -> new NamedSink(it.getKey(), it.getValue())).toList();
  }

  /** The last stage that does not pass on its item; null if there is none. */
  private @Nullable StageMethod lastGiving() {
    for (int i = stages.size() - 1; i >= 0; i--) {
      if (!stages.get(i).passesItem()) {
        return stages.get(i);
      }
    }
    return null;
  }

  private @Nullable TypeMirror result(StageMethod stage) {
    TypeMirror returns = stage.method().returns();
    return switch (stage.kind()) {
      case FUNCTION -> results.of(returns).type();
      case SEQUENCE -> sources.elementIfAny(results.settled(returns)).orElse(tool.object());
      case SUBFLOW -> subflows.givesIfAny(stage).orElse(tool.object());
      case ACCUMULATE -> accumulated(stage);
      case FILTER -> throw new IllegalArgumentException(stage.name());
    };
  }

  private @Nullable TypeMirror accumulated(StageMethod stage) {
    Optional<DeclaredType> collector = collector(stage);
    if (collector.isPresent()) {
      return results.ofAccumulator(accumulates.collecting(collector.get()).bucket()).type();
    }
    Optional<Method> finish = part(stage, "finish");
    if (finish.isPresent()) {
      return results.of(finish.get().returns()).type();
    }
    List<Method.Parameter> plain = stage.method().plainParameters();
    return plain.isEmpty() ? tool.object() : results.ofAccumulator(plain.get(0).type()).type();
  }

  private Optional<DeclaredType> collector(StageMethod stage) {
    return stage.method().plainParameters().size() >= 2
        ? Optional.empty()
        : accumulates.collector(stage.method().returns()).filter(type -> !tool.isRaw(type));
  }

  private Optional<Method> part(StageMethod stage, String part) {
    return named.guess(Annotations.string(stage.annotation(), part));
  }

  private void addThrown(StageMethod stage, Thrown thrown) {
    thrown.addStage(stage);
    if (stage.kind() == StageMethod.Kind.SEQUENCE) {
      TypeMirror returns = stage.method().returns();
      thrown.addSource(results.settled(returns), stage.recoveries());
    }
    stage.recoveries().forEach(recover -> thrown.addMethod(recover.method()));
    if (stage.kind() == StageMethod.Kind.SUBFLOW) {
      thrown.addAny();
    }
    for (String part : List.of("start", "finish", "flushWhen")) {
      part(stage, part).ifPresent(thrown::addMethod);
    }
    hooks(stage).forEach(thrown::addMethod);
  }

  private boolean canName(TypeMirror type) {
    return !tool.isRejected(type) && accessible.canName(type);
  }

  private TypeName name(TypeMirror type) {
    return type.getKind() == TypeKind.VOID || !canName(type)
        ? ClassName.OBJECT
        : SourceTypes.name(tool.boxed(type));
  }
}
