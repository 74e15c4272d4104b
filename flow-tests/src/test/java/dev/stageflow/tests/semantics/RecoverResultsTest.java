package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a recovery returns is converted to the stage's type as an assignment does. */
class RecoverResultsTest {
  private static final Map<String, IOException> FAILURES =
      Map.of(
          "int", new FileNotFoundException(),
          "box", new EOFException(),
          "optional", new UTFDataFormatException(),
          "primitive optional", new CharConversionException());

  /** Gives a long, where its recoveries give an int in each form. */
  static class Sizes {
    int given = 7;
    boolean gives = true;

    @Sequence
    List<String> texts(String all) {
      return List.of(all.split(", "));
    }

    @Function
    long size(String text) throws IOException {
      IOException failure = FAILURES.get(text);
      if (failure != null) {
        throw failure;
      }
      return 1L << 40;
    }

    @Recover("size")
    int plain(String text, FileNotFoundException failure) {
      return given;
    }

    @Recover("size")
    @Nullable Integer box(String text, EOFException failure) {
      return gives ? given : null;
    }

    @Recover("size")
    Optional<? extends Integer> optional(String text, UTFDataFormatException failure) {
      return gives ? Optional.of(given) : Optional.empty();
    }

    @Recover("size")
    OptionalInt primitive(String text, CharConversionException failure) {
      return gives ? OptionalInt.of(given) : OptionalInt.empty();
    }
  }

  @Test
  void aRecoveryMayGiveANarrowerNumber() throws Exception {
    assertThat(
            RecoverResultsTest_SizesFlow.of(new Sizes())
                .collect("int, box, optional, primitive optional, other"))
        .containsExactly(7L, 7L, 7L, 7L, 1L << 40);
  }

  @Test
  void aRecoveryThatGivesNothingDropsTheItem() throws Exception {
    Sizes sizes = new Sizes();
    sizes.gives = false;
    assertThat(
            RecoverResultsTest_SizesFlow.of(sizes)
                .collect("int, box, optional, primitive optional, other"))
        .containsExactly(7L, 1L << 40);
  }

  /** Gives an optional, where its recovery gives a number. */
  static class Optionals {
    boolean retried;

    @Retry(times = 1, backoffMillis = 0, on = IOException.class)
    @Function(stop = "0")
    OptionalLong length(String text) throws Exception {
      if (text.equals("busy") && !retried) {
        retried = true;
        throw new IOException();
      }
      if (text.equals("none")) {
        throw new InterruptedException();
      }
      return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(text.length());
    }

    @Recover("length")
    byte none(String text, InterruptedException failure) {
      return 0;
    }
  }

  @Test
  void anOptionalOfAPrimitiveIsUnwrappedAfterARetry() throws Exception {
    Flow<String, Long> flow = RecoverResultsTest_OptionalsFlow.of(new Optionals());
    assertThat(flow.collect("busy")).containsExactly(4L);
    assertThat(flow.collect("")).isEmpty();
    assertThat(flow.collect("none")).as("what stops an item").isEmpty();
  }

  /** Runs each item through one flow, or through several if that cannot be had. */
  static class Routes {
    @Subflow
    Flow<String, ? extends CharSequence> route(String text) throws IOException {
      if (text.isEmpty()) {
        throw new EOFException();
      }
      if (text.equals("lost")) {
        throw new FileNotFoundException();
      }
      return Flow.<String>begin().function(it -> it + "!").build();
    }

    @Recover("route")
    List<Flow<Object, String>> several(String text, EOFException failure) {
      return List.of(
          Flow.<Object>begin().function(it -> "first").build(),
          Flow.<Object>begin().function(it -> "second").build());
    }

    @Recover("route")
    @Nullable Flow<CharSequence, StringBuilder> none(String text, FileNotFoundException failure) {
      return null;
    }
  }

  @Test
  void aRecoveryMayGiveSeveralFlowsForOne() throws Exception {
    Flow<String, CharSequence> flow = RecoverResultsTest_RoutesFlow.of(new Routes());
    assertThat(flow.collect("a").toString()).isEqualTo("[a!]");
    assertThat(flow.collect("")).containsExactly("first", "second");
    assertThat(flow.collect("lost")).isEmpty();
  }

  /** Is compared with what stops an item, which fails. */
  static final class Incomparable {
    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("incomparable");
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  /** Gives such a value. */
  static class Comparing {
    static final Incomparable STOP = new Incomparable();
    int calls;

    @Retry(times = 3, backoffMillis = 0)
    @Function(stop = "STOP")
    Incomparable give(String text) throws IOException {
      if (calls++ == 0) {
        throw new IOException();
      }
      return new Incomparable();
    }
  }

  @Test
  void whatFailsAfterTheCallIsNotTriedAgain() {
    Comparing comparing = new Comparing();
    assertThatThrownBy(() -> RecoverResultsTest_ComparingFlow.of(comparing).run("x"))
        .hasMessage("incomparable");
    assertThat(comparing.calls).isEqualTo(2);
  }
}
