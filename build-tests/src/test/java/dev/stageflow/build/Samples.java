package dev.stageflow.build;

/** Definitions that the tests build, all in package {@code shop}. */
final class Samples {
  /** Words of a text and their lengths; {@link #USE} uses it. */
  static final String LENGTHS =
      """
      package shop;

      import dev.stageflow.annotation.Accumulate;
      import dev.stageflow.annotation.Context;
      import dev.stageflow.annotation.Filter;
      import dev.stageflow.annotation.Function;
      import dev.stageflow.annotation.Sequence;
      import dev.stageflow.annotation.Upstream;
      import java.util.List;

      public class Lengths {
        public Lengths() {}

        @Context(onClose = "close")
        @Sequence
        public List<String> words(String text) { return List.of(text.split(" ")); }

        @Filter
        public boolean known(String word) { return !word.isEmpty(); }

        @Function
        public int length(String word, @Upstream("input") String text) { return word.length(); }

        @Accumulate
        public int sum(int sum, int length) { return sum + length; }

        void close() {}
      }
      """;

  /** Gives {@code [7]}. */
  static final String USE =
      """
      package shop;

      import java.util.List;

      public final class Use {
        private Use() {}

        public static List<Integer> use() { return LengthsFlow.create().collect("one  four"); }
      }
      """;

  /** A durable definition. */
  static final String LEDGER =
      """
      package shop;

      import dev.stageflow.annotation.FlowDefinition;
      import dev.stageflow.annotation.Sequence;
      import java.util.List;

      @FlowDefinition(durable = true)
      class Ledger {
        record Sale(long cents) {}

        @Sequence
        List<Sale> sales(String day) { return List.of(); }
      }
      """;

  private Samples() {}
}
