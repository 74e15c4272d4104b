package dev.stageflow.processor;

import dev.stageflow.processor.parse.DefinitionParser;
import dev.stageflow.processor.parse.Definitions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** The definitions of all rounds so far, by their names: elements live no longer than a round. */
final class KnownDefinitions implements Definitions {
  private final ProcessingEnvironment environment;
  private final WrittenTypes written;

  /** For the simple name of each flow the qualified name of its definition. */
  private final Map<String, String> definitions = new HashMap<>();

  private boolean settling;
  private boolean complete;

  KnownDefinitions(ProcessingEnvironment environment) {
    this.environment = environment;
    written = new WrittenTypes(environment);
  }

  /** Notes a definition; of two whose flows have one name, the first. */
  void add(String name) {
    String flow = parser(element(name)).flowName();
    definitions.putIfAbsent(flow.substring(flow.lastIndexOf('.') + 1), name);
  }

  /**
   * Has flows told by their definitions, or no longer: those of definitions that wait for one
   * another. All others are waited for, since of a generated class more is known.
   */
  void settle(boolean circles) {
    settling = circles;
  }

  /** Notes that this is the last round. */
  void complete() {
    complete = true;
  }

  @Override
  public Optional<DefinitionParser> generating(String flow) {
    if (!settling && !complete) {
      return Optional.empty();
    }
    return Optional.ofNullable(definitions.get(flow)).map(this::element).map(this::parser);
  }

  @Override
  public boolean areComplete() {
    return complete;
  }

  @Override
  public Optional<String> writtenResult(ExecutableElement method) {
    return written.result(method);
  }

  TypeElement element(String name) {
    return environment.getElementUtils().getTypeElement(name);
  }

  DefinitionParser parser(TypeElement definition) {
    return new DefinitionParser(
        definition, environment.getElementUtils(), environment.getTypeUtils(), this);
  }
}
