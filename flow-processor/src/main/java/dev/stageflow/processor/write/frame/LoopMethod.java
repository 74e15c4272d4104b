package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.internal.source.Sources;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Source;
import dev.stageflow.processor.model.Value;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameTypes;
import dev.stageflow.processor.write.expression.FrameVariables;
import dev.stageflow.processor.write.expression.LocalVariables;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the {@code run} method of a frame that takes one item after the other.
 *
 * <p>If the items take a straight path, it is a tight loop on local variables. Over an array, it is
 * a counted loop for HotSpot: the budget is turned into the index at which the slice ends, and the
 * index is incremented in the loop's header alone; measured on JDK 17, a second counter or a second
 * increment made it up to three times slower.
 */
final class LoopMethod {
  /** The steps whose level is entered on the same stack, and by the frame itself. */
  private static final Set<Step.Kind> INNER =
      Set.of(Step.Kind.ENTER, Step.Kind.PASS, Step.Kind.FINISH);

  private final FlowModel model;
  private final Layout layout;
  private final FlowNames names;
  private final FrameTypes types;
  private final FrameVariables fields;
  private final SourceWriter source;
  private final LocalVariables locals;
  private @Nullable CodeBlock code;
  private @Nullable CodeBlock iteratorCode;

  LoopMethod(
      FlowModel model, Layout layout, FlowNames names, FrameVariables fields, SourceWriter source) {
    this.model = model;
    this.layout = layout;
    this.names = names;
    this.types = new FrameTypes(model, names);
    this.fields = fields;
    this.source = source;
    this.locals = new LocalVariables(layout.level().index(), model.plan(), names);
  }

  CodeBlock code() {
    if (code == null) {
      code = layout.isTight() ? tight() : stepping();
    }
    return code;
  }

  private String item() {
    return names.value(layout.level().element());
  }

  /** An item is assigned to its field, and then processed step by step. */
  private CodeBlock stepping() {
    CodeBlock.Builder run = skipping();
    run.addStatement("int left = budget");
    run.add(source.holder());
    run.beginControlFlow("do");
    run.beginControlFlow("if (step == $N)", names.next());
    skipLater("left", run);
    run.add(StepsWriter.forget(layout, layout.steps().size(), names));
    if (layout.mayBeLeft()) {
      endIf(CodeBlock.of("source == null"), run);
    }
    if (isWindow()) {
      run.addStatement("$T $N = source.next()", source.element(), inFlight())
          .beginControlFlow("if ($N == null)", inFlight())
          .add(endOfWindow())
          .addStatement("return left")
          .endControlFlow();
      takeFrom(false, run);
    } else if (source.kind() == Source.Kind.FLOW_ITERATOR) {
      next(CodeBlock.of("taken"), CodeBlock.of("return left"), run);
      endIf(CodeBlock.of("$N == null", item()), run);
    } else {
      run.add(open());
      endIf(source.isAtEnd(), run);
      run.addStatement("$N = $L", item(), source.next());
    }
    run.addStatement("left--");
    if (source.isCounted()) {
      run.addStatement("taken++");
    }
    skipNull(run);
    noteLast(run);
    run.addStatement("step = $N", layout.name(0));
    run.beginControlFlow("if (stack.isHalted())").addStatement("break").endControlFlow();
    run.endControlFlow();
    run.beginControlFlow("if (resume(stack))");
    int inner = onlyInnerLevel();
    if (inner == Step.NO_LEVEL) {
      run.addStatement("return left");
    } else {
      runInner(fields.innerFrame(inner), run);
    }
    run.endControlFlow();
    run.endControlFlow("while (left > 0 && !stack.isHalted())");
    return run.addStatement("return left").build();
  }

  /** The level that the steps enter themselves, if it is always the same. */
  private int onlyInnerLevel() {
    List<Integer> inner =
        layout.steps().stream()
            .filter(step -> step.entersLevel() && INNER.contains(step.kind()))
            .map(Step::level)
            .distinct()
            .toList();
    return inner.size() == 1 ? inner.get(0) : Step.NO_LEVEL;
  }

