package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.alarm.FlushTimer;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.parallel.Forks;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Value;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/**
 * Writes what a frame keeps while its run is paused: values, buckets and, for a group, its key; and
 * the methods that flush the buckets and open a group.
 */
final class FrameState {
  private final FlowModel model;
  private final FlowNames names;
  private final FrameTypes types;
  private final Level level;

  FrameState(FlowModel model, FlowNames names, FrameTypes types, Level level) {
    this.model = model;
    this.names = names;
    this.types = types;
    this.level = level;
  }

  List<FieldSpec> fields() {
    List<FieldSpec> fields = new ArrayList<>();
    if (model.hasForks(level)) {
      fields.add(
          FieldSpec.builder(Forks.class, "forks", Modifier.PRIVATE, Modifier.FINAL)
              .initializer("new $T()", Forks.class)
              .build());
    }
    saved().forEach(saved -> fields.add(saved.field()));
    timed().stream().map(this::timer).forEach(fields::add);
    return fields;
  }

  /**
   * A field that is saved.
   *
   * @param name what the saved form calls it
   * @param fork the fork whose call it holds; {@link FlowPlan#NO_VALUE} for none
   */
  record Saved(String name, FieldSpec field, int fork) {}

  /** The fields that are saved. */
  List<Saved> saved() {
    List<Saved> fields = new ArrayList<>();
    for (Value value : values()) {
      boolean isFork = model.plan().isFork(value.id(), level);
      fields.add(
          new Saved(
              "value " + model.plan().name(value.id()),
              field(typeOf(value), names.value(value.id())),
              isFork ? value.id() : FlowPlan.NO_VALUE));
    }
    if (isGroup()) {
      int context = level.element();
      String stage = model.plan().name(context);
      fields.add(saved("key " + stage, types.groupKey(context), names.groupKey(context)));
      fields.add(saved("next-key " + stage, types.groupKey(context), names.nextKey(context)));
      fields.add(saved("is-open " + stage, TypeName.BOOLEAN, names.openFlag(context)));
    }
    for (int accumulate : accumulates()) {
      String stage = model.plan().name(accumulate);
      fields.add(saved("bucket " + stage, types.bucket(accumulate), names.bucket(accumulate)));
      if (names.hasFilled(accumulate)) {
        fields.add(saved("is-filled " + stage, TypeName.BOOLEAN, names.filled(accumulate)));
      }
      if (names.hasPassed(accumulate)) {
        fields.add(saved("has-passed " + stage, TypeName.BOOLEAN, names.passed(accumulate)));
      }
    }
    return fields;
  }

  private static Saved saved(String name, TypeName type, String field) {
    return new Saved(name, field(type, field), FlowPlan.NO_VALUE);
  }

  private boolean isGroup() {
    return level.kind() == Level.Kind.GROUP;
  }

  private TypeName typeOf(Value value) {
    return model.plan().isFork(value.id(), level) ? types.inFlight(value.id()) : value.type();
  }

  private List<Value> values() {
    List<Value> values = new ArrayList<>(LoopWriter.values(model, level.index()));
    values.addAll(LoopWriter.carried(model, level));
    return values;
  }

  private FieldSpec timer(int accumulate) {
    ElementModel.Accumulate model = (ElementModel.Accumulate) this.model.elements().get(accumulate);
    return FieldSpec.builder(
            FlushTimer.class, names.timer(accumulate), Modifier.PRIVATE, Modifier.FINAL)
        .initializer(
            "new $T(this, $T.ofMillis($L), this::$N)",
            FlushTimer.class,
            Duration.class,
            GuardWriter.literal(model.flush().afterMillis()),
            names.flush(accumulate))
        .build();
  }

  /** The methods that flush accumulators when their time is over. */
  List<MethodSpec> methods() {
    return accumulates().stream()
        .filter(names::hasTimer)
        .map(
            accumulate ->
                MethodSpec.methodBuilder(names.flush(accumulate))
                    .addJavadoc(
                        "Passes on what {@code $L} has gathered, after its time.",
                        model.plan().name(accumulate))
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(FlowStack.class, "stack")
                    .addStatement(
                        "$N.enter(stack)", names.frameField(model.plan().flushLevel(accumulate)))
                    .build())
        .toList();
  }

  /** The accumulates with a timer. */
  List<Integer> timed() {
    return accumulates().stream().filter(names::hasTimer).toList();
  }

  private static FieldSpec field(TypeName type, String name) {
    return FieldSpec.builder(type, name, Modifier.PRIVATE).build();
  }

  /** Clears the fields. */
  CodeBlock close() {
    CodeBlock.Builder close = CodeBlock.builder();
    for (Value value : values()) {
      if (!typeOf(value).isPrimitive()) {
        close.addStatement("$N = null", names.value(value.id()));
      }
    }
    if (isGroup()) {
      if (!types.groupKey(level.element()).isPrimitive()) {
        close.addStatement("$N = null", names.groupKey(level.element()));
      }
      close.addStatement("$N = false", names.openFlag(level.element()));
    }
    for (int accumulate : accumulates()) {
      if (names.hasTimer(accumulate)) {
        close.addStatement("$N.end()", names.timer(accumulate));
      }
      if (!types.bucket(accumulate).isPrimitive()) {
        close.addStatement("$N = null", names.bucket(accumulate));
      }
    }
    return close.build();
  }

  private List<Integer> accumulates() {
    List<Integer> accumulates = new ArrayList<>();
    for (int i = 0; i < model.elements().size(); i++) {
      if (model.elements().get(i) instanceof ElementModel.Accumulate
          && model.plan().bucketLevel(i) == level.index()) {
        accumulates.add(i);
      }
    }
    return accumulates;
  }

  /** The method that compares the key of an item with that of the open group. */
  MethodSpec holds() {
    int context = level.element();
    return MethodSpec.methodBuilder("holds")
        .addJavadoc("Whether an item belongs to the open group; the key of another one is noted.")
        .addParameter(types.groupKey(context), "key")
        .returns(TypeName.BOOLEAN)
        .beginControlFlow("if ($N && $L)", names.openFlag(context), isEqualKey())
        .addStatement("return true")
        .endControlFlow()
        .addStatement("$N = key", names.nextKey(context))
        .addStatement("return false")
        .build();
  }

  private CodeBlock isEqualKey() {
    TypeName type = types.groupKey(level.element());
    String own = names.groupKey(level.element());
    if (!type.isPrimitive()) {
      return CodeBlock.of("$T.equals(key, $N)", Objects.class, own);
    }
    return type.equals(TypeName.DOUBLE) || type.equals(TypeName.FLOAT)
        ? CodeBlock.of("$T.compare(key, $N) == 0", type.box(), own)
        : CodeBlock.of("key == $N", own);
  }

  /** The method that opens a group. */
  MethodSpec openGroup() {
    int context = level.element();
    MethodSpec.Builder open =
        MethodSpec.methodBuilder("open")
            .addJavadoc("Opens a group: what is in scope of its first item is kept.")
            .addStatement("$N = $N", names.groupKey(context), names.nextKey(context));
    if (!types.groupKey(context).isPrimitive()) {
      open.addStatement("$N = null", names.nextKey(context));
    }
    open.addStatement("$N = true", names.openFlag(context));
    for (Value value : LoopWriter.carried(model, level)) {
      String name = names.value(value.id());
      open.addParameter(value.type(), name).addStatement("this.$N = $N", name, name);
    }
    return open.build();
  }
}
