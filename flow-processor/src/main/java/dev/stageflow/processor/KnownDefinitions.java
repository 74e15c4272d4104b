package dev.stageflow.processor;

import dev.stageflow.processor.parse.DefinitionParser;
import dev.stageflow.processor.parse.member.FlowSignature;
import dev.stageflow.processor.parse.member.OtherDefinitions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of all rounds so far. They are kept by name, since elements are valid for one
 * round only.
 */
final class KnownDefinitions implements OtherDefinitions {
  private final ProcessingEnvironment environment;
  private final WrittenTypes written;

  /** The names of definitions, by the simple names of their flows. */
  private final Map<String, String> definitions = new HashMap<>();

  /** The names of the flows of definitions that the compiler rejects. */
  private final Set<String> rejected = new HashSet<>();

  private boolean settling;
  private boolean complete;

  KnownDefinitions(ProcessingEnvironment environment) {
    this.environment = environment;
    written = new WrittenTypes(environment);
  }

  /** Adds a definition, unless another one's flow has the same name. */
  void add(String name) {
    String flow = parser(element(name)).flowName();
    definitions.putIfAbsent(flow.substring(flow.lastIndexOf('.') + 1), name);
  }

  /**
   * Sets whether flows that are still to be generated are looked up by their definitions, as is
   * done for definitions that wait for one another. Otherwise they are waited for, since more is
   * known of a generated class.
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

  /** Notes that the compiler rejects a definition, of which there is a stub. */
  void reject(String name) {
    rejected.add(parser(element(name)).flowName());
  }

  @Override
  public boolean isOfRejected(String flow) {
    return rejected.contains(flow);
  }

  @Override
  public boolean areComplete() {
    return complete;
  }

  @Override
  public Optional<String> writtenResult(ExecutableElement method) {
    return written.result(method);
  }

  @Override
  public List<String> writtenAnnotations(ExecutableElement method) {
    return written.annotations(method);
  }

  /**
   * The name by which a class is found in a later round: its module's, a slash, and its own.
   * Modules that are compiled together may have classes of the same name.
   */
  String name(TypeElement type) {
    return module(type) + DefinitionFinder.qualifiedName(type);
  }

  /** The name of a class's module and a slash, or nothing where there are no modules. */
  String module(TypeElement type) {
    ModuleElement module = environment.getElementUtils().getModuleOf(type);
    return module == null || module.isUnnamed() ? "" : module.getQualifiedName() + "/";
  }

  /** The stages of local classes; null if the compiler does not provide them. */
  @Nullable LocalStages localStages() {
    return written.localStages();
  }

  /** Whether the compiler is javac. */
  boolean areOfJavac() {
    return written.areKnown();
  }

  /** The text of the file that declares a definition; empty if the compiler does not provide it. */
  String sourceOf(TypeElement definition) {
    return written.source(definition);
  }

  TypeElement element(String name) {
    return Objects.requireNonNull(elementIfAny(name), name);
  }

  /** A class that no source can name cannot be found again by its name either. */
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
