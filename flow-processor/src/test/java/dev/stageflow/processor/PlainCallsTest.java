package dev.stageflow.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.Element;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated code calls a definition's methods as one would by hand, so that an IDE finds their
 * usages: in each loop over a source, once more for an item that was left half-way, and once where
 * stages are added.
 */
class PlainCallsTest {
  private static final Path FILES = Path.of("src/test/resources/golden");

  @TempDir Path output;

  static List<Arguments> definitions() {
    return List.of(
        Arguments.of("Greeting", Map.of("strip", 1, "named", 1, "greet", 1)),
        Arguments.of(
            "OrderReport",
            Map.of(
                "orders",
                1,
                "open",
                1,
                "items",
                1,
                "price",
                3,
                "emptyTable",
                1,
                "add",
                3,
                "render",
                1,
                "closeOrder",
                1)),
        Arguments.of("SquareSum", Map.of("numbers", 1, "odd", 2, "square", 2, "sum", 2)),
        Arguments.of("Largest", Map.of("all", 1, "gather", 3, "largest", 1)),
        Arguments.of("Prices", Map.of("articles", 1, "price", 2, "save", 2, "sum", 2)),
        Arguments.of("Batches", Map.of("words", 1, "add", 2, "full", 2, "batch", 2)),
        Arguments.of("Countdown", Map.of("seconds", 1, "tell", 2)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("definitions")
  void eachMethodIsCalledByItsName(String definition, Map<String, Integer> calls)
      throws IOException {
    assertThat(calls(definition)).isEqualTo(calls);
  }

  /** How often a generated flow calls each method of its definition. */
  private Map<String, Integer> calls(String definition) throws IOException {
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(told, Locale.ROOT, StandardCharsets.UTF_8)) {
      manager.setLocation(StandardLocation.CLASS_PATH, OnDisk.STAGEFLOW);
      List<File> folder = List.of(output.toFile());
      manager.setLocation(StandardLocation.CLASS_OUTPUT, folder);
      manager.setLocation(StandardLocation.SOURCE_OUTPUT, folder);
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  told,
                  List.of(),
                  null,
                  manager.getJavaFileObjects(FILES.resolve(definition + ".java")));
      task.setProcessors(List.of(new FlowProcessor()));
      List<CompilationUnitTree> flows = new ArrayList<>();
      task.addTaskListener(
          new TaskListener() {
            @Override
            public void finished(TaskEvent event) {
              if (event.getKind() == TaskEvent.Kind.ANALYZE
                  && event.getSourceFile().getName().endsWith("Flow.java")) {
                flows.add(event.getCompilationUnit());
              }
            }
          });
      task.analyze();
      assertThat(told.getDiagnostics()).isEmpty();
      Calls calls = new Calls(Trees.instance(task), definition);
      calls.scan(flows.get(0), null);
      return calls.numbers;
    }
  }

  private static final class Calls extends TreePathScanner<Void, Void> {
    private final Trees trees;
    private final String definition;
    private final Map<String, Integer> numbers = new TreeMap<>();

    Calls(Trees trees, String definition) {
      this.trees = trees;
      this.definition = definition;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
      count(call.getMethodSelect());
      return super.visitMethodInvocation(call, nothing);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree reference, Void nothing) {
      count(reference);
      return super.visitMemberReference(reference, nothing);
    }

    private void count(Tree method) {
      Element called = trees.getElement(new TreePath(getCurrentPath(), method));
      if (called.getEnclosingElement().toString().equals("shop." + definition)) {
        numbers.merge(called.getSimpleName().toString(), 1, Integer::sum);
      }
    }
  }
}