  /**
   * Runs the inner frame at once, by a call that HotSpot can inline. Through the stack, the call
   * would have many targets; for ten items, that doubled the cost of entering a level. The
   * program's stack grows no deeper than sequences are nested in one definition.
   */
  private static void runInner(CodeBlock frame, CodeBlock.Builder run) {
    run.beginControlFlow("if (left == 0 || stack.isHalted() || !stack.isOnTop($L))", frame)
        .addStatement("return left")
        .endControlFlow()
        .addStatement("left = $L.run(stack, left)", frame)
        .beginControlFlow("if (!stack.isOnTop(this))")
        .addStatement("return left")
        .endControlFlow();
  }

  /** Whether the items come out of a parallel stage. */
  private boolean isWindow() {
    return layout.level().kind() == Level.Kind.PARALLEL;
  }

  /** Ends the loop, unless the window is empty for now, and has paused the run. */
  private static CodeBlock endOfWindow() {
    return CodeBlock.builder()
        .beginControlFlow("if (source.hasEnded())")
        .addStatement("end(stack)")
        .endControlFlow()
        .build();
  }

  private String inFlight() {
    return names.inFlight(layout.level().element());
  }

  /**
   * Takes the value of an item from a parallel stage, and the values that it carries. The latter
   * are kept in fields: local variables would have to be saved wherever the loop is left.
   */
  private void takeFrom(boolean toLocal, CodeBlock.Builder code) {
    Value value = model.elements().get(layout.level().element()).value();
    if (value != null) {
      CodeBlock taken = CodeBlock.of("$N = $N.value()", item(), inFlight());
      code.addStatement(toLocal ? CodeBlock.of("$T $L", value.type(), taken) : taken);
    }
    for (Value carried : LoopWriter.carried(model, layout.level())) {
      code.addStatement(
          "$N = $N.$N", names.value(carried.id()), inFlight(), names.value(carried.id()));
    }
  }

  private boolean isGuarded() {
    return !isWindow() && !model.guards().get(layout.level().element()).isNone();
  }

  /** Takes the next item of a guarded source. */
  private void next(CodeBlock taken, CodeBlock leave, CodeBlock.Builder code) {
    CodeBlock next = CodeBlock.of("$N = $L", item(), source.next());
    if (!isGuarded()) {
      code.addStatement(next);
      return;
    }
    code.beginControlFlow("try")
        .addStatement(next)
        .nextControlFlow("catch ($T failure)", Throwable.class)
        .add(GuardWriter.sourceFailed(model, names, fields, layout.level(), taken))
        .addStatement(leave)
        .endControlFlow();
  }

  private static void endIf(CodeBlock condition, CodeBlock.Builder run) {
    run.beginControlFlow("if ($L)", condition)
        .addStatement("end(stack)")
        .addStatement("return left")
        .endControlFlow();
  }

  private boolean mayBeNull() {
    return source.kind() != Source.Kind.FLOW_ITERATOR && !source.element().isPrimitive();
  }

  /** First skips the elements that were taken before the run was saved. */
  private CodeBlock.Builder skipping() {
    CodeBlock.Builder code = CodeBlock.builder();
    if (!source.mayBeRecovered()) {
      skip("budget", code);
    }
    return code;
  }

  /**
   * Skips them after the item in hand has been processed: if a recovery takes the failure of the
   * source, the frame drops that item, and leaves the stack.
   */
  private void skipLater(String budget, CodeBlock.Builder code) {
    if (source.mayBeRecovered()) {
      skip(budget, code);
    }
  }

  private void skip(String budget, CodeBlock.Builder code) {
    if (source.skips()) {
      code.beginControlFlow("if ($N > 0)", FlowNames.TO_SKIP)
          .addStatement("return skip(stack, $L)", budget)
          .endControlFlow();
    }
  }

  private void noteLast(CodeBlock.Builder code) {
    if (source.isResumed()) {
      code.addStatement("$N = $N", FlowNames.LAST_TAKEN, item());
    }
  }

