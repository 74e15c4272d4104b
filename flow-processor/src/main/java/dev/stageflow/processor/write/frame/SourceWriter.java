package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.source.Holder;
import dev.stageflow.internal.source.Sources;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.Source;
import dev.stageflow.processor.model.Source.Form;
import dev.stageflow.processor.write.expression.FlowNames;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Writes how a level's frame keeps, enters, iterates and closes its source. */
final class SourceWriter {
  private final TypeName returned;
  private final Source source;
  private final String stage;

  /** Whether it must be closed, which may fail. */
  private final boolean isClosed;

  /** Whether a restored run may open it again. */
  private final boolean isDurable;

  /** Whether it is resumed after the last element that was taken. */
  private final boolean isResumed;

  /** The guarded call that has opened it; null if no recovery can replace it. */
  private final @Nullable CodeBlock recovering;

  private SourceWriter(
      TypeName returned,
      Source source,
      String stage,
      boolean isClosed,
      boolean isDurable,
      boolean isResumed,
      @Nullable CodeBlock recovering) {
    this.returned = returned;
    this.source = source;
    this.stage = stage;
    this.isClosed = isClosed;
    this.isDurable = isDurable;
    this.isResumed = isResumed;
    this.recovering = recovering;
  }

  /**
   * The source of a sequence.
   *
   * @param recovering the guarded call that opens it, if a recovery may replace it
   */
  static SourceWriter of(
      ElementModel.Sequence sequence,
      String stage,
      boolean isDurable,
      @Nullable CodeBlock recovering) {
    Source source = sequence.source();
    return new SourceWriter(
        sequence.method().returns(),
        source,
        stage,
        source.kind() != Source.Kind.ARRAY,
        isDurable,
        isDurable && sequence.resume() != null,
        recovering);
  }

  /**
   * The window of a parallel stage.
   *
   * @param window its type
   * @param inFlight the type of its items
   */
  static SourceWriter of(TypeName window, TypeName inFlight, String stage) {
    return new SourceWriter(
        window,
        new Source(Source.Kind.FLOW_ITERATOR, window, inFlight, inFlight, Form.ITSELF, null),
        stage,
        false,
        false,
        false,
        null);
  }

  Source.Kind kind() {
    return source.kind();
  }

  TypeName element() {
    return source.element();
  }

  /** The type of the sequence's result, which has to be closed. */
  TypeName returned() {
    return returned;
  }

  /** Whether the iterator is not the sequence's result itself. */
  private boolean hasIterator() {
    return source.kind() == Source.Kind.ITERABLE || isSpliterator();
  }

  private boolean isSpliterator() {
    return source.kind() == Source.Kind.SPLITERATOR;
  }

  /** The iterable. */
  String walked() {
    return source.form() == Form.MAP ? "source.entrySet()" : "source";
  }

  /** Whether the source may be a list that ends before the slice. */
  boolean mayBeShort() {
    return source.kind() == Source.Kind.ITERABLE && source.form() != Form.MAP;
  }

  TypeName iteratorType() {
    return source.kind() == Source.Kind.ITERABLE
        ? ParameterizedTypeName.get(ClassName.get(Iterator.class), source.typeArgument())
        : source.walked();
  }

  List<FieldSpec> fields() {
    List<FieldSpec> fields = new ArrayList<>();
    fields.add(field(returned(), "source"));
    if (hasIterator()) {
      fields.add(field(iteratorType(), iterator()));
    }
    if (isSpliterator()) {
      fields.add(field(TypeName.LONG, FlowNames.SOURCE_SIZE));
    }
    fields.addAll(counts());
    if (isResumed && isCounted()) {
      fields.add(takenBefore());
    }
    if (skips()) {
      fields.add(field(TypeName.LONG, FlowNames.TO_SKIP));
    }
    return fields;
  }

  /** The fields for the position in the source. */
  List<FieldSpec> counts() {
    List<FieldSpec> fields = new ArrayList<>();
    fields.add(isCounted() ? field(TypeName.LONG, "taken") : field(TypeName.INT, "index"));
    if (isResumed && !isCounted()) {
      // The rest of an array has its own indices.
      fields.add(takenBefore());
    }
    if (isResumed) {
      fields.add(field(lastTaken(), FlowNames.LAST_TAKEN));
    }
    return fields;
  }

  private static FieldSpec takenBefore() {
    return field(TypeName.LONG, FlowNames.TAKEN_BEFORE);
  }

  boolean isResumed() {
    return isResumed;
  }

  /** The type of the last element taken: boxed, so that it may be null, if there is no count. */
  TypeName lastTaken() {
    return isCounted() ? source.element() : source.element().box();
  }

  /** Whether elements may have to be skipped. */
  boolean skips() {
    return isDurable && isCounted() && !(isResumed && source.element().isPrimitive());
  }

