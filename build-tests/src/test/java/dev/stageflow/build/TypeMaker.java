package dev.stageflow.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * A processor that makes a class for each name that a class asks for by {@code
 * SuppressWarnings("made: A, B")}, one in each round.
 */
public final class TypeMaker extends AbstractProcessor {
  private static final String ASKED = "made: ";
  private String left = "";

  /** Called by the compiler. */
  public TypeMaker() {}

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("*");
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (Element element : round.getElementsAnnotatedWith(SuppressWarnings.class)) {
      String value = element.getAnnotation(SuppressWarnings.class).value()[0];
      if (value.startsWith(ASKED)) {
        left = value.substring(ASKED.length());
      }
    }
    if (!left.isEmpty()) {
      String[] names = left.split(", ", 2);
      left = names.length == 2 ? names[1] : "";
      write(names[0]);
    }
    return false;
  }

  private void write(String name) {
    try (Writer file = processingEnv.getFiler().createSourceFile("shop." + name).openWriter()) {
      file.write("package shop; class %s { int count; }%n".formatted(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
