package dev.stageflow.tests.observing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowListener;
import dev.stageflow.annotation.Function;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Java runtime without a flight recorder runs flows, and one with it need not open anything. */
@Timeout(120)
class OptionalFlightRecorderTest {

  @TempDir private Path folder;

  /** What a user's program does. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      System.out.println(ModuleLayer.boot().findModule("jdk.jfr").isPresent());
      Flow<Integer, Integer> flow =
          Flow.<Integer>begin().<Integer>function(number -> number + 1).build();
      System.out.println(flow.on(Runnable::run).single(1).join());
      System.out.println(flow.on(Runnable::run).listener(new FlowListener() {}).single(2).join());
    }
  }

  private static String place(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }

  private static String run(List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add(Program.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    return printed.replace(System.lineSeparator(), "\n");
  }

  private static String join(String... places) {
    return String.join(File.pathSeparator, places);
  }

  @Test
  void flowsRunOnTheClassPathWithoutTheModule() throws Exception {
    String classPath = join(place(Program.class), place(Flow.class), place(Function.class));
    assertThat(run(List.of("--limit-modules", "java.base", "-cp", classPath)))
        .isEqualTo("false\n2\n3\n");
  }

  @Test
  void flowsRunOnTheModulePathWithoutTheModule() throws Exception {
    assertThat(
            run(
                List.of(
                    "--limit-modules",
                    "java.base,dev.stageflow",
                    "--add-modules",
                    "dev.stageflow",
                    "-p",
                    join(place(Flow.class), place(Function.class)),
                    "-cp",
                    place(Program.class))))
        .isEqualTo("false\n2\n3\n");
  }

  @Test
  void aRunThatIsNotRecordedLoadsNoEvents() throws Exception {
    Path log = folder.resolve("classes.log");
    String classPath = join(place(Program.class), place(Flow.class), place(Function.class));
    assertThat(run(List.of("-Xlog:class+load:file=" + log, "-cp", classPath)))
        .isEqualTo("true\n2\n3\n");
    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.contains("dev.stageflow.Flow "))
        .noneMatch(line -> line.contains("jdk.jfr.internal."));
  }

  @Test
  void runsOfTheModuleAreRecordedThoughItsEventsAreNotExported() throws Exception {
    Path file = folder.resolve("flows.jfr");
    assertThat(
            run(
                List.of(
                    "-XX:StartFlightRecording:filename=" + file,
                    "-Xlog:disable",
                    "--add-modules",
                    "dev.stageflow",
                    "-p",
                    join(place(Flow.class), place(Function.class)),
                    "-cp",
                    place(Program.class))))
        .endsWith("true\n2\n3\n");
    assertThat(RecordingFile.readAllEvents(file))
        .filteredOn(event -> event.getEventType().getName().equals("dev.stageflow.FlowRun"))
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.getString("state")).isEqualTo("COMPLETED"));
  }
}
