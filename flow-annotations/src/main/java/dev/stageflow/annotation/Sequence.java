package dev.stageflow.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A stage that takes one item and gives many, one after the other.
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Sequence;
 * import dev.stageflow.annotation.Upstream;
 * import java.io.IOException;
 * import java.nio.file.Files;
 * import java.nio.file.Path;
 * import java.util.List;
 * import java.util.stream.Stream;
 *
 * class Words {
 *   record Folder(String name, List<Path> files) {}
 *
 *   @Sequence
 *   List<Path> files(Folder folder) {
 *     return folder.files();
 *   }
 *
 *   @Sequence(onFinish = "fileDone") // the stream, and with it the file, is closed by the flow
 *   Stream<String> lines(Path file) throws IOException {
 *     return Files.lines(file);
 *   }
 *
 *   @Sequence
 *   String[] words(String line) {
 *     return line.split("\\W+");
 *   }
 *
 *   void fileDone(@Upstream Folder folder) {
 *     System.out.println("one more file read in " + folder.name());
 *   }
 * }
 * }</pre>
 *
 * <h2>What it means</h2>
 *
 * <p>An {@code Iterable} gives what {@code for (T t : source)} gives, a list that a stage changes
 * meanwhile included. Null elements are skipped.
 *
 * <p>A flow runs depth first: all that one element causes in the stages after is done before the
 * flow asks for the next element. At the end of the sequence its source is closed, then {@link
 * #onFinish} is called, then a {@link Context} of the stage closes. A source that is {@code
 * AutoCloseable}, whether its declared type says so or not, is closed once: at its end, on failure
 * and on cancel.
 *
 * <h2>The method</h2>
 *
 * <p>An instance or static method, declared or inherited, of any access that the package of the
 * definition allows; not generic itself, not varargs. It has one parameter without {@link
 * Upstream}, the item, anywhere among those that have it. The item's type takes what the stage
 * before gives by the rules of a Java assignment. The first stage may go without an item; the flow
 * is then a {@code SourceFlow}, run without an input.
 *
 * <p>The result is one of these, or a subtype; the next stage takes the element:
 *
 * <ul>
 *   <li>an {@code Iterable}, {@code Iterator} or {@code FlowIterator}, which may pause in {@code
 *       next}; several sources become one by its {@code concat}, {@code zip} and {@code
 *       mergeSorted};
 *   <li>an array;
 *   <li>a {@code Stream}, read lazily by its {@code spliterator()}, for which the JDK buffers all
 *       that a {@code flatMap} makes of one element: write two sequences instead;
 *   <li>an {@code Optional}, a sequence of at most one;
 *   <li>a {@code Map}, of which the element is the {@code Map.Entry};
 *   <li>the primitive kinds of these ({@code int[]}, {@code PrimitiveIterator.OfLong}, {@code
 *       DoubleStream}, {@code OptionalInt} and so on), whose elements are not boxed.
 * </ul>
 *
 * <p>A {@code java.util.concurrent.Flow.Publisher} is subscribed to; the flow pauses while it has
 * sent nothing, requests batch after batch, and cancels the subscription when the run ends. A
 * publisher is not closed: others may be subscribed to it. So is an {@code
 * org.reactivestreams.Publisher}, such as Reactor's {@code Flux} and RxJava's {@code Flowable}, and
 * an {@code Observable} of RxJava 3, whose items are buffered. A {@code CompletionStage} or {@code
 * Mono} of any of the above is awaited, as for a {@link Function}. A source that blocks is read on
 * a worker thread by {@link Tunnel}.
 *
 * <p>It may throw any exception, and so may its source. One that is thrown ends the run as it is,
 * unwrapped; checked ones are declared by the generated {@code run}, {@code collect} and {@code
 * single}. Method and source are called by one thread at a time, the one that runs the flow, and
 * need no lock.
 *
 * <h2>Nothing in it</h2>
 *
 * <p>Null instead of a source is nothing: no element, and no {@link #onFinish}. An empty source has
 * no element, but is finished. Null elements are skipped, before they would be unboxed. A parameter
 * for an item or an upstream value is therefore never null.
 *
 * <h2>Pausing</h2>
 *
 * <p>A method that may pause the flow declares {@code throws PauseFlow}, or a supertype of it. Once
 * paused, it is called again with the same arguments, and no stage before it is run twice. Once it
 * has given its source, it is not called again for this item, whatever pauses later.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code Flow/NotASequence}: the method's result is none of the kinds above.
 *   <li>{@code Flow/TypeMismatch}: the item's type does not take what the stage before gives.
 *   <li>{@code Flow/NoInput}: the method takes no item, and it is not the first stage.
 *   <li>{@code Flow/TooManyParameters}: more than one parameter has no {@link Upstream}.
 *   <li>{@code Flow/AfterConsumer}: the stage stands after one that consumes its items, so that
 *       none can arrive.
 *   <li>{@code Flow/NameUnknown}: the definition has no method of the name in {@link #onFinish} or
 *       {@link #resume}.
 *   <li>{@code Flow/NameOverloaded}: the definition has several methods of the name in {@link
 *       #onFinish} or {@link #resume}.
 *   <li>{@code Flow/NameSignature}: the method named in {@link #onFinish} or {@link #resume} takes
 *       or gives something else than described there.
 *   <li>{@code Flow/TwoStageAnnotations}: the method carries another stage annotation.
 *   <li>{@code Flow/StageNameTwice}: another stage has the same name.
 *   <li>{@code Flow/OverrideWithoutAnnotation}: the method is overridden in the definition, and the
 *       override does not repeat the annotation, or has another.
 *   <li>{@code Flow/Inaccessible}: the method, or the one that it names, is private, or protected
 *       or package-private in another package.
 *   <li>{@code Flow/GenericMethod}: the method, or the one that it names, has type parameters of
 *       its own; those of its class are fine.
 *   <li>{@code Flow/Varargs}: the method, or the one that it names, has a variable number of
 *       arguments; an array is fine.
 *   <li>{@code Flow/RawType}: the type of the item, of the source or of its elements lacks its type
 *       arguments.
 *   <li>{@code Flow/ThrowsThrowable}: the method, or one that it names, declares {@code Throwable},
 *       or what is neither an {@code Exception} nor an {@code Error}.
 *   <li>{@code Flow/NotResumable}, a warning: the definition is {@linkplain FlowDefinition#durable
 *       durable}, and the stage has no {@link #resume}, but gives an iterator, a stream or a
 *       publisher, or has {@link Tunnel}: where a saved run goes on, all that was taken is taken
 *       again. What gives an {@code Optional} is not warned of.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Sequence {

  /**
   * The method that is called once for each source, when its last element has been processed: for
   * an empty source too, not for a null one, not on failure or cancel.
   *
   * <p>It is {@code void} and takes nothing but {@link Upstream} values: those that the stage
   * itself sees, and the stage's item. It may throw, and it may pause if it declares {@code throws
   * PauseFlow}.
   *
   * @return the method's name; by default the empty string: none is called
   */
  String onFinish() default "";

  /**
   * The method that gives the rest of the items where a saved run of a {@linkplain
   * FlowDefinition#durable durable} definition goes on.
   *
   * <p>It takes what the stage takes, then the last element that was taken, and gives what comes
   * after that, in the same order and as a source of the same type. It can take {@link Upstream}
   * values too, and is called as the stage is: on a worker, tried again, given up. A query that
   * orders its rows by a key gives those with a greater one.
   *
   * <p>Without it a list goes on at its index, and any other source passes over as many elements as
   * were taken.
   *
   * @return the method's name; by default the empty string: the stage is called again
   */
  String resume() default "";
}
