package dev.stageflow.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A stage that runs its item through another flow, as a subroutine: the flow's outputs go on. Which
 * flow that is the method says, for each item.
 *
 * <pre>{@code
 * import dev.stageflow.Flow;
 * import dev.stageflow.annotation.Accumulate;
 * import dev.stageflow.annotation.Sequence;
 * import dev.stageflow.annotation.Subflow;
 * import dev.stageflow.annotation.Upstream;
 * import java.util.List;
 *
 * class FolderSize {
 *   record Folder(long bytes, List<Folder> folders) {}
 *
 *   @Sequence
 *   List<Folder> folders(Folder folder) {
 *     return folder.folders();
 *   }
 *
 *   @Subflow // each folder in it goes the same way: a recursion on the heap
 *   Flow<Folder, Long> size(Folder folder) {
 *     return FolderSizeFlow.of(this);
 *   }
 *
 *   @Accumulate(emitEmpty = true, finish = "total")
 *   long add(long sum, long size) {
 *     return sum + size;
 *   }
 *
 *   long total(long sum, @Upstream("input") Folder folder) {
 *     return sum + folder.bytes();
 *   }
 * }
 * }</pre>
 *
 * <h2>The method</h2>
 *
 * <p>An instance or static method, declared or inherited, of any access that the package of the
 * definition allows; not generic itself, not varargs. It has one parameter without {@link
 * Upstream}, the item, anywhere among those that have it. The item's type takes what the stage
 * before gives by the rules of a Java assignment.
 *
 * <p>The result is a {@code dev.stageflow.Flow} that takes the item, generated or built, or a
 * {@code List} of such flows, each of which gets the item, in turn. {@code null} ends the item's
 * way; null elements are skipped. It may be the flow of the definition itself: such a recursion is
 * bounded by the heap alone, at so many bytes for each level.
 *
 * <p>It may throw any exception. One that is thrown ends the run as it is, unwrapped. The generated
 * {@code run}, {@code collect} and {@code single} declare its checked ones, and those of the flow:
 * of a generated flow those that its own {@code run} declares, of any other {@code Exception}. The
 * method is called by one thread at a time, the one that runs the flow, and needs no lock.
 *
 * <p>A parameter for an item or an upstream value is never null: null, empty optionals and stop
 * values have ended before.
 *
 * <h2>The flow</h2>
 *
 * <p>It runs on the stack of the run: a pause, a failure or a cancellation inside it is one of the
 * whole run. It sees its item alone: what is in scope here is not in scope there. Its accumulators
 * are its own, and have passed their values on before the flow goes on with the next item. Where
 * the stage is the last one, the flow's outputs are those of the definition, and go straight to its
 * sink.
 *
 * <p>The stage's name is that of the outputs, for {@link Upstream}. With {@link Context} each item
 * opens a context, which closes when the last flow has ended.
 *
 * <h2>Pausing</h2>
 *
 * <p>A method that may pause the flow declares {@code throws PauseFlow}, or a supertype of it. Once
 * paused, it is called again with the same arguments, and no stage before it is run twice. The
 * stages of the flow may pause as everywhere.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code Flow/NotAFlow}: the method's result is neither a {@code Flow} nor a {@code List} of
 *       flows; a {@code SourceFlow} takes no item.
 *   <li>{@code Flow/OutputUnknown}: the result is a flow that is still to be generated, and whose
 *       outputs are those of such a flow again; or a parameter names the flow of the definition.
 *   <li>{@code Flow/TypeMismatch}: the item's type does not take what the stage before gives, or
 *       the flow does not take the item.
 *   <li>{@code Flow/NoInput}: the method takes no item.
 *   <li>{@code Flow/TooManyParameters}: more than one parameter has no {@link Upstream}.
 *   <li>{@code Flow/AfterConsumer}: the stage stands after one that consumes its items, so that
 *       none can arrive.
 *   <li>{@code Flow/TwoStageAnnotations}: the method carries another stage annotation.
 *   <li>{@code Flow/StageNameTwice}: another stage has the same name.
 *   <li>{@code Flow/OverrideWithoutAnnotation}: the method is overridden in the definition, and the
 *       override does not repeat the annotation, or has another.
 *   <li>{@code Flow/Inaccessible}: the method, or a type in its signature, is private, or protected
 *       or package-private in another package.
 *   <li>{@code Flow/GenericMethod}: the method has type parameters of its own; those of its class
 *       are fine.
 *   <li>{@code Flow/Varargs}: the method has a variable number of arguments; an array is fine.
 *   <li>{@code Flow/RawType}: a type lacks its type arguments.
 *   <li>{@code Flow/NameOverloaded}: given what arrives, the compiler would call another method of
 *       this name.
 *   <li>{@code Flow/ThrowsThrowable}: the method declares {@code Throwable}, or what is neither an
 *       {@code Exception} nor an {@code Error}.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Subflow {}
