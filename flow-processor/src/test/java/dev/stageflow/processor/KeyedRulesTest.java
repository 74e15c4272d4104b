package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A keyed definition has one accumulator that can be kept from run to run. */
class KeyedRulesTest {

  private static Definition keyed(String members) {
    return Definition.of(
        """
        @FlowDefinition(keyed = true)
        class Revenue {
        %s}
        """
            .formatted(members.indent(2)));
  }

  @Test
  void somethingGathersInTheRun() {
    Definition.of(
            """
            @FlowDefinition(
                keyed = true) // <- here
            class Revenue {
              @Context @Sequence List<Long> lines(String order) { return List.of(); }
              @Accumulate long add(long sum, long cents) { return sum + cents; }
            }
            """)
        .fails(
            Rule.NOT_KEYED,
            "'Revenue' is keyed, but no accumulate gathers in its run: there is nothing to keep."
                + " Remove keyed = true, or add one to which no context is left.");
  }

  @Test
  void oneAloneGathersInTheRun() {
    keyed(
            """
            @Accumulate long add(long sum, long cents) { return sum + cents; }
            @Accumulate
            int count(int count, long sum) { // <- here
              return count + 1;
            }
            """)
        .fails(
            Rule.NOT_KEYED,
            "'count' gathers in the run, as 'add' does, but a keyed flow keeps one accumulator. Open"
                + " a context for one of them.");
  }

  @Test
  void thereIsAnItemThatMayHaveAKey() {
    Definition.of(
            """
            @FlowDefinition(
                keyed = true) // <- here
            class Revenue {
              @Sequence List<Long> lines() { return List.of(); }
              @Accumulate long add(long sum, long cents) { return sum + cents; }
            }
            """)
        .fails(
            Rule.NOT_KEYED,
            "'Revenue' is keyed, but its first stage takes no item of which there could be a key."
                + " Remove keyed = true, or let it take one.");
  }

  @Test
  void aCollectorHidesWhatItHolds() {
    keyed(
            """
            @Accumulate
            Collector<CharSequence, ?, String> joined() { // <- here
              return Collectors.joining();
            }
            """)
        .fails(
            Rule.NOT_KEYED,
            "'joined' gathers in a Collector, and what that holds cannot be kept from run to run."
                + " Take an accumulator: A add(A accumulator, T item).");
  }

  @Test
  void nothingIsPassedOnWhereNothingCame() {
    keyed(
            """
            @Accumulate(
                emitEmpty = true) // <- here
            long add(long sum, long cents) { return sum + cents; }
            """)
        .fails(
            Rule.NOT_KEYED,
            "'add' passes on an empty accumulator if nothing came, but where nothing came a keyed"
                + " flow keeps nothing to pass on. Remove emitEmpty.");
  }

  @Test
  void theTimeIsMeasuredElsewhere() {
    keyed(
            """
            @Accumulate(
                flushAfterMillis = 500) // <- here
            long add(long sum, long cents) { return sum + cents; }
            """)
        .fails(
            Rule.NOT_KEYED,
            "'add' passes on after some time, but a run of a keyed flow is over before. Remove"
                + " flushAfterMillis: the time is for those to measure who keep the accumulator.");
  }

  @Test
  void nothingIsPassedOnIntoAStageThatIsParallelInTheRun() {
    keyed(
            """
            @Sequence List<String> lines(String order) { return List.of(); }
            @Accumulate(flushWhen = "full")
            List<String> add(List<String> batch, String line) { return batch; }
            @Parallel(4) // <- here
            @Function java.util.concurrent.CompletionStage<String> send(List<String> batch) { return null; }
            boolean full(List<String> batch) { return batch.size() == 2; }
            """)
        .fails(
            Rule.NOT_KEYED,
            "'send' is parallel, and has values of 'add' in it, which a keyed flow passes on by"
                + " themselves, in runs of their own. Remove @Parallel, or open a context behind 'add'.");
  }

  @Test
  void aStageMayBeParallelBeforeAndWithinAContextBehind() {
    keyed(
            """
            @Sequence List<String> lines(String order) { return List.of(); }
            @Parallel(4) @Function java.util.concurrent.CompletionStage<Long> price(String line) { return null; }
            @Accumulate List<Long> add(List<Long> all, long price) { return all; }
            @Context(onClose = "checked") @Sequence
            List<Long> prices(List<Long> all) { return all; }
            @Parallel(4) @Function java.util.concurrent.CompletionStage<Long> check(long price) { return null; }
            void checked() {}
            """)
        .compiles();
  }

  @Test
  void itsMembersMayHaveTheNamesOfWhatIsGenerated() {
    keyed(
            """
            @Sequence List<Long> kept(Long kept) { return List.of(kept); }
            @Accumulate(start = "begin") long gather(long sum, long cents) { return sum + cents; }
            @Function
            String passOn(long kept, @Upstream Long input) {
              return kept + " " + input;
            }
            long begin() { return 1; }
            """)
        .usedBy(
            """
            List<String> all = new java.util.ArrayList<>();
            Long kept = RevenueFlow.create().gather(null, 5L, all::add);
            RevenueFlow.create().passOn(kept, 7L, all::add);
            return all;
            """)
        .gives(List.of("6 7"));
  }

  @Test
  void itIsNotDurableAsWell() {
    Definition.of(
            """
            @FlowDefinition(
                durable = true,
                keyed = true) // <- here
            class Revenue {
              @Accumulate long add(long sum, long cents) { return sum + cents; }
            }
            """)
        .usedBy("return RevenueFlow.create().stepwise(5L, sum -> {}).hasEnded();")
        .fails(
            Rule.NOT_KEYED,
            "'Revenue' is both keyed and durable, but who keeps an accumulator between runs saves"
                + " none of them in its midst. Remove one of the two.");
  }

  @Test
  void itHasOneSink() {
    keyed(
            """
            @Output("others") // <- here
            @Function Long cents(String order) { return 1L; }
            @Accumulate long add(long sum, long cents) { return sum + cents; }
            """)
        .fails(
            Rule.NOT_KEYED,
            "'cents' gives an output to 'others', but a keyed flow has one sink. Remove the name, and"
                + " let the output type cover both.");
  }

  @Test
  void aMistakeElsewhereIsTheOnlyOneToldOf() {
    keyed(
            """
            @Context @Sequence List<Long> lines(String order) { return List.of(); }
            @Accumulate long add(long sum, long cents) { return sum + cents; }
            @Accumulate StringBuilder text(StringBuilder text, long sum) { return text; }
            @Function
            String told(
                Thread text) { // <- here
              return "";
            }
            """)
        .usedBy(
            "StringBuilder kept = RevenueFlow.create().gather(null, \"a\", told -> {}); return kept;")
        .fails(
            Rule.TYPE_MISMATCH,
            "'told' takes Thread, but what arrives is StringBuilder: String → lines → Long → add → long → text →"
                + " StringBuilder → told ✗. Take StringBuilder, or make Thread of it in a @Function between"
                + " them.");
  }
}
