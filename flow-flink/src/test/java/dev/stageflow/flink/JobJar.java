package dev.stageflow.flink;

import dev.stageflow.Flow;
import dev.stageflow.annotation.Sequence;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A job's own jar: all classes of these libraries and tests, and none of Flink's. */
final class JobJar {
  private final Set<String> names = new HashSet<>();

  private JobJar() {}

  static void write(Path file) throws IOException {
    JobJar written = new JobJar();
    try (OutputStream bytes = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(bytes)) {
      for (Class<?> one : List.of(FlowOperators.class, JobJar.class, Flow.class, Sequence.class)) {
        written.add(one, jar);
      }
    }
  }

  /** Adds all that comes from where a class comes from. */
  private void add(Class<?> one, JarOutputStream jar) throws IOException {
    URI home = URI.create(one.getProtectionDomain().getCodeSource().getLocation().toString());
    Path root = Path.of(home);
    if (Files.isDirectory(root)) {
      addAll(root, jar);
      return;
    }
    try (FileSystem library = FileSystems.newFileSystem(root)) {
      addAll(library.getPath("/"), jar);
    }
  }

  private void addAll(Path root, JarOutputStream jar) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (name.startsWith("dev/stageflow/") && names.add(name)) {
          jar.putNextEntry(new JarEntry(name));
          Files.copy(file, jar);
        }
      }
    }
  }
}
