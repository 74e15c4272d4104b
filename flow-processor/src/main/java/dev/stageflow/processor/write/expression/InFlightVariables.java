package dev.stageflow.processor.write.expression;

import com.squareup.javapoet.CodeBlock;
import java.util.Set;
import java.util.TreeSet;

/** The fields of an item that is in a parallel stage. */
public final class InFlightVariables implements Variables {
  private final FlowNames names;
  private final Set<Integer> values = new TreeSet<>();
  private boolean usesStages;
  private boolean usesOutputs;
  private boolean usesSink;

  public InFlightVariables(FlowNames names) {
    this.names = names;
  }

  @Override
  public CodeBlock value(int id) {
    values.add(id);
    return CodeBlock.of("$N", names.value(id));
  }

  @Override
  public CodeBlock bucket(int accumulate) {
    throw new IllegalArgumentException("a parallel stage takes no bucket");
  }

  @Override
  public CodeBlock added(int element) {
    throw new IllegalArgumentException("an added function is not parallel");
  }

  @Override
  public CodeBlock stages() {
    usesStages = true;
    return Variables.super.stages();
  }

  @Override
  public CodeBlock output(String name) {
    usesOutputs = true;
    return Variables.super.output(name);
  }

  @Override
  public CodeBlock sink() {
    usesSink = true;
    return Variables.super.sink();
  }

  /** The values used so far. */
  public Set<Integer> values() {
    return values;
  }

  /** Whether the definition has been used. */
  public boolean usesStages() {
    return usesStages;
  }

  /** Whether the sink of the outputs has been used. */
  public boolean usesSink() {
    return usesSink;
  }

  /** Whether a named sink has been used. */
  public boolean usesOutputs() {
    return usesOutputs;
  }
}
