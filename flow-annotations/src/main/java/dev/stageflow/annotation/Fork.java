package dev.stageflow.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside a {@link Function} that waits: its call is started, and the item itself goes on at once.
 * What the call gives is a value that later stages take by {@link Upstream}; the first that does
 * waits for it. So several calls for one item are under way at the same time.
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Fork;
 * import dev.stageflow.annotation.Function;
 * import dev.stageflow.annotation.Sequence;
 * import dev.stageflow.annotation.Upstream;
 * import java.util.List;
 * import java.util.concurrent.CompletionStage;
 *
 * class Offers {
 *   private final Shop shop;
 *
 *   Offers(Shop shop) {
 *     this.shop = shop;
 *   }
 *
 *   @Sequence
 *   List<String> articles(Order order) {
 *     return order.articles();
 *   }
 *
 *   @Fork
 *   @Function
 *   CompletionStage<Integer> price(String article) {
 *     return shop.priceOf(article);
 *   }
 *
 *   @Fork // is started before the price is there
 *   @Function
 *   CompletionStage<Long> stock(String article) {
 *     return shop.stockOf(article);
 *   }
 *
 *   @Function // waits for both
 *   String line(String article, @Upstream Integer price, @Upstream Long stock) {
 *     return article + ": " + price + ", " + stock + " left";
 *   }
 * }
 *
 * record Order(List<String> articles) {}
 *
 * interface Shop {
 *   CompletionStage<Integer> priceOf(String article);
 *
 *   CompletionStage<Long> stockOf(String article);
 * }
 * }</pre>
 *
 * <h2>What it means</h2>
 *
 * <p>The next stage takes what this one takes. A method that takes the call's value waits for it
 * before it is called: a stage, its {@link Recover}, or a hook such as {@code onClose}. Until then
 * all other stages of the item go on. A {@link Tunnel} beside the function calls it on a worker
 * thread.
 *
 * <p>A call that gives nothing, such as null, an empty {@code Optional} or a value equal to {@code
 * stop}, drops the item at the stage that takes its value. A hook that takes it is not called, and
 * an accumulate whose {@code finish} takes it gives nothing.
 *
 * <p>A call is under way no longer than its item: if the item is dropped before the value was
 * taken, by a filter, say, the call is cancelled. A stage that is {@link Parallel} waits for the
 * values that stages after it take.
 *
 * <h2>Pause, failure and cancel</h2>
 *
 * <p>{@link Retry}, {@link Recover} and {@link Timeout} cover the call. A failure that none of them
 * takes comes out where the value is taken; that of a call that nobody waits for any more is
 * dropped with its item. When the run ends early the calls that are under way are cancelled.
 *
 * <p>A trace shows the calls that are under way, and for how long.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code Flow/NotAStage}: the method has no stage annotation.
 *   <li>{@code Flow/ForkPlace}: the stage is no {@link Function} that takes an item and returns a
 *       {@code CompletionStage} or has a {@link Tunnel}, or it is {@link Parallel} or an {@link
 *       Output} as well.
 *   <li>{@code Flow/ForkUnused}: no later stage takes the call's value.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Fork {}
