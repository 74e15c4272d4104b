package dev.stageflow.benchmarks.compile;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * One compilation, from sources to class files, all in memory. Times are the processor time of the
 * compiler's one thread, which other programs on the machine change less than the time that passes.
 *
 * @param processorNanos the time spent in the processor
 * @param processorBytes what was allocated in the processor
 * @param totalNanos the time of the whole compilation, the processor's included
 * @param types the names of the types that were compiled
 */
record Compilation(long processorNanos, long processorBytes, long totalNanos, Set<String> types) {

  static Compilation of(Contender contender, int classes) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (JavaFileManager standard =
            javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        Output output = new Output(standard)) {
      List<MemoryFile> sources = contender.sources(classes);
      List<String> options =
          List.of("-classpath", System.getProperty("java.class.path"), "-Xlint:none");
      TimedProcessor processor = new TimedProcessor(contender.processor());
      long start = processorTime();
      JavaCompiler.CompilationTask task = javac.getTask(null, output, null, options, null, sources);
      task.setProcessors(List.of(processor));
      if (!task.call()) {
        throw new IllegalStateException(contender + " did not compile");
      }
      return new Compilation(
          processor.nanos(), processor.bytes(), processorTime() - start, output.types);
    }
  }

  static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    final Set<String> types = new HashSet<>();

    Output(JavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
      if (kind == JavaFileObject.Kind.CLASS) {
        types.add(type);
      }
      return new MemoryFile(type, kind);
    }
  }
}
