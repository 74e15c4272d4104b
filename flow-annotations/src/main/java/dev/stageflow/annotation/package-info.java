/**
 * The annotations that turn the methods of a class into the stages of a flow.
 *
 * <p>A class with a stage is a <em>definition</em>. Its stages run in the order in which they are
 * declared, each taking what the one before gives, and the annotation processor generates the flow:
 * {@code OrderReportFlow} for a class {@code OrderReport}.
 *
 * <table>
 *   <caption>The annotations at a glance</caption>
 *   <thead>
 *     <tr><th scope="col">annotation</th><th scope="col">on</th><th scope="col">meaning</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr>
 *       <th scope="row">{@link dev.stageflow.annotation.Function @Function}</th>
 *       <td>method</td>
 *       <td>one in, at most one out; {@code void} consumes</td>
 *     </tr>
 *     <tr>
 *       <th scope="row">{@link dev.stageflow.annotation.Filter @Filter}</th>
 *       <td>{@code boolean} method</td>
 *       <td>the item goes on unchanged, or ends</td>
 *     </tr>
 *     <tr>
 *       <th scope="row">{@link dev.stageflow.annotation.Sequence @Sequence}</th>
 *       <td>method</td>
 *       <td>one in, many out, one after the other</td>
 *     </tr>
 *     <tr>
 *       <th scope="row">{@link dev.stageflow.annotation.Subflow @Subflow}</th>
 *       <td>method</td>
 *       <td>the item is run through the flow that it returns, whose outputs go on</td>
 *     </tr>
 *     <tr>
 *       <th scope="row">{@link dev.stageflow.annotation.Accumulate @Accumulate}</th>
 *       <td>method</td>
 *       <td>many in, one out, when the innermost open context closes</td>
 *     </tr>
 *     <tr>
 *       <th scope="row">{@link dev.stageflow.annotation.Context @Context}</th>
 *       <td>stage method</td>
 *       <td>each item that arrives here opens a context around all that it causes</td>
 *     </tr>
 *     <tr>
 *       <th scope="row">{@link dev.stageflow.annotation.Retry @Retry}</th>
 *       <td>stage method</td>
 *       <td>a call that fails is made again after a pause</td>
 *     </tr>
 *     <tr>
 *       <th scope="row">{@link dev.stageflow.annotation.Recover @Recover}</th>
 *       <td>method</td>
 *       <td>stands in for a stage that has failed</td>
 *     </tr>
 *     <tr>
 *       <th scope="row">{@link dev.stageflow.annotation.Upstream @Upstream}</th>
 *       <td>parameter</td>
 *       <td>the value of an earlier stage that is still in scope</td>
 *     </tr>
 *     <tr>
 *       <th scope="row">{@link dev.stageflow.annotation.FlowDefinition @FlowDefinition}</th>
 *       <td>type</td>
 *       <td>optional: another name, another order, or nothing generated</td>
 *     </tr>
 *   </tbody>
 * </table>
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Accumulate;
 * import dev.stageflow.annotation.Context;
 * import dev.stageflow.annotation.Filter;
 * import dev.stageflow.annotation.Function;
 * import dev.stageflow.annotation.Sequence;
 * import dev.stageflow.annotation.Upstream;
 * import java.util.List;
 *
 * class OrderReport {
 *   record Customer(double discount, List<Order> orders) {}
 *
 *   record Order(boolean open, List<Item> items) {}
 *
 *   record Item(String article, double price) {}
 *
 *   @Sequence // one customer in, many orders out
 *   List<Order> orders(Customer customer) {
 *     return customer.orders();
 *   }
 *
 *   @Filter // keep or drop
 *   boolean open(Order order) {
 *     return order.open();
 *   }
 *
 *   @Context // each order opens a context around all that follows
 *   @Sequence
 *   List<Item> items(Order order) {
 *     return order.items();
 *   }
 *
 *   @Function // the customer is still in scope
 *   double price(Item item, @Upstream Customer customer) {
 *     return item.price() * (1 - customer.discount());
 *   }
 *
 *   @Accumulate // many in, one out, when the order's context closes
 *   double total(double sum, double price) {
 *     return sum + price;
 *   }
 * }
 * }</pre>
 *
 * <p>Mistakes in a definition are compile errors with a stable name, such as {@code
 * Flow/TypeMismatch}; each annotation lists those that it can give. What is most likely a mistake,
 * but need not be, is a warning, which {@code @SuppressWarnings("Flow/IdleContext")} silences by
 * its name, on the method or on a class around it. Names in strings ({@code onFinish}, {@code
 * start} and so on) are the simple names of methods that the definition declares or inherits, and
 * that are not overloaded.
 *
 * <p>All annotations are kept in class files, since a definition may inherit stages from a class
 * that was compiled before. None is there at run time, where nothing reads them: the generated code
 * uses no reflection.
 */
@NullMarked
package dev.stageflow.annotation;

import org.jspecify.annotations.NullMarked;
