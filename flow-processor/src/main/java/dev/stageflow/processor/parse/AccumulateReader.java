package dev.stageflow.processor.parse;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Place;
import dev.stageflow.processor.diagnostic.Rule;
import dev.stageflow.processor.diagnostic.Suggestion;
import dev.stageflow.processor.model.Argument;
import dev.stageflow.processor.model.ElementModel.Accumulate;
import dev.stageflow.processor.model.ElementModel.Accumulate.Form;
import dev.stageflow.processor.model.MethodModel;
import dev.stageflow.processor.model.Start;
import dev.stageflow.processor.model.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads an accumulate: its method, and the parts that its annotation names. */
final class AccumulateReader {
  private static final String COLLECTOR = "java.util.stream.Collector";

  private final TypeTool tool;
  private final Named named;
  private final Methods methods;
  private final Results results;
  private final Defaults defaults;

  AccumulateReader(
      TypeTool tool, Named named, Methods methods, Results results, Defaults defaults) {
    this.tool = tool;
    this.named = named;
    this.methods = methods;
    this.results = results;
    this.defaults = defaults;
  }

  /**
   * What an accumulate's method says.
   *
   * @param form what it does
   * @param item the type of the items that it takes
   * @param bucket the accumulator's type, or the collector's result
   */
  record Signature(Form form, TypeMirror item, TypeMirror bucket) {}

  Signature signature(Stage stage) throws Mistake {
    Method method = stage.method();
    List<Method.Parameter> plain = method.plainParameters();
    if (plain.isEmpty()) {
      return collector(stage);
    }
    if (plain.size() == 1) {
      throw new Mistake(
          Rule.BAD_ACCUMULATOR,
          stage.place(),
          "'"
              + stage.name()
              + "' takes one parameter. An @Accumulate takes the accumulator and an item, or"
              + " nothing if it returns a Collector.");
    }
    if (plain.size() > 2) {
      throw new Mistake(
          Rule.TOO_MANY_PARAMETERS,
          plain.get(2).place(),
          "'"
              + stage.name()
              + "' takes the accumulator and an item. Mark what comes from further up with"
              + " @Upstream.");
    }
    TypeMirror bucket = plain.get(0).type();
    TypeMirror returns = method.returns();
    if (returns.getKind() != TypeKind.VOID && !tool.assignable(returns, bucket)) {
      throw new Mistake(
          Rule.BAD_ACCUMULATOR,
          stage.place(),
          "'"
              + stage.name()
              + "' takes a "
              + tool.format(bucket)
              + " as accumulator but returns "
              + tool.format(returns)
              + ". It returns the accumulator, or nothing if it changes it in place.");
    }
    Form form = returns.getKind() == TypeKind.VOID ? Form.IN_PLACE : Form.REPLACE;
    return new Signature(form, plain.get(1).type(), bucket);
  }

  private Signature collector(Stage stage) throws Mistake {
    TypeMirror returns = stage.method().returns();
    Optional<DeclaredType> collector =
        returns.getKind() == TypeKind.DECLARED
            ? tool.supertype(returns, COLLECTOR)
            : Optional.empty();
    if (collector.isEmpty()) {
      throw new Mistake(
          Rule.BAD_ACCUMULATOR,
          stage.place(),
          "'"
              + stage.name()
              + "' takes neither an accumulator and an item, nor does it return a Collector.");
    }
    List<? extends TypeMirror> types = collector.get().getTypeArguments();
    if (types.isEmpty()) {
      throw new Mistake(
          Rule.RAW_TYPE,
          stage.place(),
          "'" + stage.name() + "' returns a raw Collector. Give its type arguments.");
    }
    for (String part : List.of("start", "finish", "flushWhen", "bucket")) {
      if (!Annotations.string(stage.annotation(), part).isEmpty()) {
        throw new Mistake(
            Rule.BAD_ACCUMULATOR,
            stage.place(part),
            "A Collector has its own start and finish, and its container cannot be looked at:"
                + " leave out '"
                + part
                + "'.");
      }
    }
    if (methods.pauses(stage.method())) {
      throw new Mistake(
          Rule.PAUSE_IMPOSSIBLE,
          stage.place(),
          "'" + stage.name() + "' gives a collector as its context opens: it cannot pause there.");
    }
    TypeMirror taken = tool.lowerBound(types.get(0));
    return new Signature(
        Form.COLLECTOR, taken == null ? tool.object() : taken, tool.upperBound(types.get(2)));
  }

  /** The method that {@code finish} names, if it names one. */
  @Nullable Method finish(Stage stage) throws Mistake {
    String name = Annotations.string(stage.annotation(), "finish");
    return name.isEmpty() ? null : named.method(name, stage.place("finish"));
  }

