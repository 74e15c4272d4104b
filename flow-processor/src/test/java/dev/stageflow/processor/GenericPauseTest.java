package dev.stageflow.processor;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pause may come as what a class's type variable stands for. */
class GenericPauseTest {

  @ParameterizedTest
  @CsvSource({"Exception, Exception", "Exception, PauseFlow", "PauseFlow, PauseFlow"})
  void theStageThatPausedIsCalledAgainAndNoneBeforeIt(String bound, String type) {
    Definition definition =
        Definition.of(
            """
            class Report<E extends %s> {
              final List<String> calls = new ArrayList<>();
              final E pause;
              Report(E pause) { this.pause = pause; }
              @Sequence List<String> words(String text) { return List.of(text.split(" ")); }
              @Filter boolean known(String word) { return calls.add("known " + word); }
              @Function String show(String word) throws E {
                if (calls.add("show " + word) && calls.size() %% 3 == 2) {
                  throw pause;
                }
                return word;
              }
              @Accumulate long count(long sum, String word) throws E {
                if (calls.size() == 3 && calls.add("count")) {
                  throw pause;
                }
                return sum + 1;
              }
            }
            """
                .formatted(bound));
    if (bound.equals(type)) {
      // Ecj warns of a bound that is final, in the definition too.
      definition.onJavacAlone();
    }
    definition
        .usedBy(
            """
            Report<%1$s> report = new Report<%1$s>(PauseFlow.now());
            long count = ReportFlow.of(report).single("a b");
            report.calls.add("" + count);
            return report.calls;
            """
                .formatted(type))
        .gives(List.of("known a", "show a", "show a", "count", "known b", "show b", "2"));
  }
}
