package dev.stageflow.processor;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Types as they are written in a source. In javac 17's model, a type with type arguments that does
 * not exist yet has no name; other compilers keep it.
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

  /** Whether the compiler provides syntax trees, as javac does. */
  boolean areKnown() {
    return trees != null;
  }

  /** The stages of local classes; null if the compiler does not provide them. */
  @Nullable LocalStages localStages() {
    return trees == null ? null : new LocalStages(trees);
  }

  /** The text of the file that declares a class; empty if the compiler does not provide it. */
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

  /** The simple names of the annotations of a method and its parameters; none if not provided. */
  List<String> annotations(ExecutableElement method) {
    MethodTree tree = trees == null ? null : trees.getTree(method);
    return tree == null
        ? List.of()
        : Stream.concat(
                Stream.of(tree.getModifiers()),
                tree.getParameters().stream().map(VariableTree::getModifiers))
            .flatMap(modifiers -> modifiers.getAnnotations().stream())
            .map(annotation -> annotation.getAnnotationType().toString())
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .toList();
  }

  /** A method's result type; empty if the compiler does not provide it. */
  Optional<String> result(ExecutableElement method) {
    MethodTree tree = trees == null ? null : trees.getTree(method);
    return tree == null
        ? Optional.empty()
        : Optional.ofNullable(tree.getReturnType()).map(String::valueOf);
  }
}