  /** Whether a recovery may replace the source when it fails. */
  boolean mayBeRecovered() {
    return recovering != null;
  }

  /** Whether items are counted, because there is no index that shows how many were taken. */
  boolean isCounted() {
    return source.kind() != Source.Kind.ARRAY;
  }

  /** How many items have been taken, including those before the run was saved. */
  CodeBlock taken() {
    if (isCounted()) {
      return CodeBlock.of("taken");
    }
    return isResumed ? CodeBlock.of("$N + index", FlowNames.TAKEN_BEFORE) : CodeBlock.of("index");
  }

  /**
   * Further parts of a position: the size, and how many were taken before the source was resumed.
   */
  CodeBlock extent() {
    CodeBlock.Builder extent = CodeBlock.builder();
    if (isSpliterator()) {
      extent.add(".sized($N)", FlowNames.SOURCE_SIZE);
    }
    if (isResumed) {
      extent.add(".resumedAfter($N)", FlowNames.TAKEN_BEFORE);
    }
    return extent.build();
  }

  private static FieldSpec field(TypeName type, String name) {
    return FieldSpec.builder(type, name, Modifier.PRIVATE).build();
  }

  /** Pushes the frame first, so that the source is closed even if it cannot be opened. */
  MethodSpec enter() {
    MethodSpec.Builder enter =
        MethodSpec.methodBuilder("enter")
            .addJavadoc("Starts to walk what {@code $L} returned.", stage)
            .addParameter(FlowStack.class, "stack")
            .addParameter(returned(), "source")
            .addStatement("this.source = source")
            .addStatement("stack.push(this)");
    if (isDurable) {
      return enterDurable(enter);
    }
    enter.addStatement(isCounted() ? "taken = 0" : "index = 0");
    if (isSpliterator()) {
      enter.addCode(open());
    }
    return enter.build();
  }

  /** A stream knows its size only before its first element is taken. */
  private CodeBlock open() {
    return CodeBlock.builder()
        .addStatement(
            source.form() == Form.STREAM
                ? "spliterator = source.spliterator()"
                : "spliterator = source.stream().spliterator()")
        .addStatement("$N = $T.sizeAtStart(spliterator)", FlowNames.SOURCE_SIZE, Sources.class)
        .build();
  }

  /** The source may be null when it is opened again: then nothing is left. */
  private MethodSpec enterDurable(MethodSpec.Builder enter) {
    if (isSpliterator()) {
      enter.beginControlFlow("if (source != null)").addCode(open()).endControlFlow();
    }
    enter
        .beginControlFlow(
            recovering == null
                ? CodeBlock.of("if (!isRestored())")
                : CodeBlock.of("if (!isRestored() || $L.isReplaced())", recovering))
        .addStatement(isCounted() ? "taken = 0" : "index = 0");
    if (isResumed && !lastTaken().isPrimitive()) {
      enter.addStatement("$N = null", FlowNames.LAST_TAKEN);
    }
    if (isResumed) {
      enter
          .addStatement("$N = 0", FlowNames.TAKEN_BEFORE)
          .nextControlFlow("else if (resumes())")
          .addStatement("$N = $L", FlowNames.TAKEN_BEFORE, taken());
      if (!isCounted()) {
        enter.addStatement("index = 0");
      }
    }
    if (skips()) {
      enter.nextControlFlow("else");
      if (mayBeShort()) {
        enter
            .addStatement("iterator = $T.at(source, taken)", Sources.class)
            .addStatement("$N = iterator == null ? taken : 0", FlowNames.TO_SKIP);
      } else {
        enter.addStatement("$N = taken", FlowNames.TO_SKIP);
      }
    }
    return enter.endControlFlow().addStatement("restored(stack)").build();
  }

  /** Whether the source is opened again after the last element taken. */
  MethodSpec resumes() {
    return MethodSpec.methodBuilder("resumes")
        .addJavadoc("Whether {@code $L} goes on after the last element taken.", stage)
        .returns(TypeName.BOOLEAN)
        .addStatement(
            "return isRestored()$L && $L",
            recovering == null ? "" : CodeBlock.of(" && !$L.isRecovered()", recovering),
            lastTaken().isPrimitive()
                ? CodeBlock.of("taken > 0")
                : CodeBlock.of("$N != null", FlowNames.LAST_TAKEN))
        .build();
  }

