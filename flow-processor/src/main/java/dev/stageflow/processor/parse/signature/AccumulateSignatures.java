package dev.stageflow.processor.parse.signature;

import dev.stageflow.processor.check.signature.BadAccumulator;
import dev.stageflow.processor.check.signature.NoInput;
import dev.stageflow.processor.check.signature.PauseImpossible;
import dev.stageflow.processor.check.signature.RawType;
import dev.stageflow.processor.check.signature.TooManyParameters;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.message.ItemMessage;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
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

/** Reads the types of an accumulate's item, accumulator and value. */
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
   * The types in an accumulate's signature.
   *
   * @param form what it does
   * @param item the type of the items that it takes
   * @param bucket the accumulator's type, or the collector's result
   */
  public record Signature(Form form, TypeMirror item, TypeMirror bucket) {}

  public Signature signature(StageMethod stage) throws DefinitionError {
    List<Method.Parameter> plain = stage.method().plainParameters();
    Optional<DeclaredType> collector = collector(stage.method().returns());
    NoInput.checkAccumulate(stage, collector.isPresent());
    if (plain.size() < 2 && collector.isPresent()) {
      TooManyParameters.check(stage, plain, 0, ItemMessage.ITEM_TO_COLLECTOR);
      return collecting(stage, collector.get());
    }
    TooManyParameters.check(stage, plain, 2, ItemMessage.MANY_ITEMS_TO_ACCUMULATE);
    TypeMirror bucket = plain.get(0).type();
    BadAccumulator.checkResult(stage, bucket, tool);
    boolean replaces = stage.method().returns().getKind() != TypeKind.VOID;
    return new Signature(replaces ? Form.REPLACE : Form.IN_PLACE, plain.get(1).type(), bucket);
  }

  /** The {@code Collector} that a result type is, if any. */
  public Optional<DeclaredType> collector(TypeMirror returns) {
    return tool.supertype(returns, Collector.class);
  }

  private Signature collecting(StageMethod stage, DeclaredType collector) throws DefinitionError {
    RawType.checkSupertype(stage, stage.method().returns(), collector, tool);
    BadAccumulator.checkCollector(stage, collector, tool);
    PauseImpossible.check(stage.method(), MethodMessage.COLLECTOR_PAUSES, tool);
    return collecting(collector);
  }

  /** The types of a collector's items and result. */
  public Signature collecting(DeclaredType collector) {
    List<? extends TypeMirror> types = collector.getTypeArguments();
    TypeMirror taken = tool.lowerBound(types.get(0));
    return new Signature(
        Form.COLLECTOR, taken == null ? tool.object() : taken, tool.upperBound(types.get(2)));
  }

  /** The method that {@code finish} names, if it names one. */
  public @Nullable Method finish(StageMethod stage) throws DefinitionError, Unready {
    return hasFinish(stage)
        ? named.method(Annotations.string(stage.annotation(), "finish"), stage.place("finish"))
        : null;
  }

  public boolean hasFinish(StageMethod stage) {
    return !Annotations.string(stage.annotation(), "finish").isEmpty();
  }

  /** The value of an accumulator. */
  public Results.Result result(Signature signature, @Nullable Method finish) {
    return finish == null
        ? results.ofAccumulator(signature.bucket())
        : results.of(finish.returns());
  }

  /** The name under which others know the accumulator. */
  public static String bucketName(StageMethod stage) {
    String bucket = Annotations.string(stage.annotation(), "bucket");
    return bucket.isEmpty() ? stage.name() : bucket;
  }
}
