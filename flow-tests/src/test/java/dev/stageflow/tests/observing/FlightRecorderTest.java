package dev.stageflow.tests.observing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.testing.TestLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import jdk.jfr.Category;
import jdk.jfr.EventType;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The JDK's flight recorder is told of runs. */
@Timeout(60)
class FlightRecorderTest {
  private static final String RUN = "dev.stageflow.FlowRun";
  private static final String PAUSE = "dev.stageflow.FlowPause";
  private static final String FAILURE = "dev.stageflow.StageFailure";
  private static final String HELD = "dev.stageflow.LoopHeld";

  private final TestLoop loop = new TestLoop();
  private final List<Integer> calls = new ArrayList<>();

  @TempDir private Path folder;

  /** Counts, and pauses at the first number. */
  private final Flow<Integer, Integer> counting =
      Flow.<Integer>begin()
          .sequence(count -> List.of(1, count))
          .named("numbers")
          .<Integer>function(
              number -> {
                calls.add(number);
                if (calls.size() == 1) {
                  throw PauseFlow.now();
                }
                if (number < 0) {
                  throw new IllegalArgumentException("negative");
                }
                return number;
              })
          .named("check")
          .build();

  private List<RecordedEvent> events(Recording recording) throws IOException {
    recording.stop();
    Path file = Files.createTempFile(folder, "flows", ".jfr");
    recording.dump(file);
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().startsWith("dev.stageflow."))
        .toList();
  }

  private static RecordedEvent only(List<RecordedEvent> events, String type) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals(type))
        .reduce(
            (first, second) -> {
              throw new AssertionError("two of " + type);
            })
        .orElseThrow(() -> new AssertionError("none of " + type));
  }

  private void runToTheEnd(int number) {
    // A slice calls one stage at most.
    FlowRun run = counting.on(loop).timeSlice(Duration.ofNanos(1)).start(number);
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    run.completion().whenComplete((nothing, failure) -> ended.complete(true));
    loop.advance(Duration.ofSeconds(1));
    assertThat(ended).isCompleted();
  }

  @Test
  void aFailureWhoseMessageCannotBeToldIsRecorded() throws Exception {
    class Mute extends RuntimeException {
      private static final long serialVersionUID = 1L;

      @Override
      public String getMessage() {
        throw new IllegalStateException();
      }
    }
    Flow<Integer, Integer> failing =
        Flow.<Integer>begin()
            .<Integer>function(
                number -> {
                  throw new Mute();
                })
            .build();
    try (Recording recording = new Recording()) {
      recording.enable(FAILURE);
      recording.start();
      // Nobody asks for the failure, which goes to the thread's handler.
      List<Throwable> reported = new ArrayList<>();
      Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> reported.add(thrown));
      failing.on(loop).start(1);
      loop.runAll();
      assertThat(reported).hasExactlyElementsOfTypes(Mute.class);

      RecordedEvent failure = only(events(recording), FAILURE);
      assertThat(failure.getString("message"))
          .isEqualTo("(getMessage failed: java.lang.IllegalStateException)");
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(null);
    }
  }

  @Test
  void aRunOnTheThreadThatCallsItIsRecorded() throws Exception {
    try (Recording recording = new Recording()) {
      recording.enable(RUN);
      recording.enable(PAUSE);
      recording.enable(HELD).withThreshold(Duration.ZERO);
      recording.start();
      assertThat(counting.collect(2)).containsExactly(1, 2);
      List<RecordedEvent> events = events(recording);
      assertThat(only(events, RUN).getString("state")).isEqualTo("COMPLETED");
      assertThat(only(events, PAUSE).getString("stage")).isEqualTo("check");
      assertThat(events).hasSize(2);
    }
  }

  @Test
  void aRunIsRecordedWithWhatItHasCounted() throws Exception {
    Flow<Integer, Integer> failing =
        Flow.<Integer>begin()
            .sequence(n -> List.of(1, 2, 3, 4, 5))
            .filter(n -> n > 1)
            .<Integer>function(
                n -> {
                  calls.add(n);
                  if (n < 4) {
                    throw new IllegalStateException("not " + n);
                  }
                  return n;
                })
            .retry(RetryPolicy.of(1).withBackoff(Duration.ZERO))
            .recover(IllegalStateException.class, (n, failure) -> null)
            .build();
    try (Recording recording = new Recording()) {
      recording.enable(RUN);
      recording.start();
      assertThat(failing.collect(0)).containsExactly(4, 5);
      RecordedEvent run = only(events(recording), RUN);
      assertThat(run.getLong("dropped")).isEqualTo(3);
      assertThat(run.getLong("retries")).isEqualTo(2);
      assertThat(run.getLong("recoveries")).isEqualTo(2);
    }
  }

  @Test
  void aPauseIsRecordedWithHowMuchIsInFlight() throws Exception {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    Flow<Integer, Integer> asking =
        Flow.<Integer>begin()
            .sequence(n -> List.of(1, 2, 3, 4, 5))
            .functionAsync(n -> answer)
            .parallel(3)
            .build();
    try (Recording recording = new Recording()) {
      recording.enable(PAUSE);
      recording.start();
      TestLoop loop = new TestLoop();
      CompletableFuture<List<Integer>> answers = asking.on(loop).collect(0);
      loop.runAll();
      answer.complete(7);
      loop.runAll();
      assertThat(answers).isCompletedWithValue(List.of(7, 7, 7, 7, 7));
      assertThat(only(events(recording), PAUSE).getInt("inFlight")).isEqualTo(3);
    }
  }

  @Test
  void aRunItsPausesItsFailureAndItsSlicesAreRecorded() throws Exception {
    try (Recording recording = new Recording()) {
      recording.enable(RUN);
      recording.enable(PAUSE);
      recording.enable(FAILURE);
      recording.enable(HELD).withThreshold(Duration.ZERO);
      recording.start();
      runToTheEnd(-1);
      List<RecordedEvent> events = events(recording);

      RecordedEvent run = only(events, RUN);
      assertThat(run.getString("flow")).isEqualTo(counting.describe().name());
      assertThat(run.getString("state")).isEqualTo("FAILED");
      assertThat(run.getClass("thrownClass").getName())
          .isEqualTo(IllegalArgumentException.class.getName());

      RecordedEvent pause = only(events, PAUSE);
      assertThat(pause.getString("reason")).isEqualTo("DELAY");
      assertThat(pause.getString("stage")).isEqualTo("check");
      assertThat(pause.getStartTime()).isBetween(run.getStartTime(), run.getEndTime());
      assertThat(pause.getEndTime()).isBetween(pause.getStartTime(), run.getEndTime());

      RecordedEvent failure = only(events, FAILURE);
      assertThat(failure.getString("message")).isEqualTo("negative");
      assertThat(failure.getClass("thrownClass").getName())
          .isEqualTo(IllegalArgumentException.class.getName());

      assertThat(events)
          .filteredOn(event -> event.getEventType().getName().equals(HELD))
          .hasSizeGreaterThan(2)
          .extracting(event -> event.getString("stage"))
          .contains("numbers", "check");
      assertThat(events)
          .allSatisfy(
              event -> {
                assertThat(event.getLong("run")).isEqualTo(run.getLong("run"));
                assertThat(event.getStackTrace()).isNull();
              });
    }
  }

  @Test
  void aRecordingMayBeginWhileARunIsUnderWay() throws Exception {
    counting.on(loop).start(7);
    loop.runAll();
    assertThat(calls).hasSize(1);
    calls.clear();
    try (Recording recording = new Recording()) {
      recording.enable(RUN);
      recording.enable(PAUSE);
      // All are recorded unless told otherwise.
      recording.disable(HELD);
      recording.start();
      loop.advance(Duration.ofMillis(10));
      assertThat(calls).hasSize(1);
      loop.advance(Duration.ofMillis(10));
      assertThat(calls).hasSizeGreaterThan(2);
      assertThat(events(recording))
          .extracting(event -> event.getEventType().getName())
          .as("the pause that began in the recording, and no run that began before")
          .containsExactly(PAUSE);
    }
  }

  @Test
  void aSliceThatIsShortEnoughIsNotRecorded() throws Exception {
    try (Recording recording = new Recording()) {
      recording.enable(RUN);
      recording.enable(HELD).withThreshold(Duration.ofDays(1));
      recording.start();
      runToTheEnd(7);
      assertThat(events(recording))
          .extracting(event -> event.getEventType().getName())
          .contains(RUN)
          .doesNotContain(HELD);
    }
  }

  @Test
  void theEventsDescribeThemselves() throws Exception {
    try (Recording recording = new Recording()) {
      recording.enable(HELD).withThreshold(Duration.ZERO);
      recording.start();
      runToTheEnd(7);
      EventType type = events(recording).get(0).getEventType();
      assertThat(type.getLabel()).isEqualTo("Loop Held");
      assertThat(type.getCategoryNames()).containsExactly("Stageflow");
      assertThat(type.getDescription()).isNotBlank();
      assertThat(type.getAnnotation(Category.class)).isNotNull();
      assertThat(type.getField("stage").getDescription()).isNotBlank();
    }
  }
}
