package com.squareup.javapoet;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Writes what types are called where they stand, and finds out which are to be imported. By what
 * name a class is called JavaPoet's {@link CodeWriter} decides.
 */
@NullMarked
final class TypeNaming {
  private final CodeWriter writer;

  /** What the writer writes. */
  private final StringBuilder written = new StringBuilder();

  private final String packageName;

  /** What classes are called, as long as the scope does not change. */
  private final Map<String, String> inScope = new HashMap<>();

  /** Where the names are written; null while types are looked at alone. */
  private final @Nullable SourceLines lines;

  private boolean inJavadoc;

  TypeNaming(
      String packageName,
      Map<String, ClassName> imports,
      Set<String> qualified,
      @Nullable SourceLines lines) {
    this.packageName = packageName;
    this.lines = lines;
    writer = new CodeWriter(written, SourceText.INDENT, imports, Collections.emptySet(), qualified);
    writer.pushPackage(packageName);
  }

  /** What should be imported for the types that were named, by simple names. */
  Map<String, ClassName> imports() {
    return writer.suggestedImports();
  }

  /** Begins a class: its nested classes are in scope. */
  void enter(TypeSpec type) {
    writer.pushType(type);
    inScope.clear();
  }

  /** Ends a class. */
  void leave() {
    writer.popType();
    inScope.clear();
  }

  /** Writes type variables with their bounds, and takes them into scope. */
  void declare(List<TypeVariableName> variables) throws IOException {
    writer.emitTypeVariables(variables);
    inScope.clear();
    addWritten();
  }

  /** Type variables are no longer in scope. */
  void forget(List<TypeVariableName> variables) throws IOException {
    writer.popTypeVariables(variables);
    inScope.clear();
  }

  /** Begins or ends a comment: what is referred to there alone is not imported. */
  void javadoc(boolean isJavadoc) {
    inJavadoc = isJavadoc;
  }

  /** Writes what a type is called. */
  void name(TypeName type) throws IOException {
    if (type.isAnnotated()) {
      named(type);
    } else if (type instanceof ClassName name) {
      className(name);
    } else if (type instanceof ParameterizedTypeName generic) {
      generic(generic);
    } else if (type instanceof ArrayTypeName array) {
      name(array.componentType);
      add("[]");
    } else if (type instanceof WildcardTypeName wildcard) {
      wildcard(wildcard);
    } else if (type instanceof TypeVariableName variable) {
      add(variable.name);
    } else {
      add(type.toString());
    }
  }

  private void generic(ParameterizedTypeName type) throws IOException {
    if (type.rawType.enclosingClassName != null) {
      // It may be an inner class of a generic one.
      named(type);
      return;
    }
    className(type.rawType);
    String before = "<";
    for (TypeName argument : type.typeArguments) {
      add(before);
      name(argument);
      before = ", ";
    }
    add(">");
  }

  private void wildcard(WildcardTypeName type) throws IOException {
    TypeName bound = type.lowerBounds.isEmpty() ? type.upperBounds.get(0) : type.lowerBounds.get(0);
    if (type.lowerBounds.isEmpty() && isObject(bound)) {
      add("?");
      return;
    }
    add(type.lowerBounds.isEmpty() ? "? extends " : "? super ");
    name(bound);
  }

  /** Has JavaPoet itself write a type. */
  private void named(TypeName type) throws IOException {
    if (lines != null || !inJavadoc) {
      type.emit(writer);
      addWritten();
    }
  }

  private void className(ClassName type) {
    if (lines != null || !inJavadoc || type.packageName.equals(packageName)) {
      add(inScope.computeIfAbsent(type.canonicalName, none -> writer.lookupName(type)));
    }
  }

  private void addWritten() {
    add(written.toString());
    written.setLength(0);
  }

  private void add(String text) {
    if (lines != null) {
      lines.add(text);
    }
  }

  static boolean isObject(TypeName type) {
    return type instanceof ClassName name
        && name.canonicalName.equals(ClassName.OBJECT.canonicalName);
  }
}
