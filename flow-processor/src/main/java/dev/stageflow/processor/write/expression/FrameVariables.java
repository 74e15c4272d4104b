package dev.stageflow.processor.write.expression;

import com.squareup.javapoet.CodeBlock;
import dev.stageflow.internal.plan.FlowPlan;
import java.util.Set;
import java.util.TreeSet;

/** Fields of a level's frame and of the frames around it. */
public final class FrameVariables implements Variables {
  private final int level;
  private final FlowPlan plan;
  private final FlowNames names;
  private final Set<Integer> usedFrames = new TreeSet<>();
  private boolean usesStages;
  private boolean usesSink;
  private boolean usesAdded;
  private boolean usesOutputs;

  public FrameVariables(int level, FlowPlan plan, FlowNames names) {
    this.level = level;
    this.plan = plan;
    this.names = names;
  }

  @Override
  public CodeBlock value(int id) {
    return value(id, level);
  }

  @Override
  public CodeBlock atOpening(int id, int accumulate) {
    return value(id, plan.bucketLevel(accumulate));
  }

  private CodeBlock value(int id, int reader) {
    CodeBlock field = field(plan.holderOf(id, reader), names.value(id));
    return plan.isFork(id, plan.levels().get(reader)) ? CodeBlock.of("$L.value()", field) : field;
  }

  /** A fork, whose value may not be there yet. */
  public CodeBlock fork(int element) {
    return field(plan.levelOf(element), names.value(element));
  }

  @Override
  public CodeBlock bucket(int accumulate) {
    return field(plan.bucketLevel(accumulate), names.bucket(accumulate));
  }

  /** Whether an item came to an accumulator. */
  public CodeBlock filled(int accumulate) {
    return field(plan.bucketLevel(accumulate), names.filled(accumulate));
  }

  @Override
  public CodeBlock sequence(int element) {
    return innerFrame(plan.levelOf(element));
  }

  @Override
  public CodeBlock added(int element) {
    usesAdded = true;
    return CodeBlock.of("added.$N", names.added(element));
  }

  @Override
  public CodeBlock stages() {
    usesStages = true;
    return Variables.super.stages();
  }

  @Override
  public CodeBlock sink() {
    usesSink = true;
    return Variables.super.sink();
  }

  @Override
  public CodeBlock output(String name) {
    usesOutputs = true;
    return Variables.super.output(name);
  }

  /** The named sinks. */
  public CodeBlock outputs() {
    usesOutputs = true;
    return CodeBlock.of("outputs");
  }

  public CodeBlock passed(int accumulate) {
    return field(plan.bucketLevel(accumulate), names.passed(accumulate));
  }

  /** The timer that flushes an accumulator. */
  public CodeBlock timer(int accumulate) {
    return field(plan.bucketLevel(accumulate), names.timer(accumulate));
  }

  /** The frame of an inner level, which the frame of its parent holds. */
  public CodeBlock innerFrame(int inner) {
    return field(plan.levels().get(inner).parent(), names.frameField(inner));
  }

  /** Another frame: one further out, which this one knows, or one that it or such a frame holds. */
  public CodeBlock frame(int other) {
    if (isOuter(other)) {
      usedFrames.add(other);
      return CodeBlock.of("$N", names.frameField(other));
    }
    int holder = plan.levels().get(other).parent();
    return holder == level
        ? CodeBlock.of("$N", names.frameField(other))
        : CodeBlock.of("$L.$N", frame(holder), names.frameField(other));
  }

  private boolean isOuter(int other) {
    int at = plan.levels().get(level).parent();
    while (at > other) {
      at = plan.levels().get(at).parent();
    }
    return at == other;
  }

  /** A member of another frame, or of this one. */
  public CodeBlock member(int owner, String name) {
    return field(owner, name);
  }

  /** The references that the frame must hold for the variables used so far. */
  public References references() {
    return new References(usedFrames, usesStages, usesSink, usesAdded, usesOutputs);
  }

  private CodeBlock field(int owner, String name) {
    if (owner == level) {
      return CodeBlock.of("$N", name);
    }
    return CodeBlock.of("$L.$N", frame(owner), name);
  }
}
