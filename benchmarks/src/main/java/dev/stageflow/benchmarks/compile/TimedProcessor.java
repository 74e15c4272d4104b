package dev.stageflow.benchmarks.compile;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.annotation.processing.Completion;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A processor whose time and allocation in {@code init} and {@code process} are measured. What the
 * compiler does when it is asked by a processor, such as completing a class, is part of that time;
 * the compilation of what was generated is not.
 */
final class TimedProcessor implements Processor {
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private final Processor processor;
  private long nanos;
  private long bytes;

  TimedProcessor(Processor processor) {
    this.processor = processor;
  }

  long nanos() {
    return nanos;
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void init(ProcessingEnvironment environment) {
    measured(() -> processor.init(environment));
  }

  /** Claims no annotation: there is no other processor to keep it from. */
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    measured(() -> processor.process(annotations, round));
    return false;
  }

  private void measured(Runnable call) {
    long start = Compilation.processorTime();
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    try {
      call.run();
    } finally {
      nanos += Compilation.processorTime() - start;
      bytes += THREADS.getCurrentThreadAllocatedBytes() - allocated;
    }
  }

  @Override
  public Set<String> getSupportedOptions() {
    return processor.getSupportedOptions();
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return processor.getSupportedAnnotationTypes();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return processor.getSupportedSourceVersion();
  }

  @Override
  public Iterable<? extends Completion> getCompletions(
      Element element, AnnotationMirror annotation, ExecutableElement member, String text) {
    return processor.getCompletions(element, annotation, member, text);
  }
}
