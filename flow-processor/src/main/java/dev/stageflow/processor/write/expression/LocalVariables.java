package dev.stageflow.processor.write.expression;

import com.squareup.javapoet.CodeBlock;
import dev.stageflow.internal.plan.FlowPlan;
import java.util.Set;
import java.util.TreeSet;

/**
 * Local variables with the same names as the fields, which the JIT compiler keeps in registers.
 * Those that are used are copied from the frames before the code, and back after it.
 */
public final class LocalVariables implements Variables {
  private final int level;
  private final FlowPlan plan;
  private final FlowNames names;
  private final Set<Integer> outerValues = new TreeSet<>();
  private final Set<Integer> buckets = new TreeSet<>();
  private final Set<Integer> flags = new TreeSet<>();
  private final Set<Integer> added = new TreeSet<>();

  public LocalVariables(int level, FlowPlan plan, FlowNames names) {
    this.level = level;
    this.plan = plan;
    this.names = names;
  }

  @Override
  public CodeBlock value(int id) {
    if (plan.holderOf(id, level) != level) {
      outerValues.add(id);
    }
    return CodeBlock.of("$N", names.value(id));
  }

  @Override
  public CodeBlock bucket(int accumulate) {
    buckets.add(accumulate);
    return CodeBlock.of("$N", names.bucket(accumulate));
  }

  @Override
  public CodeBlock added(int element) {
    added.add(element);
    return CodeBlock.of("$N", names.added(element));
  }

  /** Whether an item came to an accumulator. */
  public CodeBlock filled(int accumulate) {
    flags.add(accumulate);
    return CodeBlock.of("$N", names.filled(accumulate));
  }

  /** The values of outer levels used so far. */
  public Set<Integer> outerValues() {
    return outerValues;
  }

  /** The accumulators used so far. */
  public Set<Integer> buckets() {
    return buckets;
  }

  /** The places of added functions used so far. */
  public Set<Integer> added() {
    return added;
  }

  /** The accumulators whose flags have been used. */
  public Set<Integer> flags() {
    return flags;
  }
}
