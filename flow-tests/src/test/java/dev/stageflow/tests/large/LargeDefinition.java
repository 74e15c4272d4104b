package dev.stageflow.tests.large;

import java.util.Locale;

/** The source of a definition with a given number of stages. */
enum LargeDefinition {
  /** Functions, one after the other, of the run's one input. */
  CHAIN("int") {
    @Override
    void stages(int count, StringBuilder source) {
      for (int i = 0; i < count; i++) {
        source.append("  @Function public int f%1$d(int n) { return n + 1; }\n".formatted(i));
      }
    }

    @Override
    long expected(int count, int input) {
      return input + count;
    }
  },

  /** Functions of each of a sequence's items, some of which are dropped on the way. */
  SEQUENCE("int") {
    @Override
    void stages(int count, StringBuilder source) {
      source.append("  @Sequence public int[] items(int n) { return new int[] {n, -count, n}; }\n");
      source.append("  private final int count = %d;\n".formatted(count));
      for (int i = 0; i < count - 2; i++) {
        source.append(
            i % 2 == 0
                ? "  @Function public int f%1$d(int n) { return n + 1; }\n".formatted(i)
                : "  @Function public Integer f%1$d(int n) { return n == 0 ? null : n + 1; }\n"
                    .formatted(i));
      }
      source.append("  @Accumulate public int add(int sum, int n) { return sum + n; }\n");
    }

    @Override
    long expected(int count, int input) {
      // Of the middle item, which starts at -count, only count - 2 is made up for.
      return 2 * (input + count - 2) - 2;
    }
  },

  /** Functions that pause, each at its first call. */
  PAUSING("int") {
    @Override
    void stages(int count, StringBuilder source) {
      source.append("  private final boolean[] paused = new boolean[%d];\n".formatted(count));
      source.append(
          """
            private int pass(int stage, int n) throws PauseFlow {
              if (!paused[stage]) {
                paused[stage] = true;
                throw PauseFlow.after(Duration.ZERO);
              }
              return n + 1;
            }
            @Sequence public int[] items(int n) { return new int[] {n, n}; }
          """);
      for (int i = 0; i < count - 2; i++) {
        source.append(
            "  @Function public int f%1$d(int n) throws PauseFlow { return pass(%1$d, n); }\n"
                .formatted(i));
      }
      source.append("  @Accumulate public int add(int sum, int n) { return sum + n; }\n");
    }

    @Override
    long expected(int count, int input) {
      return 2 * (input + count - 2);
    }
  },

  /** Functions that fail, each at its first call, and are tried again. */
  RETRIED("int") {
    @Override
    void stages(int count, StringBuilder source) {
      source.append("  private final boolean[] failed = new boolean[%d];\n".formatted(count));
      source.append(
          """
            private int pass(int stage, int n) {
              if (!failed[stage]) {
                failed[stage] = true;
                throw new IllegalStateException();
              }
              return n + 1;
            }
          """);
      for (int i = 0; i < count; i++) {
        source.append(
            ("  @Retry(times = 1, backoffMillis = 0)"
                    + " @Function public int f%1$d(int n) { return pass(%1$d, n); }\n")
                .formatted(i));
      }
    }

    @Override
    long expected(int count, int input) {
      return input + count;
    }
  },

  /** Ten sequences in one another, each in a context, whose accumulators follow at the end. */
  NESTED("long") {
    private static final int DEPTH = 10;

    @Override
    void stages(int count, StringBuilder source) {
      int functions = count / DEPTH - 2;
      for (int depth = 0; depth < DEPTH; depth++) {
        source.append(
            "  @Context @Sequence public long[] s%1$d(long n) { return new long[] {n, n}; }\n"
                .formatted(depth));
        for (int i = 1; i < functions; i++) {
          source.append(
              "  @Function public long f%1$d_%2$d(long n) { return n + 1; }\n".formatted(depth, i));
        }
        source.append(
            "  @Function public long u%1$d(long n, @Upstream(\"s0\") long first) { return n; }\n"
                .formatted(depth));
      }
      for (int depth = 0; depth < DEPTH; depth++) {
        source.append(
            "  @Accumulate public long a%1$d(long sum, long n) { return sum + n; }\n"
                .formatted(depth));
      }
    }

    @Override
    long expected(int count, int input) {
      return (1 << DEPTH) * (input + (long) DEPTH * (count / DEPTH - 3));
    }
  };

  /** Functions may be added to definitions with as many stages. */
  static final int EXTENSIBLE = 200;

  /** The type of input and output. */
  private final String type;

  LargeDefinition(String type) {
    this.type = type;
  }

  abstract void stages(int count, StringBuilder source);

  /** Returns the flow's one output. */
  abstract long expected(int count, int input);

  String className(int count) {
    String name = name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT) + count;
  }

  Object input(int input) {
    return type.equals("int") ? (Object) input : (Object) (long) input;
  }

  String source(int count) {
    StringBuilder source =
        new StringBuilder("package large;\n")
            .append("import dev.stageflow.PauseFlow;\n")
            .append("import dev.stageflow.annotation.*;\n")
            .append("import java.time.Duration;\n")
            .append(count == EXTENSIBLE ? "@FlowDefinition(extensible = true)\n" : "")
            .append("public class ")
            .append(className(count))
            .append(" {\n");
    stages(count, source);
    return source.append("}\n").toString();
  }

  /** Counts the stages in a source. */
  static long stagesIn(String source) {
    return source.lines().filter(line -> line.contains("  @")).count();
  }
}
