package dev.stageflow.flink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The operator of a keyed flow in Flink's own harness. */
final class KeyedTask<K, I, O> extends KeyedOneInputStreamOperatorTestHarness<K, I, O> {
  static final int MOST_INSTANCES = 8;

  /** One of several instances. */
  KeyedTask(
      KeyedFunction<K, I, ?, O> function,
      KeySelector<I, K> keys,
      TypeInformation<K> keyType,
      int instances,
      int number)
      throws Exception {
    super(new KeyedProcessOperator<>(function), keys, keyType, MOST_INSTANCES, instances, number);
  }

  /** Gives the operator elements without timestamps. */
  @SafeVarargs
  final void process(I... elements) throws Exception {
    for (I element : elements) {
      processElement(new StreamRecord<>(element));
    }
  }

  /** Ends the stream. */
  void end() throws Exception {
    processWatermark(Watermark.MAX_WATERMARK);
    endInput();
  }

  /** Returns what has gone on since this was asked for last, with timestamps. */
  List<String> passedOn() {
    List<String> texts = new ArrayList<>();
    for (StreamRecord<? extends O> record : extractOutputStreamRecords()) {
      String time = record.hasTimestamp() ? "@" + record.getTimestamp() : "";
      texts.add(record.getValue() + time);
    }
    getOutput().clear();
    return texts;
  }

  /** Returns how many states and timers are kept. */
  int kept() {
    return numKeyedStateEntries() + numEventTimeTimers() + numProcessingTimeTimers();
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
