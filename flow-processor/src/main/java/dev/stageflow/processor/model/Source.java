package dev.stageflow.processor.model;

import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.model.call.Calling;
import dev.stageflow.processor.model.call.Conversion;
import org.jspecify.annotations.Nullable;

/**
 * The result of a sequence, and how it is iterated.
 *
 * @param kind how it is iterated
 * @param walked the type of what is iterated: for {@link Kind#ARRAY} the array; for {@link
 *     Kind#ITERABLE} the {@code Iterable<E>} or its subtype as declared; for the iterators the
 *     iterator, such as {@code Iterator<? extends Order>}, {@code PrimitiveIterator.OfInt}, {@code
 *     FlowIterator<Order>}, {@code Spliterator.OfLong}
 * @param element the type of an element as it is read, such as {@code int} or {@code Order}; for a
 *     wildcard its upper bound
 * @param typeArgument the type argument with which lists and iterators of it are declared, such as
 *     {@code ? extends Order}; the same as {@code element} where it is no wildcard or primitive
 * @param form how the returned object becomes what is iterated
 * @param conversion how a publisher of another library is converted; null for anything else
 */
public record Source(
    Kind kind,
    TypeName walked,
    TypeName element,
    TypeName typeArgument,
    Form form,
    @Nullable Conversion conversion) {

  /** What turns the returned object into a {@code FlowIterator}; null if it is one. */
  public Calling.@Nullable Opener opener() {
    String method = openingMethod();
    return method == null ? null : new Calling.Opener(method, conversion);
  }

  private @Nullable String openingMethod() {
    return switch (form) {
      case STREAM -> "ofStream";
      case OPTIONAL -> "ofOptional";
      case MAP -> "ofMap";
      case PUBLISHER -> "ofPublisher";
      case ITSELF ->
          switch (kind) {
            case ARRAY -> "ofArray";
            case ITERABLE -> "ofIterable";
            case ITERATOR -> "ofIterator";
            case FLOW_ITERATOR, SPLITERATOR -> null;
          };
    };
  }

  /** Whether a run may have to wait for its next element. */
  public boolean waits() {
    return kind == Kind.FLOW_ITERATOR || form == Form.PUBLISHER;
  }

  /** How a source is iterated. */
  public enum Kind {
    /** By index. */
    ARRAY,
    /** By index if it is a list with fast access, else by its iterator. */
    ITERABLE,
    /** By {@code hasNext} and {@code next}, or {@code nextInt} and the like. */
    ITERATOR,
    /** By {@code tryAdvance}. */
    SPLITERATOR,
    /** By {@code next} until that returns null; it may pause. */
    FLOW_ITERATOR
  }

  /** What the method returned. */
  public enum Form {
    /** What is iterated. */
    ITSELF,
    /** A stream, of objects or primitives: its {@code spliterator()} is iterated. */
    STREAM,
    /** An {@code Optional}: its {@code stream().spliterator()} is iterated. */
    OPTIONAL,
    /** A map: its {@code entrySet()} is iterated. */
    MAP,
    /** A publisher: its elements are read by an iterator that pauses. */
    PUBLISHER
  }
}
