package dev.stageflow.processor.parse;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.TypeName;
import dev.stageflow.plan.Element;
import dev.stageflow.plan.FlowPlan;
import dev.stageflow.plan.FlowPlan.Site;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Place;
import dev.stageflow.processor.diagnostic.Rule;
import dev.stageflow.processor.model.Argument;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.FlowModel.Header;
import dev.stageflow.processor.model.MethodModel;
import dev.stageflow.processor.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads one definition, stage by stage, as the types flow. */
public final class DefinitionParser {
  private final TypeElement definition;
  private final TypeTool tool;
  private final HeaderReader headers;
  private final StageFinder finder;
  private final Named named;
  private final Methods methods;
  private final Results results;
  private final Defaults defaults;
  private final AccumulateReader accumulates;
  private final SourceReader sources;
  private final Literal literals;

  private final Map<Integer, TypeMirror> valueTypes = new HashMap<>();
  private final Map<Integer, AccumulateReader.Signature> signatures = new HashMap<>();
  private @Nullable Outline outline;

  /**
   * Makes a parser for one definition and one round.
   *
   * @param definition the annotated class
   * @param elements the round's utilities
   * @param types the round's utilities
   */
  public DefinitionParser(TypeElement definition, Elements elements, Types types) {
    this.definition = definition;
    tool = new TypeTool(elements, types);
    headers = new HeaderReader(definition, elements);
    finder = new StageFinder(definition, elements, types);
    named = new Named(definition, finder, elements);
    methods = new Methods(definition, tool, types);
    results = new Results(tool);
    defaults = new Defaults(elements, definition);
    accumulates = new AccumulateReader(tool, named, methods, results, defaults);
    sources = new SourceReader(tool, elements, types);
    literals = new Literal(tool, types);
  }

  /**
   * Reads the definition.
   *
   * @param written whether its flow, or a stub of it, was written in an earlier round
   * @return the model
   * @throws Mistake if the definition is wrong
   * @throws Unready if a stage names a type that is not known yet
   */
  public FlowModel parse(boolean written) throws Mistake, Unready {
    headers.checkPlace();
    if (!written) {
      headers.checkNameIsFree();
    }
    List<Stage> stages = finder.find();
    for (Stage stage : stages) {
      checkKnown(stage);
    }
    Outline read = Outline.of(stages, accumulates, results);
    outline = read;
    TypeMirror input = read.input();
    if (input != null) {
      valueTypes.put(FlowPlan.RUN, input);
    }
    List<ElementModel> models = new ArrayList<>();
    for (int i = 0; i < read.elements().size(); i++) {
      models.add(element(i));
    }
    // onFlush may look at a bucket whose type is only known further down.
    for (int i = 0; i < models.size(); i++) {
      if (read.elements().get(i).kind() == Element.Kind.CONTEXT) {
        models.set(i, context(i));
      }
    }
    models = new ValueNames(read, models).named();
    Value inputValue =
        input == null
            ? null
            : new Value(FlowPlan.RUN, ValueNames.ofInput(read), TypeName.get(input));
    return new FlowModel(
        header(),
        inputValue,
        read.plan(),
        models,
        new Descriptions(definition, tool).of(read, valueTypes));
  }

  private void checkKnown(Stage stage) throws Unready {
    boolean unknown = tool.isUnknown(stage.method().returns());
    for (Method.Parameter parameter : stage.method().parameters()) {
      unknown |= tool.isUnknown(parameter.type());
    }
    if (unknown) {
      throw new Unready(stage.name());
    }
  }

  /**
   * Gives the public face, as far as the definition was read.
   *
   * @return the header, none if no class can be generated for such a definition
   */
  public Optional<Header> headerSoFar() {
    try {
      headers.checkPlace();
    } catch (Mistake noPlace) {
      return Optional.empty();
    }
    return Optional.of(header());
  }

  private Header header() {
    TypeMirror input = null;
    TypeName output = TypeName.OBJECT;
    Outline read = outline;
    if (read != null) {
      input = read.input();
      int result = read.plan().result();
      TypeMirror type = valueTypes.get(result);
      if (result == FlowPlan.NO_VALUE) {
        output = TypeName.get(Void.class);
      } else if (type != null) {
        output = TypeName.get(tool.boxed(type));
      }
    }
    return headers.read(
        input == null ? null : TypeName.get(tool.boxed(input)),
        read == null ? "input" : ValueNames.ofInput(read),
        output,
        methods.thrown(),
        defaults.isConstructible(definition));
  }

