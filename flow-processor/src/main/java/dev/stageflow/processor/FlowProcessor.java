package dev.stageflow.processor;

import com.google.auto.service.AutoService;
import dev.stageflow.processor.Reporter.Found;
import dev.stageflow.processor.check.name.NameCollision;
import dev.stageflow.processor.check.place.DefinitionPlace;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.DefinitionErrors;
import dev.stageflow.processor.diagnostic.Rule;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Header;
import dev.stageflow.processor.parse.DefinitionParser;
import dev.stageflow.processor.parse.member.Unready;
import dev.stageflow.processor.write.FlowWriter;
import dev.stageflow.processor.write.StubWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Generates a flow for each definition, round by round.
 *
 * <p>A definition with an error gets a stub with the same public members at once, so that nothing
 * else fails to compile. Its error is reported in the last round, since an earlier one would keep
 * other processors from generating their types. Elements lose their positions from one round to the
 * next, so the definition is then read again.
 *
 * <p>Definitions are identified by their names; see {@link KnownDefinitions#name}.
 */
@AutoService(Processor.class)
public final class FlowProcessor extends AbstractProcessor {
  /** Definitions whose stages name types that may still be generated. */
  private final Set<String> waiting = new LinkedHashSet<>();

  /** Those of them that name such a type in this round. */
  private final Set<String> unready = new LinkedHashSet<>();

  /** Those that got a stub because no such type was generated. */
  private final Set<String> givenUp = new HashSet<>();

  /** Definitions to report on. */
  private final Set<String> mistaken = new LinkedHashSet<>();

  /** Definitions with warnings. */
  private final Set<String> doubted = new LinkedHashSet<>();

  /** The first failure of the processor, by definition. */
  private final Map<String, Throwable> failures = new LinkedHashMap<>();

  /** The names of definitions, by the names of their flows with their modules. */
  private final Map<String, String> owners = new HashMap<>();

  /** Definitions whose flow or stub has been written, or that can have neither. */
  private final Set<String> written = new HashSet<>();

  /** Definitions that have waited a round for Lombok. */
  private final Set<String> leftToLombok = new HashSet<>();

  private final RoundSources sources = new RoundSources();
  private Reporter reporter;
  private KnownDefinitions definitions;
  private EclipseLocations places;
  private FlowFiles files;
  private @Nullable LocalStages locals;

  /** Makes a processor; called by the compiler. */
  public FlowProcessor() {}

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    definitions = new KnownDefinitions(environment);
    locals = definitions.localStages();
    places = new EclipseLocations(definitions.areOfJavac());
    reporter = new Reporter(environment.getMessager(), sources, places);
    files = new FlowFiles(environment.getFiler(), definitions, sources);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Annotations.PACKAGE + "*");
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    sources.note(round, processingEnv.getElementUtils());
    if (locals != null) {
      locals.note(round);
    }
    Set<String> names = new LinkedHashSet<>(waiting);
    waiting.clear();
    DefinitionFinder.definitions(annotations, round).forEach(type -> add(type, names));
    if (round.processingOver()) {
      definitions.complete();
      names.forEach(name -> attempt(name, () -> giveUpWaiting(name)));
      report();
      if (locals != null) {
        locals.report();
      }
    } else {
      generate(names);
    }
    return false;
  }

  private void add(TypeElement type, Set<String> names) {
    String name = definitions.name(type);
    if (written.contains(name)) {
      return;
    }
    if (definitions.elementIfAny(name) == null) {
      written.add(name);
      reporter.report(DefinitionPlace.unnamed(type), type);
      return;
    }
    attempt(
        name,
        () -> {
          definitions.add(name);
          places.note(type);
          names.add(name);
        });
  }

  private void generate(Set<String> names) {
    unready.clear();
    int before = written.size();
    names.forEach(name -> attempt(name, () -> generate(name)));
    if (written.size() > before) {
      return;
    }
    // There may be no other round without a new file, and some definitions may wait for one
    // another.
    definitions.settle(true);
    List.copyOf(unready).forEach(name -> attempt(name, () -> generate(name)));
    definitions.settle(false);
    if (!sources.mayGrow()) {
      // In the last round it is too late for a stub: classes that use it have been compiled by
      // then.
      List<String> late = unready.stream().filter(waiting::remove).toList();
      givenUp.addAll(late);
      late.forEach(name -> attempt(name, () -> reject(name)));
    }
  }

  /**
   * Runs a step for a definition. A failure is reported as one error at the definition, in the last
   * round, unless the compiler itself reports an unknown type.
   */
  private void attempt(String name, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError failure) {
      waiting.remove(name);
      failures.putIfAbsent(name, failure);
      if (written.add(name)) {
        writeStubIfPossible(name);
      }
    }
  }

  private void writeStubIfPossible(String name) {
    try {
      writeStub(name, definitions.element(name));
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError again) {
      // The first failure is reported.
    }
  }

  /** If the flows of two definitions have the same name, the first gets it. */
  private FlowModel parse(DefinitionParser parser, String name) throws DefinitionErrors, Unready {
    String flow = parser.flowName();
    if (!isOwner(name, flow)) {
      throw new DefinitionErrors(
          List.of(
              NameCollision.taken(
                  definitions.element(name), flow.substring(flow.lastIndexOf('.') + 1))));
    }
    return parser.parse();
  }

  private boolean isOwner(String name, String flow) {
    String module = definitions.module(definitions.element(name));
    return owners.computeIfAbsent(module + flow, free -> name).equals(name);
  }

  private void generate(String name) {
    TypeElement definition = definitions.element(name);
    DefinitionParser parser = definitions.parser(definition);
    waiting.remove(name);
    try {
      if (parser.isForLombok() && leftToLombok.add(name)) {
        waiting.add(name);
        return;
      }
      FlowModel model = parse(parser, name);
      write(name, new FlowWriter(model), definition);
      if (!parser.warnings().isEmpty()) {
        doubted.add(name);
      }
    } catch (Unready missing) {
      waiting.add(name);
      unready.add(name);
    } catch (DefinitionErrors errors) {
      if (parser.isUnsettled()) {
        waiting.add(name);
        unready.add(name);
      } else {
        reject(name);
      }
    }
  }

  private void reject(String name) {
    mistaken.add(name);
    writeStub(name, definitions.element(name));
  }

  /** The compiler itself reports a type that was never generated: only the flow is missing. */
  private void giveUpWaiting(String name) {
    generate(name);
    if (waiting.contains(name)) {
      writeStub(name, definitions.element(name));
    }
  }

  private void report() {
    List<Found> found = new ArrayList<>();
    noteRejected();
    mistaken.forEach(name -> attempt(name, () -> find(name, found)));
    reporter.report(found);
    doubted.forEach(name -> attempt(name, () -> warn(name)));
    failures.forEach(
        (name, failure) -> {
          if (!namesUnknown(name)) {
            reporter.report(failure, definitions.element(name));
          }
        });
  }

  /**
   * Notes the definitions that the compiler rejects, and those whose subflows are flows of such:
   * their stubs only guess what is meant.
   */
  private void noteRejected() {
    Set<String> others = new LinkedHashSet<>(mistaken);
    List<String> rejected;
    do {
      rejected = others.stream().filter(this::isRejected).toList();
      rejected.forEach(definitions::reject);
    } while (others.removeAll(rejected));
  }

  private boolean isRejected(String name) {
    try {
      parse(definitions.parser(definitions.element(name)), name);
    } catch (Unready unknown) {
      return true;
    } catch (DefinitionErrors
        | RuntimeException
        | AssertionError
        | LinkageError
        | StackOverflowError reported) {
      // It is read again.
    }
    return false;
  }

  private boolean namesUnknown(String name) {
    try {
      return definitions.parser(definitions.element(name)).namesUnknown();
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError again) {
      return false;
    }
  }

  /** A missing runtime is one error for all definitions. */
  private static boolean isReported(DefinitionError error, List<Found> found) {
    return error.kind().rule() == Rule.RUNTIME_MISSING
        && found.stream().anyMatch(it -> it.error().text().equals(error.text()));
  }

  private void find(String name, List<Found> found) {
    TypeElement definition = definitions.element(name);
    DefinitionParser parser = definitions.parser(definition);
    try {
      parse(parser, name);
      if (definitions.areOfJavac() || !givenUp.contains(name)) {
        // A stub without an error would be noticed only when it is run.
        throw new IllegalStateException("changed by another processor");
      }
      // Ecj forgets a method with a type that it rejects.
    } catch (DefinitionErrors errors) {
      if (!parser.isUnsettled()) {
        errors.all().stream()
            .filter(error -> !isReported(error, found))
            .forEach(error -> found.add(new Found(error, definition)));
      }
    } catch (Unready unknown) {
      // The compiler reports the missing type.
    }
  }

  /** Warnings are reported in the last round, as errors are, with elements that have positions. */
  private void warn(String name) {
    DefinitionParser parser = definitions.parser(definitions.element(name));
    try {
      parse(parser, name);
      parser.warnings().forEach(reporter::report);
    } catch (DefinitionErrors | Unready changed) {
      // Another processor has changed the class since the flow was generated.
    }
  }

  private void writeStub(String name, TypeElement definition) {
    DefinitionParser parser = definitions.parser(definition);
    Optional<Header> header = parser.guess();
    if (header.isPresent() && isOwner(name, parser.flowName())) {
      files.writeSource(StubWriter.write(header.get()), definition);
    }
    written.add(name);
  }

  private void write(String name, FlowWriter flow, TypeElement definition) {
    written.add(name);
    files.writeSource(flow.source(), definition);
    String form = flow.savedForm();
    if (form != null) {
      files.writeForm(form, definition);
    }
  }
}
