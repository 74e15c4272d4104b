package dev.stageflow.benchmarks;

import dev.stageflow.ValueCodec;
import dev.stageflow.annotation.FlowDefinition;
import java.nio.ByteBuffer;

/** {@link RegionReport}, whose runs can be saved. The region is not: each process has it. */
@FlowDefinition(
    durable = true,
    codecs = {"regions", "revenues"})
final class SavedRegionReport extends RegionReport {
  private final Region region;

  SavedRegionReport(Region region) {
    this.region = region;
  }

  ValueCodec<Region> regions() {
    return new ValueCodec<>() {
      @Override
      public byte[] encode(Region value) {
        return new byte[0];
      }

      @Override
      public Region decode(byte[] bytes) {
        return region;
      }
    };
  }

  ValueCodec<Revenue> revenues() {
    return new ValueCodec<>() {
      @Override
      public byte[] encode(Revenue value) {
        return ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(value.charges())
            .putLong(value.cents())
            .array();
      }

      @Override
      public Revenue decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Revenue(buffer.getLong(), buffer.getLong());
      }
    };
  }
}
