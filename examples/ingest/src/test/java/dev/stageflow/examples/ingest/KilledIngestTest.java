package dev.stageflow.examples.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, which is killed by SIGKILL and started again. */
@Timeout(120)
class KilledIngestTest {
  @TempDir private Path data;
  private Path folder;
  private String url;

  @BeforeEach
  void makeDocuments() throws IOException {
    folder = data.resolve("documents");
    url = "jdbc:h2:" + data.resolve("h2") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
    Documents.generate(folder, 100);
  }

  private Process start(String... arguments) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-XX:TieredStopAtLevel=1");
    words.add("-cp");
    words.add(System.getProperty("java.class.path"));
    words.add(IngestCommand.class.getName());
    words.addAll(List.of("--jdbc-url", url, folder.toString()));
    words.addAll(List.of(arguments));
    ProcessBuilder command = new ProcessBuilder(words).redirectErrorStream(true);
    command.environment().remove("TERM"); // its progress is a line each second
    return command.start();
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  private List<String> written() throws SQLException {
    try (HikariDataSource database = Database.open(url)) {
      return Chunks.in(database);
    }
  }

  private String runs() throws IOException {
    try (BufferedReader output = output(start("--runs"))) {
      return output.lines().collect(Collectors.joining("\n"));
    }
  }

  /** Starts the command, and kills it some time after its first chunks were embedded. */
  private void killWhileItEmbeds(int millis) throws Exception {
    Process killed = start();
    try (BufferedReader output = output(killed)) {
      String line = output.readLine();
      while (!line.matches(".* [1-9][0-9,]* chunks, .*")) {
        line = output.readLine();
      }
      Thread.sleep(millis);
      killed.destroyForcibly().waitFor();
    }
  }

  @Test
  void theSameCommandGoesOnAndEachRowIsThereOnce() throws Exception {
    int millis = 250; // as often as it is saved; a slow machine takes longer
    do {
      killWhileItEmbeds(millis);
      millis *= 2;
    } while (written().isEmpty());
    assertThat(written()).hasSizeLessThan(Chunks.of(folder).size());
    assertThat(runs())
        .startsWith(folder + ": STOPPED, saved ")
        .containsPattern(" ago, [1-9][0-9,]* bytes$");

    Process again = start();
    try (BufferedReader output = output(again)) {
      assertThat(output.lines()).last().asString().startsWith("COMPLETED: ");
    }
    assertThat(again.waitFor()).isZero();
    assertThat(written()).containsExactlyInAnyOrderElementsOf(Chunks.of(folder));
    assertThat(runs()).startsWith(folder + ": FINISHED, saved ").endsWith(" ago, 0 bytes");
  }
}
