package dev.stageflow.build;

import dev.stageflow.Flow;
import dev.stageflow.annotation.Function;
import dev.stageflow.processor.diagnostic.Rule;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The libraries as a user has them. */
final class Jars {
  /** What a flow's user compiles with and runs with. */
  static final List<Path> API = List.of(of(Flow.class), of(Function.class));

  /** What a compiler runs the processor with. */
  static final List<Path> PROCESSOR = List.of(of(Rule.class));

  /** What a user downloads. */
  static final List<Path> ALL = Stream.concat(API.stream(), PROCESSOR.stream()).toList();

  static final Path LOMBOK = of(lombok.Value.class);

  private Jars() {}

  /** The jar, or the folder of classes, that a class is from. */
  static Path of(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Joins paths as a compiler's option takes them. */
  static String path(List<Path> jars, Path... more) {
    return Stream.concat(jars.stream(), Arrays.stream(more))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
