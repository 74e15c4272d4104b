package dev.stageflow.processor.parse.signature;

import dev.stageflow.processor.check.PauseImpossible;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.AccumulateMessage;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.ItemMessage;
import dev.stageflow.processor.diagnostic.MethodMessage;
import dev.stageflow.processor.model.ElementModel.Accumulate.Form;
import dev.stageflow.processor.parse.member.MemberResolver;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.member.Unready;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collector;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads what an accumulate takes and gives. */
public final class AccumulateSignatures {
  private final TypeTool tool;
  private final MemberResolver named;
  private final Results results;

  public AccumulateSignatures(ParseContext context) {
    this.tool = context.tool();
    this.named = new MemberResolver(context);
    this.results = new Results(tool);
  }

  /**
   * What an accumulate's method says.
   *
   * @param form what it does
   * @param item the type of the items that it takes
   * @param bucket the accumulator's type, or the collector's result
   */
  public record Signature(Form form, TypeMirror item, TypeMirror bucket) {}

  public Signature signature(Stage stage) throws DefinitionError {
    List<Method.Parameter> plain = stage.method().plainParameters();
    Optional<DeclaredType> collector = collector(stage.method().returns());
    if (plain.size() < 2) {
      if (collector.isEmpty()) {
        throw new DefinitionError(ItemMessage.NO_INPUT_TO_ACCUMULATE, stage.place(), stage.name());
      }
      if (plain.size() == 1) {
        throw new DefinitionError(
            ItemMessage.ITEM_TO_COLLECTOR, plain.get(0).place(), stage.name());
      }
      return collecting(stage, collector.get());
    }
    if (plain.size() > 2) {
      throw new DefinitionError(
          ItemMessage.MANY_ITEMS_TO_ACCUMULATE, plain.get(2).place(), stage.name());
    }
    TypeMirror bucket = plain.get(0).type();
    return new Signature(form(stage, bucket), plain.get(1).type(), bucket);
  }

  /**
   * Checks that the accumulator comes first, as far as the type of the arriving item shows it.
   *
   * @param arrives the type of what the stage before gives
   */
  public void checkOrder(Stage stage, TypeMirror arrives) throws DefinitionError {
    List<Method.Parameter> plain = stage.method().plainParameters();
    if (plain.size() != 2) {
      return;
    }
    TypeMirror first = plain.get(0).type();
    TypeMirror second = plain.get(1).type();
    TypeMirror returns = stage.method().returns();
    boolean isSecond =
        tool.assignable(arrives, first)
            && (returns.getKind() == TypeKind.VOID
                ? !tool.assignable(arrives, second)
                : !tool.assignable(returns, first) && tool.assignable(returns, second));
    if (isSecond) {
      throw accumulatorSecond(stage, plain.get(1));
    }
  }

  private DefinitionError accumulatorSecond(Stage stage, Method.Parameter accumulator) {
    return new DefinitionError(
        AccumulateMessage.ACCUMULATOR_SECOND,
        accumulator.place(),
        stage.name(),
        tool.format(accumulator.type()));
  }

  private Form form(Stage stage, TypeMirror bucket) throws DefinitionError {
    TypeMirror returns = stage.method().returns();
    if (returns.getKind() != TypeKind.VOID) {
      if (!tool.assignable(returns, bucket)) {
        // A number that comes first is most likely a sum, and what is returned the wrong value.
        if (!bucket.getKind().isPrimitive()
            && tool.assignable(returns, stage.method().plainParameters().get(1).type())) {
          throw accumulatorSecond(stage, stage.method().plainParameters().get(1));
        }
        throw new DefinitionError(
            AccumulateMessage.OTHER_ACCUMULATOR,
            stage.place(),
            stage.name(),
            tool.format(bucket),
            tool.format(returns));
      }
      return Form.REPLACE;
    }
    if (tool.isFixed(bucket)) {
      throw new DefinitionError(
          AccumulateMessage.FIXED_ACCUMULATOR, stage.place(), stage.name(), tool.format(bucket));
    }
    return Form.IN_PLACE;
  }

  /** A result as a collector, if it is one. */
  public Optional<DeclaredType> collector(TypeMirror returns) {
    return tool.supertype(returns, Collector.class);
  }

  private Signature collecting(Stage stage, DeclaredType collector) throws DefinitionError {
    if (tool.isRaw(collector)) {
      throw new DefinitionError(
          MethodMessage.RAW_SUPERTYPE,
          stage.place(),
          stage.name(),
          tool.format(stage.method().returns()),
          tool.format(collector));
    }
    TypeMirror items = collector.getTypeArguments().get(0);
    if (items.getKind() == TypeKind.WILDCARD && tool.lowerBound(items) == null) {
      throw new DefinitionError(
          AccumulateMessage.COLLECTOR_TAKES_NOTHING,
          stage.place(),
          stage.name(),
          tool.format(stage.method().returns()),
          tool.format(items));
    }
    for (String part : List.of("start", "finish", "flushWhen", "bucket")) {
      if (!Annotations.string(stage.annotation(), part).isEmpty()) {
        throw new DefinitionError(AccumulateMessage.PART_OF_COLLECTOR, stage.place(part), part);
      }
    }
    PauseImpossible.check(stage.method(), MethodMessage.COLLECTOR_PAUSES, tool);
    return collecting(collector);
  }

  /** What a collector takes and gives. */
  public Signature collecting(DeclaredType collector) {
    List<? extends TypeMirror> types = collector.getTypeArguments();
    TypeMirror taken = tool.lowerBound(types.get(0));
    return new Signature(
        Form.COLLECTOR, taken == null ? tool.object() : taken, tool.upperBound(types.get(2)));
  }

  /** The method that {@code finish} names, if it names one. */
  public @Nullable Method finish(Stage stage) throws DefinitionError, Unready {
    return hasFinish(stage)
        ? named.method(Annotations.string(stage.annotation(), "finish"), stage.place("finish"))
        : null;
  }

  public boolean hasFinish(Stage stage) {
    return !Annotations.string(stage.annotation(), "finish").isEmpty();
  }

  /** What goes on of the accumulator. */
  public Results.Result result(Signature signature, @Nullable Method finish) {
    return finish == null
        ? results.ofAccumulator(signature.bucket())
        : results.of(finish.returns());
  }

  /** The name under which others know the accumulator. */
  public static String bucketName(Stage stage) {
    String bucket = Annotations.string(stage.annotation(), "bucket");
    return bucket.isEmpty() ? stage.name() : bucket;
  }
}
