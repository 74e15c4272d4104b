package dev.stageflow.benchmarks.compile;

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
 * A processor with a clock around {@code init} and {@code process}. What the compiler does when it
 * is asked by a processor, such as completing a class, is part of that time; the compilation of
 * what was generated is not.
 */
final class TimedProcessor implements Processor {
  private final Processor processor;
  private long nanos;

  TimedProcessor(Processor processor) {
    this.processor = processor;
  }

  long nanos() {
    return nanos;
  }

  @Override
  public void init(ProcessingEnvironment environment) {
    timed(() -> processor.init(environment));
  }

  /** Claims no annotation: there is no other processor to keep it from. */
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    timed(() -> processor.process(annotations, round));
    return false;
  }

  private void timed(Runnable call) {
    long start = Compilation.processorTime();
    try {
      call.run();
    } finally {
      nanos += Compilation.processorTime() - start;
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
