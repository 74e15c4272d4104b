package dev.stageflow.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.stageflow.SavedRun;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Benchmark;

/** Variants are only worth comparing if they compute the same, and if none is left out. */
class ResultsTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        LongSources.class,
        NestedSequences.class,
        ObjectChain.class,
        PauseResume.class,
        PrimitiveChain.class,
        Scrabble.class,
        ShortFlow.class,
        SixteenAtOnce.class,
        TunnelItems.class
      })
  void everyBenchmarkHasTheSamePeers(Class<?> benchmark) {
    assertThat(benchmark.getMethods())
        .filteredOn(method -> method.isAnnotationPresent(Benchmark.class))
        .extracting(Method::getName)
        .contains("handLoop", "builtFlow", "kotlinFlow", "mutiny", "pekko", "reactor", "rxJava");
  }

  @TestFactory
  Stream<DynamicTest> everyVariantOfThePrimitiveChainSumsTheSame() {
    // Worked out without the stages: 31 n + 7 is a multiple of 4 where n is 3 more than one.
    long sum = 0;
    for (long n = 0; n < 1_000_000; n++) {
      sum += n % 4 == 3 ? 0 : (31 * n + 7) / 8;
    }
    return everyVariantGives(sum, new PrimitiveChain());
  }

  @TestFactory
  Stream<DynamicTest> everyVariantOfTheObjectChainAddsUpTheSameRevenue() throws Exception {
    ObjectChain chain = new ObjectChain();
    chain.runs = "after others";
    chain.runOthers();
    return everyVariantGives(chain.handLoop(), chain);
  }

  @TestFactory
  Stream<DynamicTest> everyVariantWithAnAddedFunctionTotalsTheSame() {
    AddedFunction added = new AddedFunction();
    return everyVariantGives(added.handLoop(), added);
  }

  @TestFactory
  Stream<DynamicTest> everyVariantOfTheLongNestedSequencesTotalsTheSame() {
    return everyVariantOfNestedSequences("20 x 50 x 100");
  }

  @TestFactory
  Stream<DynamicTest> everyVariantOfTheShortNestedSequencesTotalsTheSame() {
    return everyVariantOfNestedSequences("100 x 100 x 10");
  }

  @TestFactory
  Stream<DynamicTest> everyVariantOfTheNestedSequencesOfOneItemTotalsTheSame() {
    return everyVariantOfNestedSequences("100000 x 1 x 1");
  }

  @TestFactory
  Stream<DynamicTest> everyVariantOfTheSequencesThatAreSavedTotalsTheSame() throws Exception {
    NestedSequences once = new NestedSequences();
    once.createRegion();
    SavedSequences benchmark = new SavedSequences();
    benchmark.times = 3;
    benchmark.create();
    return everyVariantGives(3 * once.handLoop(), benchmark).onClose(benchmark::delete);
  }

  @TestFactory
  Stream<DynamicTest> everyVariantOfThePricingThatIsSavedGivesTheSameRows() throws Exception {
    SavedPricing benchmark = new SavedPricing();
    benchmark.scale = 0.001;
    benchmark.rounds = 2;
    benchmark.create();
    List<PricingRounds.Totals> rows = benchmark.plainFlow();
    assertThat(rows)
        .hasSize(8)
        .extracting(PricingRounds.Totals::returnFlag, PricingRounds.Totals::lineStatus)
        .startsWith(tuple('A', 'F'), tuple('N', 'F'), tuple('N', 'O'), tuple('R', 'F'));
    return everyVariantGives(rows, benchmark).onClose(benchmark::delete);
  }

  @Test
  void whatIsSavedInTheMidstOfThreeSequencesGoesOnToTheSameTotal() throws Exception {
    List<Long> total = new ArrayList<>();
    SaveAndRestore benchmark = new SaveAndRestore();
    benchmark.advance();
    SavedRun run = StoredTotalsFlow.create().restore(benchmark.save(), total::add);
    while (!run.hasEnded()) {
      boolean unused = run.proceed(1_000);
    }
    assertThat(total).isEqualTo(StoredTotalsFlow.create().collect(1_000));
    assertThat(benchmark.restore().hasEnded()).isFalse();
    assertThat(benchmark.bytes()).matches("\\d+ bytes, of which the form takes \\d+");
  }

  @TestFactory
  Stream<DynamicTest> everyVariantOfTheTunnelSumsTheSame() {
    return everyVariantGives(999_999L * 500_000, new TunnelItems());
  }

  @TestFactory
  Stream<DynamicTest> everyVariantThatPausesUntilTheNextTurnSumsTheSame() {
    return everyVariantOfPauseResume(PauseResume.NEXT_TURN);
  }

  @TestFactory
  Stream<DynamicTest> everyVariantThatPausesUntilASignalSumsTheSame() {
    return everyVariantOfPauseResume(PauseResume.SIGNAL);
  }

  @TestFactory
  Stream<DynamicTest> everyVariantThatPausesBeforeEachSixteenthNumberSumsTheSame() {
    PauseResume benchmark = new PauseResume();
    benchmark.numbersPerPause = 16;
    return everyVariantGives(99_999L * 50_000, benchmark);
  }

  @TestFactory
  Stream<DynamicTest> everyVariantThatPausesLetsAnotherTaskOfTheLoopGoFirst() {
    PauseResume benchmark = new PauseResume();
    benchmark.numbersPerPause = 16;
    return variants(benchmark)
        .map(
            variant ->
                dynamicTest(
                    variant.getName(),
                    () -> {
                      boolean isPekko = variant.getName().equals("pekko");
                      Turns turns = new Turns(isPekko ? Actors.loop() : benchmark.loop);
                      variant.invoke(benchmark);
                      assertThat(turns.stop()).isGreaterThanOrEqualTo(100_000 / 16);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> everyVariantOfAShortFlowGivesTheSame() {
    return everyVariantGives(ShortFlow.LINE, new ShortFlow());
  }

  @TestFactory
  Stream<DynamicTest> everyVariantThatReadsLongsGivesTheSameChecksum() {
    LongSources benchmark = new LongSources();
    return everyVariantGives(benchmark.handLoop(), benchmark);
  }

  @TestFactory
  Stream<DynamicTest> everyVariantOfScrabbleFindsTheSameBestScores() {
    Scrabble benchmark = new Scrabble();
    assertThat(benchmark.handLoop()).hasSize(3).isSortedAccordingTo(Comparator.reverseOrder());
    return everyVariantGives(benchmark.handLoop(), benchmark);
  }

  @TestFactory
  Stream<DynamicTest> everyVariantThatAsksSixteenAtOnceGivesTheSameChecksumOfWhatComesLater() {
    return everyVariantOfSixteenAtOnce("later", 1_000);
  }

  @TestFactory
  Stream<DynamicTest> everyVariantThatAsksSixteenAtOnceGivesTheSameChecksumOfWhatIsThere() {
    return everyVariantOfSixteenAtOnce("at once", 1_000_000);
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_20)
  void theVariantWithVirtualThreadsNamesTheJdkThatItNeeds() {
    assertThatThrownBy(new SixteenAtOnce()::virtualThreads)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("JDK 21");
  }

  private static Stream<DynamicTest> everyVariantOfSixteenAtOnce(String answers, int count) {
    SixteenAtOnce benchmark = new SixteenAtOnce();
    benchmark.answers = answers;
    benchmark.createNumbers();
    long checksum = 0;
    for (int number = 0; number < count; number++) {
      checksum = 31 * checksum + number;
    }
    return everyVariantGives(checksum, benchmark);
  }

  private static Stream<DynamicTest> everyVariantOfPauseResume(String pause) {
    PauseResume benchmark = new PauseResume();
    benchmark.pause = pause;
    return everyVariantGives(99_999L * 50_000, benchmark);
  }

  private static Stream<DynamicTest> everyVariantOfNestedSequences(String size) {
    NestedSequences nested = new NestedSequences();
    nested.size = size;
    nested.createRegion();
    return everyVariantGives(nested.handLoop(), nested);
  }

  private static Stream<Method> variants(Object benchmark) {
    return Arrays.stream(benchmark.getClass().getMethods())
        .filter(method -> method.isAnnotationPresent(Benchmark.class));
  }

  private static Stream<DynamicTest> everyVariantGives(Object expected, Object benchmark) {
    return variants(benchmark)
        .map(
            method ->
                dynamicTest(
                    method.getName(),
                    () -> {
                      assumeTrue(
                          Runtime.version().feature() >= 21
                              || !method.getName().equals("virtualThreads"));
                      assertThat(method.invoke(benchmark))
                          .usingRecursiveComparison()
                          .isEqualTo(expected);
                    }));
  }

  /** A task of a loop that asks for its next turn in each. */
  private static final class Turns {
    private final Executor loop;
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean stopped;

    Turns(Executor loop) {
      this.loop = loop;
      loop.execute(this::turn);
    }

    private void turn() {
      count.incrementAndGet();
      if (!stopped) {
        loop.execute(this::turn);
      }
    }

    int stop() {
      stopped = true;
      return count.get();
    }
  }
}
