package dev.stageflow.tests.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A generated flow declares what its definition's methods declare, and nothing else. */
class ExceptionsTest {

  /** A pause is no exception for whoever runs the flow. */
  static class Harmless {
    @Sequence
    List<Integer> numbers(int last) throws PauseFlow {
      return List.of(1, last);
    }

    @Function
    int half(int number) {
      return number / 2;
    }
  }

  /** That this compiles is what is tested: no call stands in a try. */
  @Test
  void nothingCheckedIsDeclaredWhereNothingIsThrown() {
    ExceptionsTest_HarmlessFlow flow = ExceptionsTest_HarmlessFlow.create();
    flow.run(4);
    assertThat(flow.collect(4)).containsExactly(0, 2);
    assertThat(flow.collect(4, Collectors.counting())).isEqualTo(2L);
    assertThatThrownBy(() -> flow.single(4)).isInstanceOf(IllegalStateException.class);
  }

  static class Throwing {
    @Context(onClose = "closed")
    @Sequence(onFinish = "finished")
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate(finish = "done")
    int add(int sum, int number) {
      return sum + number;
    }

    String done(int sum) throws IOException {
      if (sum < 0) {
        throw new IOException("negative");
      }
      return "=" + sum;
    }

    void finished() throws SQLException {}

    void closed() throws TimeoutException {}
  }

  /** That this compiles shows that all is declared, and no more than that. */
  private static String calling(ExceptionsTest_ThrowingFlow flow, int last)
      throws TimeoutException {
    try {
      return flow.single(last);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void theExceptionsOfStagesAndOfTheMethodsThatTheyNameAreDeclared() throws TimeoutException {
    ExceptionsTest_ThrowingFlow flow = ExceptionsTest_ThrowingFlow.create();
    assertThat(calling(flow, 2)).isEqualTo("=3");
    assertThatThrownBy(() -> calling(flow, -2)).hasCauseExactlyInstanceOf(IOException.class);
  }
}
