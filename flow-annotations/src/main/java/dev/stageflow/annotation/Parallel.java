package dev.stageflow.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside a {@link Function} that waits, or a {@link Subflow}: several items are in the stage at
 * once. So a flow that asks another service for each item has up to {@link #value} requests under
 * way, instead of one after the other.
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Function;
 * import dev.stageflow.annotation.Parallel;
 * import dev.stageflow.annotation.Sequence;
 * import dev.stageflow.annotation.Upstream;
 * import java.util.List;
 * import java.util.concurrent.CompletionStage;
 *
 * class Prices {
 *   private final Shop shop;
 *
 *   Prices(Shop shop) {
 *     this.shop = shop;
 *   }
 *
 *   @Sequence
 *   List<String> articles(Order order) {
 *     return order.articles();
 *   }
 *
 *   @Parallel(16) // up to 16 requests at once; the prices come in the articles' order
 *   @Function
 *   CompletionStage<Integer> price(String article) {
 *     return shop.priceOf(article);
 *   }
 *
 *   @Function
 *   String line(int price, @Upstream String article) { // the article that the price is of
 *     return article + ": " + price;
 *   }
 * }
 *
 * record Order(List<String> articles) {}
 *
 * interface Shop {
 *   CompletionStage<Integer> priceOf(String article);
 * }
 * }</pre>
 *
 * <h2>What it means</h2>
 *
 * <p>What stands before the stage runs ahead: it takes items, and starts the stage for each, until
 * {@link #value} of them are in the stage; nothing more is taken before there is room for it. What
 * the stage gives goes on one after the other, in the order of the items; with {@code ordered =
 * false} as it comes. All of that happens on the run's one thread, one step at a time, so stages
 * after it, accumulators included, need no lock. A {@link Tunnel} beside a parallel function calls
 * it on as many worker threads as there are items in it.
 *
 * <p>Each item keeps its {@link Upstream} values, whatever the part that runs ahead does meanwhile.
 *
 * <p>The items in the stage belong to the context that the stage stands in; the run is the
 * outermost. They come from all sequences inside that context: if each order has two items, and no
 * context stands between, sixteen items of eight orders are in the stage at once. Before the
 * context closes, all of them have gone on. A {@code onFinish} of a sequence before the stage, and
 * an {@code onClose} of a context that an accumulate before the stage has closed, are called when
 * all items started before have been processed; until then nothing more is started.
 *
 * <h2>Pause, failure and cancel</h2>
 *
 * <p>The part that runs ahead may pause while results go on, and the other way round. {@link Retry}
 * and {@link Recover} cover each item's own call; while one item waits for its next try, others go
 * on as far as the order allows.
 *
 * <p>Of several failures, the first in the items' order is the run's, whether it is one of this
 * stage or of a stage that runs ahead; items before it still go on. With {@code ordered = false} it
 * is the first in time. Then, and when the run is cancelled, what is in the stage is cancelled and
 * closed before the run ends.
 *
 * <p>A trace shows the items in the stage, and for how long they have been there.
 *
 * <h2>Subflows</h2>
 *
 * <p>Each item's flow has a stack of its own, on the same thread. Outputs that must wait for those
 * of an item before are held, up to 16 for each item; then its flow pauses. So several sources are
 * merged by a sequence of them and {@code @Parallel(value = 8, ordered = false) @Subflow}.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code Flow/NotAStage}: the method has no stage annotation.
 *   <li>{@code Flow/ParallelPlace}: the stage is neither a {@link Function} that returns a {@code
 *       CompletionStage} or has a {@link Tunnel}, nor a {@link Subflow}.
 *   <li>{@code Flow/BadParallel}: {@link #value} is less than 1.
 *   <li>{@code Flow/ParallelWithoutSequence}: no sequence stands before the stage in its context,
 *       so that it would have one item at a time.
 *   <li>{@code Flow/NameUnknown}, {@code Flow/NameSignature}: {@link #key} names no method that
 *       takes the item and gives something.
 *   <li>{@code Flow/BadKey}: the method named by {@link #key} gives an array.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Parallel {

  /**
   * How many items may be in the stage at once.
   *
   * @return the number of items, at least 1
   */
  int value();

  /**
   * Whether what the stage gives goes on in the order of the items.
   *
   * @return false to have it go on as it comes
   */
  boolean ordered() default true;

  /**
   * What gives an item's key: items of equal keys go through the stage one after the other. It is a
   * method of the item without parameters, such as a record's accessor; if the item has none of
   * that name, a method of the definition that takes the item, and may take {@link Upstream}
   * values. Keys are compared by {@code equals}, so none is an array. An item without a key, for
   * which it gives null, waits for no other.
   *
   * @return the method's name; empty for none
   */
  String key() default "";
}