  private Outline read() {
    return Objects.requireNonNull(outline);
  }

  private ElementModel element(int index) throws Mistake {
    Stage stage = read().stages().get(index);
    return switch (read().elements().get(index).kind()) {
      case CONTEXT -> new ElementModel.Context(null, null);
      case FUNCTION -> function(index, stage);
      case CONSUMER -> new ElementModel.Consumer(taking(index, stage));
      case FILTER -> filter(index, stage);
      case SEQUENCE -> sequence(index, stage);
      case ACCUMULATE -> accumulate(index, stage);
    };
  }

  private ElementModel function(int index, Stage stage) throws Mistake {
    MethodModel method = taking(index, stage);
    Results.Result result = results.of(stage.method().returns());
    TypeMirror type = Objects.requireNonNull(result.type());
    valueTypes.put(index, type);
    return new ElementModel.Function(
        method, result.unwrapping(), stop(stage, type), value(index, stage, type));
  }

  private @Nullable CodeBlock stop(Stage stage, TypeMirror type) throws Mistake {
    String source = Annotations.string(stage.annotation(), "stop");
    if (source.isEmpty()) {
      return null;
    }
    Optional<CodeBlock> literal = literals.of(source, type);
    if (literal.isPresent()) {
      return literal.get();
    }
    Optional<Named.Constant> constant = named.constant(source, type);
    if (constant.isPresent()
        && (tool.assignable(constant.get().type(), tool.boxed(type))
            || tool.assignable(constant.get().type(), type))) {
      return constant.get().code();
    }
    throw new Mistake(
        Rule.BAD_STOP,
        stage.place("stop"),
        "stop = "
            + source
            + " is neither a literal nor a constant of type "
            + tool.format(type)
            + ". Write Java source, such as \"0\" or \"\\\"END\\\"\", or the name of a static"
            + " final field.");
  }

  private ElementModel filter(int index, Stage stage) throws Mistake {
    TypeMirror returns = stage.method().returns();
    if (returns.getKind() != TypeKind.BOOLEAN) {
      throw new Mistake(
          Rule.NOT_BOOLEAN,
          stage.place(),
          "A @Filter returns boolean, but '"
              + stage.name()
              + "' returns "
              + tool.format(returns)
              + ". To change the item, use @Function.");
    }
    return new ElementModel.Filter(taking(index, stage));
  }

  private ElementModel sequence(int index, Stage stage) throws Mistake {
    SourceReader.Read source = sources.read(stage);
    MethodModel method = taking(index, stage);
    valueTypes.put(index, source.element());
    if (tool.isSubclass(stage.method().returns(), "dev.stageflow.FlowIterator")) {
      methods.throwing(tool.type("java.lang.Exception"));
    }
    return new ElementModel.Sequence(
        method, source.source(), value(index, stage, source.element()), onFinish(index, stage));
  }

  private @Nullable MethodModel onFinish(int index, Stage stage) throws Mistake {
    String name = Annotations.string(stage.annotation(), "onFinish");
    if (name.isEmpty()) {
      return null;
    }
    Method method = named.method(name, stage.place("onFinish"));
    List<Method.Parameter> plain = method.plainParameters();
    Site site = read().plan().sites().get(index);
    TypeMirror item = valueTypes.get(site.item());
    if (plain.size() > 1
        || (plain.size() == 1 && (item == null || !tool.assignable(item, plain.get(0).type())))) {
      throw new Mistake(
          Rule.NAME_SIGNATURE,
          stage.place("onFinish"),
          "'"
              + name
              + "' can take the item that '"
              + stage.name()
              + "' took, and parameters marked"
              + " with @Upstream.");
    }
    List<Arguments.Candidate> scope = candidates(site.scope());
    if (item != null) {
      scope.addAll(candidates(List.of(site.item())));
    }
    return methods.model(method, List.of(new Argument.Item()), scope);
  }