  /**
   * Skips the elements that were taken before the run was saved.
   *
   * @param failed the handling of the source's failure; null for none
   */
  MethodSpec skip(@Nullable CodeBlock failed) {
    MethodSpec.Builder skip =
        MethodSpec.methodBuilder("skip")
            .addJavadoc("Passes over the elements that were taken before the run was saved.")
            .addModifiers(Modifier.PRIVATE)
            .addParameter(FlowStack.class, "stack")
            .addParameter(TypeName.INT, "budget")
            .addException(Exception.class)
            .returns(TypeName.INT)
            .addStatement("int left = budget");
    if (source.kind() == Source.Kind.ITERABLE) {
      skip.beginControlFlow("if (iterator == null && source != null)")
          .addStatement("iterator = $L.iterator()", walked())
          .endControlFlow();
    }
    skip.addCode(holder());
    skip.beginControlFlow("do");
    if (failed != null) {
      skip.beginControlFlow("try");
    }
    skip.beginControlFlow(
            source.kind() == Source.Kind.FLOW_ITERATOR
                ? CodeBlock.of("if (source == null || source.next() == null)")
                : CodeBlock.of("if (source == null || $L)", isAtEnd()))
        .addStatement("$N = 0", FlowNames.TO_SKIP)
        .addStatement("return left")
        .endControlFlow();
    if (failed != null) {
      skip.nextControlFlow("catch ($T failure)", Throwable.class)
          .addCode(failed)
          // The recovery replaces the source.
          .addStatement("$N = 0", FlowNames.TO_SKIP)
          .addStatement("return left")
          .endControlFlow();
    }
    if (source.kind() == Source.Kind.ITERABLE || source.kind() == Source.Kind.ITERATOR) {
      skip.addStatement(next());
    }
    return skip.addStatement("$N--", FlowNames.TO_SKIP)
        .addStatement("left--")
        .endControlFlow("while ($N > 0 && left > 0 && !stack.isHalted())", FlowNames.TO_SKIP)
        .addStatement("return left")
        .build();
  }

  /** Clears the source and then closes it. */
  CodeBlock close() {
    CodeBlock.Builder code = CodeBlock.builder();
    if (!isClosed) {
      return code.addStatement("source = null").build();
    }
    code.addStatement("$T closing = source", returned()).addStatement("source = null");
    if (isSpliterator()) {
      code.addStatement("spliterator = null");
    }
    if (source.kind() != Source.Kind.ITERABLE) {
      return code.addStatement("$T.close(closing)", Sources.class).build();
    }
    return code.addStatement("$T walking = iterator", iteratorType())
        .addStatement("iterator = null")
        .addStatement("$T.close(closing, walking)", Sources.class)
        .build();
  }

  /** Whether closing may throw. */
  boolean canFailToClose() {
    return isClosed;
  }

  /** The iterator's variable. */
  String iterator() {
    return isSpliterator() ? "spliterator" : hasIterator() ? "iterator" : "source";
  }

  TypeName iteratorFieldType() {
    return hasIterator() ? iteratorType() : returned();
  }

  /**
   * Makes the consumer of a spliterator's elements; empty for another source. Only one call of a
   * method uses it, so that HotSpot makes no object. A stream's iterator keeps the element in a
   * field, and calls the spliterator from code that all streams of a program share: over a range,
   * that took half as long again, and six times as long if the program has other streams.
   */
  CodeBlock holder() {
    if (!isSpliterator()) {
      return CodeBlock.of("");
    }
    ClassName holder = ClassName.get(Holder.class);
    TypeName element = source.element();
    if (!element.isPrimitive()) {
      TypeName type = ParameterizedTypeName.get(holder, element);
      return CodeBlock.builder().addStatement("$T holder = new $T<>()", type, holder).build();
    }
    ClassName type =
        holder.nestedClass(
            element.equals(TypeName.INT)
                ? "OfInt"
                : element.equals(TypeName.LONG) ? "OfLong" : "OfDouble");
    return CodeBlock.builder().addStatement("$T holder = new $T()", type, type).build();
  }

  /**
   * The condition that there is no next element; a spliterator passes the next one to its consumer.
   */
  CodeBlock isAtEnd() {
    return switch (source.kind()) {
      case ARRAY -> CodeBlock.of("index == source.length");
      case SPLITERATOR -> CodeBlock.of("!spliterator.tryAdvance(holder)");
      case ITERABLE, ITERATOR, FLOW_ITERATOR -> CodeBlock.of("!$L.hasNext()", iterator());
    };
  }

  /** The call that takes the next element. */
  CodeBlock next() {
    if (source.kind() == Source.Kind.ARRAY) {
      return CodeBlock.of("source[index++]");
    }
    if (isSpliterator()) {
      return CodeBlock.of("holder.take()");
    }
    TypeName element = source.element();
    if (source.kind() == Source.Kind.ITERATOR && element.isPrimitive()) {
      if (element.equals(TypeName.INT)) {
        return CodeBlock.of("$L.nextInt()", iterator());
      }
      return CodeBlock.of(
          element.equals(TypeName.LONG) ? "$L.nextLong()" : "$L.nextDouble()", iterator());
    }
    return CodeBlock.of("$L.next()", iterator());
  }

  /** The array's type, as it is kept in a local variable. */
  TypeName arrayType() {
    return source.walked() instanceof ArrayTypeName array ? array : returned();
  }
}
