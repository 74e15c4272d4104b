package dev.stageflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a builder takes and refuses. */
class FlowBuilderTest {
  private static final FlowKey<Integer> INPUT = FlowKey.of("input", Integer.class);
  private static final FlowKey<Integer> ITEM = FlowKey.of("item", Integer.class);
  private static final FlowKey<Integer> OTHER = FlowKey.of("other", Integer.class);

  private final List<Object> seen = new ArrayList<>();

  @Test
  void withoutAStageTheInputGoesOn() throws Exception {
    assertThat(Flow.<String>begin().build().collect("a")).containsExactly("a");
  }

  @Test
  void aBeginningCanBeContinuedInSeveralWays() throws Exception {
    var beginning = Flow.<Integer>begin().sequence(n -> List.of(n, n + 1));
    var sum = beginning.accumulate(() -> 0, Integer::sum);
    var finished = beginning.onFinish(() -> seen.add("finished"));
    var named = beginning.named("numbers");
    sum.emitEmpty();
    sum.finish(total -> -total);
    sum.flushWhen(total -> true);

    assertThat(beginning.build().collect(1)).containsExactly(1, 2);
    assertThat(sum.build().collect(1)).containsExactly(3);
    assertThat(seen).isEmpty();
    assertThat(finished.build().collect(1)).containsExactly(1, 2);
    assertThat(seen).containsExactly("finished");
    assertThat(names(beginning.build())).containsExactly("sequence1");
    assertThat(names(named.build())).containsExactly("numbers");
  }