  private CodeBlock tight() {
    LoopWriter body = new LoopWriter(model, layout, names, locals, fields);
    CodeBlock.Builder run = skipping();
    run.beginControlFlow("if (step != $N && (resume(stack) || stack.isHalted()))", names.next())
        .addStatement("return budget")
        .endControlFlow();
    skipLater("budget", run);
    run.add(StepsWriter.forget(layout, layout.steps().size(), names));
    if (layout.mayBeLeft()) {
      run.beginControlFlow("if (source == null)")
          .addStatement("end(stack)")
          .addStatement("return budget")
          .endControlFlow();
    }
    boolean isWhole = !layout.fillsWindow();
    if (isWhole && source.kind() == Source.Kind.ARRAY) {
      CodeBlock array = array(body);
      return run.add(copies()).add(array).build();
    }
    CodeBlock one = oneByOne(body);
    if (!isWhole || !source.mayBeShort()) {
      return run.add(open()).add(copies()).add(one).build();
    }
    CodeBlock list = shortList(body);
    iteratorCode = open().toBuilder().add(copies()).add(one).build();
    return run.beginControlFlow(
            "if (iterator != null || !$T.isShort(source, budget))", Sources.class)
        .addStatement("return runIterator(stack, budget)")
        .endControlFlow()
        .add(copies())
        .add(list)
        .build();
  }

  /** Copies the fields that the loop uses to local variables. */
  private CodeBlock copies() {
    CodeBlock.Builder copies = CodeBlock.builder();
    for (int value : locals.outerValues()) {
      copies.addStatement(
          "$T $N = $L", model.value(value).type(), names.value(value), fields.value(value));
    }
    for (int element : locals.added()) {
      copies.addStatement(
          "$T $N = $L", types.added(element), names.added(element), fields.added(element));
    }
    for (int accumulate : locals.buckets()) {
      copies.addStatement(
          "$T $N = $L",
          types.bucket(accumulate),
          names.bucket(accumulate),
          fields.bucket(accumulate));
    }
    for (int accumulate : locals.flags()) {
      copies.addStatement("boolean $N = $L", names.filled(accumulate), fields.filled(accumulate));
    }
    if (source.isResumed()) {
      copies.addStatement(
          "$T $N = this.$N", source.lastTaken(), FlowNames.LAST_TAKEN, FlowNames.LAST_TAKEN);
    }
    return copies.build();
  }

  /** Gets the iterator of an iterable when the first item is taken; empty for another source. */
  private CodeBlock open() {
    if (source.kind() != Source.Kind.ITERABLE) {
      return CodeBlock.of("");
    }
    return CodeBlock.builder()
        .beginControlFlow("if (iterator == null)")
        .addStatement("iterator = $L.iterator()", source.walked())
        .endControlFlow()
        .build();
  }

  /**
   * The loop that may be left before the source ends, in a method of its own where there is one for
   * short lists too: so that this one stays small enough to be inlined.
   */
  Optional<MethodSpec> iteratorMethod() {
    if (iteratorCode == null) {
      return Optional.empty();
    }
    return Optional.of(
        MethodSpec.methodBuilder("runIterator")
            .addJavadoc(
                "The same loop for a source that may last longer than the slice: its iterator is\n"
                    + "kept in a field, which a short list need not pay for.")
            .addModifiers(Modifier.PRIVATE)
            .addParameter(FlowStack.class, "stack")
            .addParameter(TypeName.INT, "budget")
            .addException(Exception.class)
            .returns(TypeName.INT)
            .addCode(iteratorCode)
            .build());
  }

