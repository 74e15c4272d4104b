package dev.stageflow.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.JavaFile;
import dev.stageflow.processor.check.NameCollision;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.FlowModel.Header;
import dev.stageflow.processor.parse.DefinitionParser;
import dev.stageflow.processor.parse.Unready;
import dev.stageflow.processor.write.FlowWriter;
import dev.stageflow.processor.write.StubWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Generates a flow for each definition, round by round.
 *
 * <p>A definition with a mistake gets a stub of the same public face at once, so that nothing else
 * fails to compile, and its error in the last round: an error before would make other processors'
 * types go missing. As elements lose their positions from one round to the next, the definition is
 * read again then.
 */
@AutoService(Processor.class)
public final class FlowProcessor extends AbstractProcessor {
  /** Qualified names of definitions whose stages name types that may still be made. */
  private final Set<String> waiting = new LinkedHashSet<>();

  /** Those of them that name such a type in this round. */
  private final Set<String> unready = new LinkedHashSet<>();

  /** Qualified names of definitions to report on. */
  private final Set<String> mistaken = new LinkedHashSet<>();

  /** Qualified names of definitions to warn of. */
  private final Set<String> doubted = new LinkedHashSet<>();

  /** For the qualified name of each flow that of its definition. */
  private final Map<String, String> owners = new HashMap<>();

  /** Qualified names of definitions that have their flow, or a stub. */
  private final Set<String> written = new HashSet<>();

  /** Qualified names of definitions that have given Lombok a round ahead. */
  private final Set<String> leftToLombok = new HashSet<>();

  private Reporter reporter;
  private KnownDefinitions definitions;

  /** Makes a processor; called by the compiler. */
  public FlowProcessor() {}

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    reporter = new Reporter(environment.getMessager());
    definitions = new KnownDefinitions(environment);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("dev.stageflow.annotation.*");
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    reporter.note(round);
    Set<String> names = new LinkedHashSet<>(waiting);
    waiting.clear();
    new DefinitionFinder(processingEnv.getElementUtils())
        .definitions(annotations, round).stream()
            .map(DefinitionFinder::qualifiedName)
            .filter(name -> !written.contains(name))
            .forEach(names::add);
    names.forEach(definitions::add);
    if (round.processingOver()) {
      definitions.complete();
      names.forEach(this::giveUpWaiting);
      mistaken.forEach(this::report);
      doubted.forEach(this::warn);
    } else {
      generate(names);
    }
    return false;
  }

  private void generate(Set<String> names) {
    unready.clear();
    int before = written.size();
    names.forEach(this::generate);
    if (written.size() == before) {
      // Without a new file there may be no other round, and some may wait for one another.
      definitions.settle(true);
      List.copyOf(unready).forEach(this::generate);
      definitions.settle(false);
    }
  }

  /** Of two definitions whose flows have one name, the first has it. */
  private FlowModel parse(DefinitionParser parser, String name) throws Mistake, Unready {
    String flow = parser.flowName();
    if (!owners.computeIfAbsent(flow, free -> name).equals(name)) {
      throw NameCollision.taken(
          definitions.element(name), flow.substring(flow.lastIndexOf('.') + 1));
    }
    return parser.parse();
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
      write(name, FlowWriter.write(model), definition);
      if (!parser.warnings().isEmpty()) {
        doubted.add(name);
      }
    } catch (Unready missing) {
      waiting.add(name);
      unready.add(name);
    } catch (Mistake mistake) {
      if (parser.isUnsettled()) {
        waiting.add(name);
      } else {
        mistaken.add(name);
        writeStub(name, parser, definition);
      }
    } catch (RuntimeException failure) {
      reporter.report(failure, definition);
      written.add(name);
    }
  }

  /** The compiler itself reports a type that nobody made: only the generated class is missing. */
  private void giveUpWaiting(String name) {
    generate(name);
    if (waiting.contains(name)) {
      TypeElement definition = definitions.element(name);
      writeStub(name, definitions.parser(definition), definition);
    }
  }

  private void report(String name) {
    TypeElement definition = definitions.element(name);
    try {
      parse(definitions.parser(definition), name);
      // A stub that nobody hears of would only be found when it runs.
      reporter.report(new IllegalStateException("changed by another processor"), definition);
    } catch (Mistake mistake) {
      reporter.report(mistake, definition);
    } catch (Unready unready) {
      // The compiler reports the missing type.
    } catch (RuntimeException failure) {
      reporter.report(failure, definition);
    }
  }

  /** As mistakes are, warnings are told in the last round, with elements that have positions. */
  private void warn(String name) {
    DefinitionParser parser = definitions.parser(definitions.element(name));
    try {
      parse(parser, name);
      parser.warnings().forEach(reporter::report);
    } catch (Mistake | Unready changed) {
      // What another processor made of it since is not what the flow was generated from.
    }
  }

  private void writeStub(String name, DefinitionParser parser, TypeElement definition) {
    Optional<Header> header = parser.guess();
    if (header.isPresent() && name.equals(owners.get(parser.flowName()))) {
      write(name, StubWriter.write(header.get()), definition);
    }
    written.add(name);
  }

  private void write(String name, JavaFile file, TypeElement definition) {
    written.add(name);
    // As one text: the filer's writer encodes each piece that it is given by itself.
    String text = file.toString();
    try (Writer source =
        processingEnv.getFiler().createSourceFile(qualifiedName(file), definition).openWriter()) {
      source.write(text);
    } catch (FilerException exists) {
      // Generated sources were fed back in as sources: what is there is what would be written.
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String qualifiedName(JavaFile file) {
    return file.packageName().isEmpty()
        ? file.typeSpec().name()
        : file.packageName() + "." + file.typeSpec().name();
  }
}