  Accumulate read(
      Stage stage,
      Signature signature,
      int index,
      List<Arguments.Candidate> scope,
      List<Arguments.Candidate> openingScope)
      throws Mistake {
    List<Argument> plain =
        signature.form() == Form.COLLECTOR
            ? List.of()
            : List.of(new Argument.Accumulator(), new Argument.Item());
    MethodModel method =
        methods.model(
            stage.method(), plain, signature.form() == Form.COLLECTOR ? openingScope : scope);
    Start start = signature.form() == Form.COLLECTOR ? null : start(stage, signature, openingScope);
    Method finish = finish(stage);
    Results.Result result =
        finish == null ? results.asItIs(signature.bucket()) : results.of(finish.returns());
    String bucket = Annotations.string(stage.annotation(), "bucket");
    return new Accumulate(
        method,
        signature.form(),
        TypeName.get(signature.item()),
        TypeName.get(signature.bucket()),
        bucket.isEmpty() ? stage.name() : bucket,
        start,
        finish == null ? null : lookingAt(finish, stage, "finish", signature, openingScope),
        result.unwrapping(),
        flushWhen(stage, signature, openingScope),
        result.type() == null ? null : new Value(index, stage.name(), TypeName.get(result.type())));
  }

  private @Nullable MethodModel flushWhen(
      Stage stage, Signature signature, List<Arguments.Candidate> scope) throws Mistake {
    String name = Annotations.string(stage.annotation(), "flushWhen");
    if (name.isEmpty()) {
      return null;
    }
    Method method = named.method(name, stage.place("flushWhen"));
    if (method.returns().getKind() != TypeKind.BOOLEAN) {
      throw signatureMistake(
          stage,
          "flushWhen",
          "'" + name + "' must return boolean, not " + tool.format(method.returns()) + ".");
    }
    cannotPause(method, "flushWhen");
    return lookingAt(method, stage, "flushWhen", signature, scope);
  }

  private MethodModel lookingAt(
      Method method, Stage stage, String part, Signature signature, List<Arguments.Candidate> scope)
      throws Mistake {
    List<Method.Parameter> plain = method.plainParameters();
    if (plain.size() != 1 || !tool.assignable(signature.bucket(), plain.get(0).type())) {
      throw signatureMistake(
          stage,
          part,
          "'"
              + method.name()
              + "' must take the accumulator, a "
              + tool.format(signature.bucket())
              + "; all else must be marked with @Upstream.");
    }
    return methods.model(method, List.of(new Argument.Accumulator()), scope);
  }

  private Start start(Stage stage, Signature signature, List<Arguments.Candidate> scope)
      throws Mistake {
    String name = Annotations.string(stage.annotation(), "start");
    TypeMirror bucket = signature.bucket();
    if (name.isEmpty()) {
      Optional<CodeBlock> empty = defaults.empty(bucket);
      if (empty.isEmpty()) {
        throw new Mistake(
            Rule.NO_START,
            stage.place(),
            "There is no obvious empty "
                + tool.format(bucket)
                + ". Name a method or a constant that gives one: start = \"…\".");
      }
      return new Start.Expression(empty.get());
    }
    Place place = stage.place("start");
    Optional<Method> method = named.methodIfAny(name, place);
    if (method.isPresent()) {
      return startMethod(stage, method.get(), bucket, scope);
    }
    Optional<Named.Constant> constant = named.constant(name, bucket);
    if (constant.isEmpty()) {
      List<String> candidates =
          Stream.concat(named.methodNames().stream(), named.constants().stream()).toList();
      throw new Mistake(
          Rule.NAME_UNKNOWN,
          place,
          "There is no method and no constant '"
              + name
              + "'."
              + Suggestion.forName(name, candidates));
    }
    if (!tool.assignable(constant.get().type(), bucket)) {
      throw signatureMistake(
          stage,
          "start",
          "'"
              + name
              + "' is a "
              + tool.format(constant.get().type())
              + ", not a "
              + tool.format(bucket)
              + ".");
    }
    return new Start.Expression(constant.get().code());
  }

  private Start startMethod(
      Stage stage, Method method, TypeMirror bucket, List<Arguments.Candidate> scope)
      throws Mistake {
    if (!method.plainParameters().isEmpty()) {
      throw signatureMistake(
          stage,
          "start",
          "'" + method.name() + "' can take only parameters marked with @Upstream.");
    }
    if (method.returns().getKind() == TypeKind.VOID || !tool.assignable(method.returns(), bucket)) {
      throw signatureMistake(
          stage,
          "start",
          "'"
              + method.name()
              + "' returns "
              + tool.format(method.returns())
              + ", not a "
              + tool.format(bucket)
              + ".");
    }
    cannotPause(method, "start");
    return new Start.Call(methods.model(method, List.of(), scope));
  }

  private void cannotPause(Method method, String part) throws Mistake {
    if (methods.pauses(method)) {
      throw new Mistake(
          Rule.PAUSE_IMPOSSIBLE,
          Place.of(method.element()),
          "'"
              + method.name()
              + "' is a "
              + part
              + " and cannot pause: it must not declare PauseFlow, nor a supertype of it.");
    }
  }

  private static Mistake signatureMistake(Stage stage, String part, String text) {
    return new Mistake(Rule.NAME_SIGNATURE, stage.place(part), text);
  }
}
