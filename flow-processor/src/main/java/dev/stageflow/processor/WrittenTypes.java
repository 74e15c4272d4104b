package dev.stageflow.processor;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * What is written in a source. A type with type arguments that does not exist yet has no name in
 * javac 17's own model of it; other compilers keep the name.
 */
final class WrittenTypes {
  private final @Nullable Trees trees;

  WrittenTypes(ProcessingEnvironment environment) {
    trees = trees(environment);
  }

  private static @Nullable Trees trees(ProcessingEnvironment environment) {
    try {
      return Trees.instance(environment);
    } catch (IllegalArgumentException | LinkageError notJavac) {
      return null;
    }
  }

  /** Whether the compiler shows what is written, as javac does. */
  boolean areKnown() {
    return trees != null;
  }

  /** The stages of local classes; null where the compiler does not tell. */
  @Nullable LocalStages localStages() {
    return trees == null ? null : new LocalStages(trees);
  }

  /** The text of the file that declares a class; empty where the compiler does not tell. */
  String source(TypeElement type) {
    TreePath path = trees == null ? null : trees.getPath(type);
    if (path == null) {
      return "";
    }
    try {
      return path.getCompilationUnit().getSourceFile().getCharContent(true).toString();
    } catch (IOException unreadable) {
      return "";
    }
  }

  /** A method's result, none where the compiler does not tell. */
  Optional<String> result(ExecutableElement method) {
    MethodTree tree = trees == null ? null : trees.getTree(method);
    return tree == null
        ? Optional.empty()
        : Optional.ofNullable(tree.getReturnType()).map(String::valueOf);
  }
}