  @Test
  void aStageHasOnePolicyAndOneRecoverForEachType() {
    var stage = Flow.<Integer>begin().function(n -> n).retry(RetryPolicy.of(1));
    assertThatIllegalStateException()
        .isThrownBy(() -> stage.retry(RetryPolicy.of(2)))
        .withMessage("the stage has a retry policy already");
    var recovering = stage.recover(IOException.class, (n, failure) -> 0);
    assertThatIllegalStateException()
        .isThrownBy(() -> recovering.recover(IOException.class, (n, failure) -> 1))
        .withMessage("the stage recovers from java.io.IOException already");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stage.recover(PauseFlow.class, (n, pause) -> 1))
        .withMessage("a pause is no failure: PauseFlow cannot be recovered");
  }

  @Test
  void aContextsHooksAreReplacedByLaterOnes() throws Exception {
    Flow.begin(INPUT)
        .context(() -> seen.add("first"))
        .onFlush(INPUT, n -> seen.add("flush " + n))
        .onClose(() -> seen.add("first"))
        .onClose(INPUT, n -> seen.add("close " + n))
        .build()
        .run(7);
    assertThat(seen).containsExactly("flush 7", "close 7");
  }

  @Test
  void stagesWithoutANameAreCalledAfterKindAndPlace() {
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .filter(n -> true)
            .context()
            .sequence(n -> List.of(n))
            .functionOptional(Optional::of)
            .accumulate(() -> 0, Integer::sum)
            .context()
            .context()
            .build();
    assertThat(names(flow))
        .containsExactly(
            "filter1", "sequence2", "function3", "accumulate4", "context5", "context6");
    assertThat(names(Flow.<Integer>begin().discard().build())).containsExactly("consumer1");
  }

  @Test
  void aNameMayBeGivenOnce() {
    var twice = Flow.<Integer>begin().function(n -> n).named("a").function(n -> n).named("a");
    assertThatIllegalStateException().isThrownBy(twice::build).withMessageContaining("'a'");
    var byPlace = Flow.<Integer>begin().function(n -> n).named("function2").function(n -> n);
    assertThatIllegalStateException()
        .isThrownBy(byPlace::build)
        .withMessageContaining("'function2'");
    var last = Flow.<Integer>begin().function(n -> n).named("a").discard().named("a");
    assertThatIllegalStateException().isThrownBy(last::build).withMessageContaining("'a'");
  }

  @Test
  void aKeyMayNameOneValue() {
    var input = Flow.begin(INPUT).function(n -> n).named(INPUT);
    assertThatIllegalStateException().isThrownBy(input::build).withMessageContaining("'input'");
    var otherType = FlowKey.of("input", Number.class);
    var bucket = Flow.begin(INPUT).sequence(n -> List.of(n)).accumulate(() -> 0, Integer::sum);
    assertThatIllegalStateException()
        .isThrownBy(() -> bucket.bucket(otherType).build())
        .withMessageContaining("'input'");
  }

  @Test
  void namesAreNotBlank() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Flow.<Integer>begin().function(n -> n).named(" "));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Flow.<Integer>begin().discard().named(""));
  }

  @Test
  void aKeyOutOfScopeIsRefusedAtOnce() {
    var builder =
        Flow.begin(INPUT)
            .context()
            .sequence(n -> List.of(n))
            .named(ITEM)
            .accumulate(() -> 0, Integer::sum);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.function(ITEM, Integer::sum))
        .withMessageContaining("'item'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.sequence(OTHER, (n, other) -> List.of(n, other)))
        .withMessageContaining("'other'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.function(FlowKey.of("input", Number.class), (n, input) -> n))
        .withMessageContaining("java.lang.Number");
  }

  @Test
  void aStagesOwnItemIsNoValueFromFurtherUp() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Flow.begin(INPUT).filter(n -> true).function(INPUT, Integer::sum))
        .withMessageContaining("own item");
  }

  @Test
  void pastAnAccumulateTheItemThatOpenedItsContextIsInScope() throws Exception {
    Flow<Integer, String> flow =
        Flow.begin(INPUT)
            .function(n -> n * 10)
            .named(ITEM)
            .context()
            .sequence(n -> List.of(n, n + 1))
            .accumulate(() -> 0, Integer::sum)
            .named(OTHER)
            .function(ITEM, (sum, item) -> sum + " of " + item)
            .function(OTHER, (text, sum) -> text + " and " + sum)
            .function(INPUT, (text, input) -> text + " from " + input)
            .build();
    assertThat(flow.single(2)).isEqualTo("41 of 20 and 41 from 2");
  }

  @Test
  void hooksNameWhatIsInScopeWhereTheContextIsOpened() {
    var sequence = Flow.begin(INPUT).context();
    assertThatIllegalStateException()
        .isThrownBy(
            () -> sequence.onClose(ITEM, n -> {}).sequence(n -> List.of(n)).named(ITEM).build())
        .withMessageContaining("onClose")
        .withMessageContaining("'item'");
    assertThatIllegalStateException()
        .isThrownBy(() -> sequence.onFlush(OTHER, n -> {}).build())
        .withMessageContaining("onFlush")
        .withMessageContaining("'other'");
  }

  @Test
  void onlyOnFlushReadsTheBucketOfItsOwnContext() throws Exception {
    FlowKey<Integer> bucket = FlowKey.of("bucket", Integer.class);
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .context()
            .onFlush(bucket, seen::add)
            .sequence(n -> List.of(n, n))
            .accumulate(() -> 100, Integer::sum)
            .bucket(bucket)
            .finish(sum -> -sum)
            .build();
    assertThat(flow.collect(1)).containsExactly(-102);
    assertThat(seen).containsExactly(102);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Flow.<Integer>begin()
                    .context()
                    .onClose(bucket, seen::add)
                    .sequence(n -> List.of(n))
                    .accumulate(() -> 0, Integer::sum)
                    .bucket(bucket)
                    .build())
        .withMessageContaining("'bucket'");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Flow.<Integer>begin()
                    .context()
                    .onFlush(bucket, seen::add)
                    .sequence(n -> List.of(n))
                    .accumulate(() -> 0, Integer::sum)
                    .accumulate(() -> 0, Integer::sum)
                    .bucket(bucket)
                    .build())
        .withMessageContaining("'bucket'");
  }

  @Test
  void aContextThatGathersOneItemAtMostIsRefused() {
    var builder = Flow.<Integer>begin().context().accumulate(() -> 0, Integer::sum);
    assertThatIllegalStateException()
        .isThrownBy(builder::build)
        .withMessageContaining("one item at most")
        .withMessageContaining("accumulate1");
  }

  @Test
  void aKeyThatNamesAResultComesAfterItsFinish() throws Exception {
    FlowKey<Integer> sum = FlowKey.of("sum", Integer.class);
    var named =
        Flow.<Integer>begin()
            .sequence(n -> List.of(n, n))
            .accumulate(() -> 0, Integer::sum)
            .named(sum);
    assertThatIllegalStateException()
        .isThrownBy(() -> named.finish(n -> "text"))
        .withMessageContaining("finish");
  }

  @Test
  void anOptionalThatIsEmptyOrMissingEndsTheItemsWay() throws Exception {
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .sequence(n -> List.of(1, 2, 3))
            .<Integer>functionOptional(
                n ->
                    switch (n) {
                      case 1 -> null;
                      case 2 -> Optional.empty();
                      default -> Optional.of(n * 10);
                    })
            .build();
    assertThat(flow.collect(0)).containsExactly(30);
  }

  @Test
  void whatMustNotPauseFailsIfItDoes() {
    Flow<Integer, Integer> start =
        Flow.<Integer>begin()
            .<Integer>accumulate(
                () -> {
                  throw PauseFlow.now();
                },
                Integer::sum)
            .named("total")
            .build();
    assertThatIllegalStateException()
        .isThrownBy(() -> start.run(1))
        .withMessageContaining("start of stage 'total' must not pause");
    Flow<Integer, Integer> flushWhen =
        Flow.<Integer>begin()
            .accumulate(() -> 0, Integer::sum)
            .flushWhen(
                total -> {
                  throw PauseFlow.now();
                })
            .build();
    assertThatIllegalStateException()
        .isThrownBy(() -> flushWhen.run(1))
        .withMessageContaining("flushWhen of stage 'accumulate1' must not pause");
  }

  @Test
  void aStagesOwnExceptionComesOutAsItself() {
    IOException failure = new IOException("disk");
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .<Integer>function(
                n -> {
                  throw failure;
                })
            .build();
    assertThatThrownBy(() -> flow.run(1)).isSameAs(failure);
  }

  @Test
  void runsOfOneFlowDoNotShareWhatTheyGather() throws Exception {
    Flow<Integer, Map<Integer, Long>> flow =
        Flow.<Integer>begin()
            .sequence(n -> List.of(n, n))
            .accumulate(Collectors.groupingBy(n -> n, Collectors.counting()))
            .build();
    try (FlowIterator<Map<Integer, Long>> first = flow.open(1);
        FlowIterator<Map<Integer, Long>> second = flow.open(2)) {
      assertThat(second.next()).isEqualTo(Map.of(2, 2L));
      assertThat(first.next()).isEqualTo(Map.of(1, 2L));
    }
  }

  @Test
  void nothingMayBeNull() {
    FlowBuilder<Integer, Integer> builder = Flow.begin();
    assertThatNullPointerException().isThrownBy(() -> Flow.begin(null));
    assertThatNullPointerException().isThrownBy(() -> builder.function(null));
    assertThatNullPointerException().isThrownBy(() -> builder.function(null, Integer::sum));
    assertThatNullPointerException().isThrownBy(() -> builder.function(INPUT, null));
    assertThatNullPointerException().isThrownBy(() -> builder.functionOptional(null));
    assertThatNullPointerException().isThrownBy(() -> builder.filter(null));
    assertThatNullPointerException().isThrownBy(() -> builder.sequence(null));
    assertThatNullPointerException().isThrownBy(() -> builder.sequenceFrom(null));
    assertThatNullPointerException().isThrownBy(() -> builder.accumulate(null));
    assertThatNullPointerException().isThrownBy(() -> builder.accumulate(null, Integer::sum));
    assertThatNullPointerException().isThrownBy(() -> builder.accumulate(() -> 0, null));
    assertThatNullPointerException().isThrownBy(() -> builder.accumulateInto(() -> 0, null));
    assertThatNullPointerException().isThrownBy(() -> builder.context(null));
    assertThatNullPointerException().isThrownBy(() -> builder.context().onClose(null));
    assertThatNullPointerException().isThrownBy(() -> builder.consume(null));
    assertThatNullPointerException().isThrownBy(() -> builder.filter(n -> true).named(null));
  }

  private static List<String> names(Flow<?, ?> flow) {
    return flow.describe().stages().stream().map(FlowDescription.Stage::name).toList();
  }

  @Test
  @Timeout(60)
  void aHundredThousandStagesArePutTogether() throws Exception {
    FlowBuilder<Integer, Integer> builder = Flow.begin(INPUT).function(n -> n);
    for (int i = 0; i < 100_000; i++) {
      builder = i % 1_000 == 0 ? builder.function(INPUT, Integer::sum) : builder.function(n -> n);
    }
    assertThat(builder.build().collect(1)).containsExactly(101);
  }

  /** Each stage looks up a value that is as far away as a value can be. */
  @Test
  @Timeout(60)
  void aHundredThousandStagesMayEachTakeAValueOfTheFirst() throws Exception {
    FlowBuilder<Integer, Integer> builder = Flow.begin(INPUT).function(n -> n).named(ITEM);
    for (int i = 0; i < 100_000; i++) {
      FlowKey<Integer> key = i % 2 == 0 ? INPUT : ITEM;
      builder = builder.function(key, Integer::sum).named(FlowKey.of("value" + i, Integer.class));
    }
    assertThat(builder.build().collect(1)).containsExactly(100_001);
  }
}