  private CodeBlock array(LoopWriter body) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("$T source = this.source", source.arrayType());
    CodeBlock leaving = CodeBlock.builder().addStatement("index++").build();
    CodeBlock way = body.body(leaving);
    code.addStatement("int index = this.index")
        .addStatement("int first = index")
        .addStatement("int end = first + $T.min(source.length - first, budget)", Math.class);
    code.beginControlFlow("try");
    code.beginControlFlow("for (; index < end; index++)");
    code.addStatement("$T $N = source[index]", source.element(), item());
    skipNull(code);
    noteLast(code);
    code.add(way);
    code.endControlFlow();
    code.nextControlFlow("finally");
    code.addStatement("this.index = index");
    writeBack(code);
    code.endControlFlow();
    code.beginControlFlow(
            "if (step == $N && index >= source.length && (index == first || !stack.isHalted()))",
            names.next())
        .addStatement("end(stack)")
        .endControlFlow();
    return code.addStatement("return budget - (index - first)").build();
  }

  private void skipNull(CodeBlock.Builder code) {
    if (mayBeNull()) {
      code.beginControlFlow("if ($N == null)", item()).addStatement("continue").endControlFlow();
    }
  }

  /**
   * A short list is read to its end by an iterator that is assigned to the frame's field only if
   * the loop is left before: HotSpot then keeps it in registers. Assigning it at the start cost a
   * list of ten elements as much as one more element.
   */
  private CodeBlock shortList(LoopWriter body) {
    CodeBlock leaving = CodeBlock.builder().addStatement("this.iterator = iterator").build();
    CodeBlock way = body.body(leaving);
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("$T iterator = source.iterator()", source.iteratorType())
        .addStatement("int left = budget");
    code.beginControlFlow("try");
    code.beginControlFlow("while (iterator.hasNext())");
    code.addStatement("$T $N = iterator.next()", source.element(), item()).addStatement("left--");
    skipNull(code);
    noteLast(code);
    code.add(way);
    code.endControlFlow();
    code.nextControlFlow("finally");
    code.addStatement("taken += budget - left");
    writeBack(code);
    code.endControlFlow();
    code.beginControlFlow("if (this.iterator == null)").addStatement("end(stack)").endControlFlow();
    return code.addStatement("return left").build();
  }

  /**
   * The loop that takes one item after the other until the slice is over. Where a full window stops
   * it, it is that of an array too: HotSpot makes three copies of a counted loop, which is left
   * after few items in each of them.
   */
  private CodeBlock oneByOne(LoopWriter body) {
    CodeBlock.Builder code = CodeBlock.builder();
    CodeBlock way = body.body(CodeBlock.builder().build());
    CodeBlock halted = body.haltedByTaking();
    code.addStatement(
        "$T $L = this.$L", source.iteratorFieldType(), source.iterator(), source.iterator());
    code.add(source.holder());
    code.addStatement("int left = budget");
    CodeBlock after = afterOneByOne();
    if (!after.isEmpty()) {
      code.beginControlFlow("try");
    }
    code.beginControlFlow("while (left > 0)");
    if (source.kind() == Source.Kind.FLOW_ITERATOR) {
      if (isWindow()) {
        code.addStatement("$T $N = source.next()", source.element(), inFlight());
      } else if (!isGuarded()) {
        code.addStatement("$T $N = $L", source.element(), item(), source.next());
      } else {
        code.addStatement("$T $N", source.element(), item());
        next(CodeBlock.of("taken + budget - left"), CodeBlock.of("break"), code);
      }
      code.beginControlFlow("if ($N == null)", isWindow() ? inFlight() : item());
    } else {
      code.beginControlFlow("if ($L)", source.isAtEnd());
    }
    code.add(isWindow() ? endOfWindow() : CodeBlock.of("end(stack);\n"));
    code.addStatement("break").endControlFlow();
    if (isWindow()) {
      takeFrom(true, code);
    } else if (source.kind() != Source.Kind.FLOW_ITERATOR) {
      code.addStatement("$T $N = $L", source.element(), item(), source.next());
    }
    code.addStatement("left--");
    if (mayBeNull()) {
      // A stage without a value may have halted the run.
      code.beginControlFlow("if ($N == null)", item())
          .beginControlFlow("if (stack.isHalted())")
          .addStatement("break")
          .endControlFlow()
          .addStatement("continue")
          .endControlFlow();
    }
    noteLast(code);
    code.add(halted).add(way);
    code.endControlFlow();
    if (!after.isEmpty()) {
      code.nextControlFlow("finally").add(after).endControlFlow();
    }
    return code.addStatement("return left").build();
  }

  private CodeBlock afterOneByOne() {
    CodeBlock.Builder code = CodeBlock.builder();
    if (source.isCounted()) {
      code.addStatement("taken += budget - left");
    }
    writeBack(code);
    return code.build();
  }

  private void writeBack(CodeBlock.Builder code) {
    if (source.isResumed()) {
      code.addStatement("this.$N = $N", FlowNames.LAST_TAKEN, FlowNames.LAST_TAKEN);
    }
    for (int accumulate : locals.buckets()) {
      code.addStatement(
          "$L = $N", field(accumulate, fields.bucket(accumulate)), names.bucket(accumulate));
    }
    for (int accumulate : locals.flags()) {
      code.addStatement(
          "$L = $N", field(accumulate, fields.filled(accumulate)), names.filled(accumulate));
    }
  }

  /** A field of an accumulator, beside a local variable of its name. */
  private CodeBlock field(int accumulate, CodeBlock field) {
    boolean isOwn = model.plan().bucketLevel(accumulate) == layout.level().index();
    return isOwn ? CodeBlock.of("this.$L", field) : field;
  }
}
