package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.source.Sources;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.Source;
import dev.stageflow.processor.model.Source.Form;
import dev.stageflow.processor.model.Source.Kind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes how a level's frame keeps, enters, walks and closes what its sequence returned. */
final class SourceWriter {
  private final TypeName returned;
  private final Source source;
  private final String stage;

  /** Whether closing it does something, and may fail. */
  private final boolean isClosed;

  private SourceWriter(TypeName returned, Source source, String stage, boolean isClosed) {
    this.returned = returned;
    this.source = source;
    this.stage = stage;
    this.isClosed = isClosed;
  }

  static SourceWriter of(ElementModel.Sequence sequence, String stage) {
    Source source = sequence.source();
    return new SourceWriter(
        sequence.method().returns(), source, stage, source.kind() != Kind.ARRAY);
  }

  /**
   * The window of a parallel stage.
   *
   * @param window its type
   * @param inFlight the type of what comes out of it
   */
  static SourceWriter of(TypeName window, TypeName inFlight, String stage) {
    return new SourceWriter(
        window,
        new Source(Kind.FLOW_ITERATOR, window, inFlight, inFlight, Form.ITSELF, null),
        stage,
        false);
  }

  Kind kind() {
    return source.kind();
  }

  TypeName element() {
    return source.element();
  }

  /** What is returned, which is what has to be closed. */
  TypeName returned() {
    return returned;
  }

  /** Whether the iterator is another object than what was returned. */
  private boolean hasIterator() {
    return source.kind() == Kind.ITERABLE
        || (source.kind() == Kind.ITERATOR && source.form() != Form.ITSELF);
  }

  /** The iterable that is walked. */
  String walked() {
    return source.form() == Form.MAP ? "source.entrySet()" : "source";
  }

  /** Whether the source may be a list that is over before the slice is. */
  boolean mayBeShort() {
    return source.kind() == Kind.ITERABLE && source.form() != Form.MAP;
  }

  TypeName iteratorType() {
    return source.kind() == Kind.ITERABLE
        ? ParameterizedTypeName.get(ClassName.get(Iterator.class), source.typeArgument())
        : source.walked();
  }

  List<FieldSpec> fields() {
    List<FieldSpec> fields = new ArrayList<>();
    fields.add(field(returned(), "source"));
    if (hasIterator()) {
      fields.add(field(iteratorType(), "iterator"));
    }
    fields.add(isCounted() ? field(TypeName.LONG, "taken") : field(TypeName.INT, "index"));
    return fields;
  }

  /** Whether items are counted where there is no index that tells how many were taken. */
  boolean isCounted() {
    return source.kind() != Kind.ARRAY;
  }

  /** How many items have been taken. */
  CodeBlock taken() {
    return CodeBlock.of(isCounted() ? "taken" : "index");
  }

  private static FieldSpec field(TypeName type, String name) {
    return FieldSpec.builder(type, name, Modifier.PRIVATE).build();
  }

  /**
   * Puts the frame on the stack first, so that the source is closed even if it cannot be opened.
   */
  MethodSpec enter() {
    MethodSpec.Builder enter =
        MethodSpec.methodBuilder("enter")
            .addJavadoc("Starts to walk what {@code $L} returned.", stage)
            .addParameter(FlowStack.class, "stack")
            .addParameter(returned(), "source")
            .addStatement("this.source = source")
            .addStatement("stack.push(this)");
    enter.addStatement(isCounted() ? "taken = 0" : "index = 0");
    if (source.form() == Form.STREAM) {
      enter.addStatement("iterator = source.iterator()");
    } else if (source.form() == Form.OPTIONAL) {
      enter.addStatement("iterator = source.stream().iterator()");
    }
    return enter.build();
  }

  /** Drops the source and then closes it. */
  CodeBlock close() {
    CodeBlock.Builder code = CodeBlock.builder();
    if (!isClosed) {
      return code.addStatement("source = null").build();
    }
    code.addStatement("$T closing = source", returned()).addStatement("source = null");
    if (!hasIterator()) {
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
  CodeBlock iterator() {
    return CodeBlock.of(hasIterator() ? "iterator" : "source");
  }

  TypeName iteratorFieldType() {
    return hasIterator() ? iteratorType() : returned();
  }

  /** The call that takes an iterator's next element. */
  CodeBlock next() {
    TypeName element = source.element();
    if (source.kind() == Kind.ITERATOR && element.isPrimitive()) {
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
