package dev.stageflow.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program of this class path in a JVM of its own, of the same JDK. */
public final class NewJvm {
  private NewJvm() {}

  /**
   * Runs a program to its end.
   *
   * @param program has the main method
   * @param argument its only argument
   * @param options of the JVM
   * @return what it prints; its errors go to this program's
   * @throws IOException if it cannot be started, or fails
   * @throws InterruptedException if interrupted
   */
  public static String run(Class<?> program, String argument, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-classpath");
    command.add(System.getProperty("java.class.path"));
    command.add(program.getName());
    command.add(argument);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(program.getSimpleName() + " failed for " + argument);
    }
    return printed;
  }
}
