package dev.stageflow;

/**
 * Turns values of a type into bytes and back, so that a durable flow can save them. It is needed
 * for types that generated code cannot save by itself, such as a class that is no record.
 *
 * <pre>{@code
 * @FlowDefinition(durable = true, codecs = "baskets")
 * class Shop {
 *   final ValueCodec<Basket> baskets = new BasketCodec();
 *
 *   @Function
 *   Basket filled(String article) {
 *     return new Basket(article);
 *   }
 * }
 * }</pre>
 *
 * <p>Both methods are called by the thread that runs the flow, for each save and each restored
 * value. What they throw becomes the cause of a {@link SavedRunException}.
 *
 * @param <T> the type of the values
 */
public interface ValueCodec<T> {

  /**
   * Encodes a value.
   *
   * @param value the value, never null
   * @return the bytes, not null; the flow does not change them
   * @throws Exception if it cannot be encoded
   */
  byte[] encode(T value) throws Exception;

  /**
   * Decodes a value.
   *
   * @param bytes what {@link #encode} returned
   * @return a value that a run can use as it would use the encoded one, not null
   * @throws Exception if the bytes are not those of a value
   */
  T decode(byte[] bytes) throws Exception;
}
