package dev.stageflow.processor;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.diagnostic.message.DefinitionMessage;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.RoundEnvironment;
import javax.tools.Diagnostic;

/**
 * Finds stages in local and anonymous classes, which processors do not see as elements. It searches
 * the syntax trees of sources that import stage annotations, which only javac provides.
 */
final class LocalStages {
  private final Trees trees;
  private final Set<CompilationUnitTree> seen = new HashSet<>();

  /** The first stage of each such class, and the file that it is in. */
  private final Map<MethodTree, CompilationUnitTree> found = new LinkedHashMap<>();

  LocalStages(Trees trees) {
    this.trees = trees;
  }

  /** Searches the sources of a round. */
  void note(RoundEnvironment round) {
    round.getRootElements().stream()
        .map(trees::getPath)
        .flatMap(Stream::ofNullable)
        .map(TreePath::getCompilationUnit)
        .filter(unit -> unit.getImports().stream().anyMatch(LocalStages::isOfStageflow))
        .filter(seen::add)
        .forEach(unit -> new Scanner(unit).scan(unit.getTypeDecls(), null));
  }

  private static boolean isOfStageflow(ImportTree imported) {
    return imported.getQualifiedIdentifier().toString().startsWith(Annotations.PACKAGE);
  }

  /** Reports what was found. */
  void report() {
    found.forEach(
        (stage, unit) ->
            trees.printMessage(
                Diagnostic.Kind.ERROR,
                DefinitionMessage.LOCAL_DEFINITION.text(stage.getName()),
                stage,
                unit));
  }

  private final class Scanner extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private boolean inBody;

    Scanner(CompilationUnitTree unit) {
      this.unit = unit;
    }

    @Override
    public Void visitBlock(BlockTree block, Void none) {
      return inBody(() -> super.visitBlock(block, null));
    }

    @Override
    public Void visitLambdaExpression(LambdaExpressionTree lambda, Void none) {
      return inBody(() -> super.visitLambdaExpression(lambda, null));
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void none) {
      return inBody(() -> super.visitNewClass(made, null));
    }

    private Void inBody(Runnable visit) {
      boolean before = inBody;
      inBody = true;
      visit.run();
      inBody = before;
      return null;
    }

    @Override
    public Void visitClass(ClassTree type, Void none) {
      if (inBody) {
        type.getMembers().stream()
            .filter(MethodTree.class::isInstance)
            .map(MethodTree.class::cast)
            .filter(this::isStage)
            .findFirst()
            .ifPresent(stage -> found.put(stage, unit));
      }
      return super.visitClass(type, null);
    }

    private boolean isStage(MethodTree method) {
      return method.getModifiers().getAnnotations().stream()
          .map(AnnotationTree::getAnnotationType)
          .anyMatch(this::isOfStage);
    }

    private boolean isOfStage(Tree annotation) {
      String name = annotation.toString();
      return Stream.of(StageMethod.Kind.values())
          .map(StageMethod.Kind::annotation)
          .anyMatch(
              stage ->
                  name.equals(Annotations.PACKAGE + stage)
                      || (name.equals(stage) && isImported(stage)));
    }

    private boolean isImported(String annotation) {
      return unit.getImports().stream()
          .map(imported -> imported.getQualifiedIdentifier().toString())
          .anyMatch(
              name ->
                  name.equals(Annotations.PACKAGE + annotation)
                      || name.equals(Annotations.PACKAGE + "*"));
    }
  }
}
