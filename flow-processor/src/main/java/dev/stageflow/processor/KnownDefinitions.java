package dev.stageflow.processor;

import dev.stageflow.processor.parse.DefinitionParser;
import dev.stageflow.processor.parse.member.FlowSignature;
import dev.stageflow.processor.parse.member.OtherDefinitions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** The definitions of all rounds so far, by their names: elements live no longer than a round. */
final class KnownDefinitions implements OtherDefinitions {
  private final ProcessingEnvironment environment;
  private final WrittenTypes written;

  /** For the simple name of each flow the name of its definition. */
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
  public Optional<FlowSignature> flow(String flow, TypeElement asking) {
    if (!settling && !complete) {
      return Optional.empty();
    }
    return Optional.ofNullable(definitions.get(flow))
        .map(this::element)
        .filter(definition -> !definition.equals(asking))
        .map(definition -> parser(definition).signature());
  }

  @Override
  public boolean areComplete() {
    return complete;
  }

  @Override
  public Optional<String> writtenResult(ExecutableElement method) {
    return written.result(method);
  }

  /**
   * The name by which a class is found again: that of its module, a slash, and its own. Modules
   * that are compiled together may have classes of one name.
   */
  String name(TypeElement type) {
    return module(type) + DefinitionFinder.qualifiedName(type);
  }

  /** The name of a class's module and a slash, or nothing where there are no modules. */
  String module(TypeElement type) {
    ModuleElement module = environment.getElementUtils().getModuleOf(type);
    return module == null || module.isUnnamed() ? "" : module.getQualifiedName() + "/";
  }

  /** The stages of local classes; null where the compiler does not tell. */
  @Nullable LocalStages localStages() {
    return written.localStages();
  }

  /** Whether the compiler is javac. */
  boolean areOfJavac() {
    return written.areKnown();
  }

  /** The text of the file that declares a definition; empty where the compiler does not tell. */
  String sourceOf(TypeElement definition) {
    return written.source(definition);
  }

  TypeElement element(String name) {
    return Objects.requireNonNull(elementIfAny(name), name);
  }

  /** A class of which no source can name has no name either by which it is found again. */
  @Nullable TypeElement elementIfAny(String name) {
    Elements elements = environment.getElementUtils();
    int slash = name.indexOf('/');
    return slash < 0
        ? elements.getTypeElement(name)
        : elements.getTypeElement(
            elements.getModuleElement(name.substring(0, slash)), name.substring(slash + 1));
  }

  DefinitionParser parser(TypeElement definition) {
    return new DefinitionParser(
        definition, environment.getElementUtils(), environment.getTypeUtils(), this);
  }
}
