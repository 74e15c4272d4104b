package dev.stageflow.processor.model;

import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.model.call.Calling;
import dev.stageflow.processor.model.call.Conversion;
import org.jspecify.annotations.Nullable;

/**
 * What a sequence returns, and how it is walked.
 *
 * @param kind how it is walked
 * @param walked the type of what is walked: for {@link Kind#ARRAY} the array; for {@link
 *     Kind#ITERABLE} the {@code Iterable<E>} or its subtype as declared; for the iterators the
 *     iterator, such as {@code Iterator<? extends Order>}, {@code PrimitiveIterator.OfInt}, {@code
 *     FlowIterator<Order>}, {@code Spliterator.OfLong}
 * @param element the type of an element as it is taken out, such as {@code int} or {@code Order};
 *     for a wildcard its upper bound
 * @param typeArgument the type argument with which lists and iterators of it are declared, such as
 *     {@code ? extends Order}; the same as {@code element} where it is no wildcard or primitive
 * @param form how the returned object becomes what is walked
 * @param conversion how a publisher of another library is converted; null for what is none
 */
public record Source(
    Kind kind,
    TypeName walked,
    TypeName element,
    TypeName typeArgument,
    Form form,
    @Nullable Conversion conversion) {

  /** What makes a {@code FlowIterator} of what is returned; null for what already is one. */
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

  /** Whether its next element may be waited for. */
  public boolean waits() {
    return kind == Kind.FLOW_ITERATOR || form == Form.PUBLISHER;
  }

  /** How a source is walked. */
  public enum Kind {
    /** By index. */
    ARRAY,
    /** By index where it is a list with fast access, else by its iterator. */
    ITERABLE,
    /** By {@code hasNext} and {@code next}, or {@code nextInt} and the like. */
    ITERATOR,
    /** By {@code tryAdvance}. */
    SPLITERATOR,
    /** By {@code next} up to null; it may pause. */
    FLOW_ITERATOR
  }

  /** What the method returned. */
  public enum Form {
    /** What is walked. */
    ITSELF,
    /** A stream, of objects or primitives: its {@code spliterator()} is walked. */
    STREAM,
    /** An {@code Optional}: its {@code stream().spliterator()} is walked. */
    OPTIONAL,
    /** A map: its {@code entrySet()} is walked. */
    MAP,
    /** A publisher: what it sends is walked, by an iterator that pauses. */
    PUBLISHER
  }
}