  private ElementModel accumulate(int index, Stage stage) throws Mistake {
    AccumulateReader.Signature signature = accumulates.signature(stage);
    signatures.put(index, signature);
    Site site = read().plan().sites().get(index);
    checkTakes(stage, site.item(), signature.item(), stage.method().plainParameters(), 1);
    ElementModel.Accumulate accumulate =
        accumulates.read(
            stage,
            signature,
            index,
            candidates(site.scope()),
            candidates(read().plan().openingScope(site.context(), read().input() != null)));
    Method finish = accumulates.finish(stage);
    TypeMirror type = finish == null ? signature.bucket() : results.of(finish.returns()).type();
    if (type != null) {
      valueTypes.put(index, type);
    }
    return accumulate;
  }

  private ElementModel context(int index) throws Mistake {
    Stage stage = read().stages().get(index);
    AnnotationMirror annotation = Objects.requireNonNull(stage.context());
    List<Arguments.Candidate> scope =
        candidates(read().plan().openingScope(index, read().input() != null));
    List<Arguments.Candidate> withBuckets = new ArrayList<>(scope);
    for (int accumulate : read().plan().accumulatesIn(index)) {
      AccumulateReader.Signature signature = Objects.requireNonNull(signatures.get(accumulate));
      if (signature.form() != ElementModel.Accumulate.Form.COLLECTOR) {
        Stage gathering = read().stages().get(accumulate);
        String bucket = Annotations.string(gathering.annotation(), "bucket");
        withBuckets.add(
            new Arguments.Candidate(
                bucket.isEmpty() ? gathering.name() : bucket,
                signature.bucket(),
                new Argument.BucketOf(accumulate)));
      }
    }
    return new ElementModel.Context(
        hook(stage, annotation, "onFlush", withBuckets), hook(stage, annotation, "onClose", scope));
  }

  private @Nullable MethodModel hook(
      Stage stage, AnnotationMirror annotation, String part, List<Arguments.Candidate> scope)
      throws Mistake {
    String name = Annotations.string(annotation, part);
    if (name.isEmpty()) {
      return null;
    }
    Place place = Annotations.place(stage.method().element(), annotation, part);
    Method method = named.method(name, place);
    if (!method.plainParameters().isEmpty()) {
      throw new Mistake(
          Rule.NAME_SIGNATURE,
          place,
          "'" + name + "' can take only parameters marked with @Upstream.");
    }
    return methods.model(method, List.of(), scope);
  }

  /** The method of a stage that takes the item. */
  private MethodModel taking(int index, Stage stage) throws Mistake {
    Site site = read().plan().sites().get(index);
    List<Method.Parameter> plain = stage.method().plainParameters();
    if (site.item() != FlowPlan.NO_VALUE) {
      if (plain.isEmpty()) {
        throw Outline.noInput(stage);
      }
      checkTakes(stage, site.item(), plain.get(0).type(), plain, 0);
    }
    if (plain.size() > 1) {
      throw new Mistake(
          Rule.TOO_MANY_PARAMETERS,
          plain.get(1).place(),
          "'" + stage.name() + "' takes one item. Mark what comes from further up with @Upstream.");
    }
    return methods.model(stage.method(), List.of(new Argument.Item()), candidates(site.scope()));
  }

  private void checkTakes(
      Stage stage, int item, TypeMirror takes, List<Method.Parameter> plain, int parameter)
      throws Mistake {
    TypeMirror gives = valueTypes.get(item);
    if (item == FlowPlan.NO_VALUE || gives == null || tool.assignable(gives, takes)) {
      return;
    }
    boolean raw = tool.assignableButRaw(gives, takes);
    throw new Mistake(
        raw ? Rule.RAW_TYPE : Rule.TYPE_MISMATCH,
        parameter < plain.size() ? plain.get(parameter).place() : stage.place(),
        "'"
            + stage.name()
            + "' takes "
            + tool.format(takes)
            + ", but what arrives is "
            + (raw ? "the raw type " : "")
            + tool.format(gives)
            + ": "
            + new Descriptions(definition, tool).path(read(), item, valueTypes)
            + " → "
            + stage.name()
            + " ✗");
  }

  private List<Arguments.Candidate> candidates(List<Integer> values) {
    List<Arguments.Candidate> candidates = new ArrayList<>();
    for (int value : values) {
      String name = value == FlowPlan.RUN ? "input" : read().stages().get(value).name();
      TypeMirror type = Objects.requireNonNull(valueTypes.get(value));
      candidates.add(new Arguments.Candidate(name, type, new Argument.Upstream(value)));
    }
    return candidates;
  }

  private static Value value(int index, Stage stage, TypeMirror type) {
    return new Value(index, stage.name(), TypeName.get(type));
  }
}
