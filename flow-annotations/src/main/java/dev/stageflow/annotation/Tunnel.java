package dev.stageflow.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside a {@link Sequence}, a {@link Function} or a {@link Recover}: the method runs on a worker
 * thread, where it may block, and the flow pauses meanwhile. So a flow on an event loop can read a
 * database, a file or a socket.
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Function;
 * import dev.stageflow.annotation.Sequence;
 * import dev.stageflow.annotation.Tunnel;
 * import java.io.IOException;
 * import java.nio.file.Files;
 * import java.nio.file.Path;
 * import java.util.stream.Stream;
 *
 * class Links {
 *   @Tunnel // opened, read and closed on a worker thread
 *   @Sequence
 *   Stream<String> lines(Path file) throws IOException {
 *     return Files.lines(file);
 *   }
 *
 *   @Tunnel // called on a worker thread
 *   @Function
 *   Path target(String line) throws IOException {
 *     return Path.of(line).toRealPath();
 *   }
 * }
 * }</pre>
 *
 * <h2>What it means</h2>
 *
 * <p>Of a {@link Function} each call is made on a worker; the flow goes on with its result. Of a
 * {@link Sequence} the method is called, its source is read, and in the end closed, on a worker,
 * which reads ahead as far as the {@link #buffer} has room. The flow takes the items in their
 * order, as soon as they are there: it never waits for a batch to be full. Null instead of a
 * source, and null elements, mean what they mean without a tunnel; primitive elements are boxed.
 *
 * <p>It is the method alone that runs on a worker: a {@link Recover} of a tunnelled stage is called
 * on the run's own thread, unless it has a {@code Tunnel} too. What a tunnelled {@code Recover}
 * returns for a {@code Sequence} is read on the worker as well; for any other stage it is called as
 * a {@code Function} is.
 *
 * <p>While it waits the flow holds no thread, and while the buffer is full neither does the tunnel.
 * Each wakes the other by a signal.
 *
 * <p>Worker threads are virtual where the JDK has them, from 21 on; otherwise they are daemon
 * threads that are kept for a while. {@code tunnelOn(executor)} of a flow's runner chooses others.
 * A tunnel uses one thread at a time, so that the source needs no lock.
 *
 * <h2>Failure and cancel</h2>
 *
 * <p>What the method or its source throws comes out of the run as itself, after the items before
 * it. When the run fails or is cancelled, a source that is a {@code FlowIterator} with a {@code
 * cancel()} of its own is cancelled, and interrupted only if it has not returned after some
 * seconds; any other source is interrupted at once. Then the source is closed, on a worker. The
 * call of a {@link Function} is interrupted, but while it writes by {@code BatchUpdate} its
 * statement is cancelled instead. The run has ended when that is done. A call that has not begun,
 * because the executor has no thread for it, is not waited for.
 *
 * <h2>The method</h2>
 *
 * <p>It reads its item and {@link Upstream} values, which stay as they are while it runs. State
 * that it shares with other stages is used from another thread, with happens-before on both ways.
 * It may block, so it must not pause: it does not declare {@code throws PauseFlow} or a supertype
 * of it.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code Flow/NotAStage}: the method is neither a stage nor a {@link Recover}.
 *   <li>{@code Flow/TunnelPlace}: the method is a {@link Filter} or an {@link Accumulate}, or
 *       returns a {@code CompletionStage} or a {@code Publisher}, which needs no worker thread; or
 *       it is a {@link Recover} that takes an accumulator.
 *   <li>{@code Flow/BadBuffer}: {@link #buffer} is less than 1.
 *   <li>{@code Flow/PauseImpossible}: the method declares {@code PauseFlow}, or a supertype of it.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Tunnel {

  /**
   * How many items of a {@link Sequence} may be read ahead, or of what a {@link Recover} gives in
   * its place; without meaning otherwise.
   *
   * <p>The memory for them is taken as they come: a large buffer costs nothing for a handful.
   *
   * @return the number of items, at least 1
   */
  int buffer() default 16_384;
}
