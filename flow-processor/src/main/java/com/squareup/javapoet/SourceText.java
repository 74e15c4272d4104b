package com.squareup.javapoet;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file as {@link JavaFile#toString} does, to the character, in a fraction of the time:
 * JavaPoet compiles a regular expression for each piece of text, and lays out all text twice, the
 * first time only to see which types are to be imported. By what name a type is called its {@link
 * CodeWriter} still decides.
 *
 * <p>Files are as the processor writes them: of classes, indented by two spaces, without static
 * imports, initializers, comments and annotated types.
 *
 * <p>The class is in JavaPoet's package because a code block shows its parts nowhere else.
 */
@NullMarked
public final class SourceText {
  static final String INDENT = "  ";

  private final JavaFile file;
  private final TypeNaming names;

  /** What is written; null while types are looked at alone, to find out what to import. */
  private final @Nullable SourceLines lines;

  private SourceText(
      JavaFile file,
      Map<String, ClassName> imports,
      Set<String> qualified,
      @Nullable SourceLines lines) {
    this.file = file;
    this.lines = lines;
    names = new TypeNaming(file.packageName, imports, qualified, lines);
  }

  /**
   * Writes a file.
   *
   * @param file the file
   * @return its text
   */
  public static String of(JavaFile file) {
    Set<String> qualified = new LinkedHashSet<>();
    addQualified(file.typeSpec, qualified);
    try {
      SourceText types = new SourceText(file, Collections.emptyMap(), qualified, null);
      types.type(file.typeSpec);
      SourceLines lines = new SourceLines();
      Map<String, ClassName> imports = types.names.imports();
      new SourceText(file, imports, qualified, lines).write(imports.values(), qualified);
      return lines.toString();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void addQualified(TypeSpec type, Set<String> qualified) {
    qualified.addAll(type.alwaysQualifiedNames);
    type.typeSpecs.forEach(nested -> addQualified(nested, qualified));
  }

  private void write(Iterable<ClassName> imports, Set<String> qualified) throws IOException {
    if (!file.packageName.isEmpty()) {
      add("package " + file.packageName + ";\n\n");
    }
    StringBuilder imported = new StringBuilder();
    Set<ClassName> sorted = new TreeSet<>();
    imports.forEach(sorted::add);
    for (ClassName type : sorted) {
      if (!file.skipJavaLangImports
          || !type.packageName.equals("java.lang")
          || qualified.contains(type.simpleName)) {
        imported.append("import ").append(type.canonicalName).append(";\n");
      }
    }
    if (imported.length() > 0) {
      add(imported.append('\n').toString());
    }
    type(file.typeSpec);
  }

  private void add(String text) {
    if (lines != null) {
      lines.add(text);
    }
  }

  private void indent(int levels) {
    if (lines != null) {
      lines.indent(levels);
    }
  }

  private void type(TypeSpec type) throws IOException {
    Util.checkArgument(
        type.kind == TypeSpec.Kind.CLASS
            && type.name != null
            && type.superinterfaces.isEmpty()
            && type.staticBlock.isEmpty()
            && type.initializerBlock.isEmpty(),
        "%s is of a kind that is not written",
        type.name);
    // In the class's head its own nested classes are not in scope.
    names.enter(TypeSpec.classBuilder(type.name).build());
    javadoc(type.javadoc);
    annotations(type.annotations, "\n");
    modifiers(type.modifiers);
    add("class ");
    add(type.name);
    names.declare(type.typeVariables);
    if (!TypeNaming.isObject(type.superclass)) {
      add(" extends ");
      names.name(type.superclass);
    }
    names.leave();
    add(" {\n");
    names.enter(type);
    indent(1);
    members(type);
    indent(-1);
    names.leave();
    names.forget(type.typeVariables);
    add("}\n");
  }

  private void members(TypeSpec type) throws IOException {
    String between = "";
    for (boolean isStatic : new boolean[] {true, false}) {
      for (FieldSpec field : type.fieldSpecs) {
        if (field.hasModifier(Modifier.STATIC) == isStatic) {
          add(between);
          field(field);
          between = "\n";
        }
      }
    }
    for (boolean isConstructor : new boolean[] {true, false}) {
      for (MethodSpec method : type.methodSpecs) {
        if (method.isConstructor() == isConstructor) {
          add(between);
          method(method, type.name);
          between = "\n";
        }
      }
    }
    for (TypeSpec nested : type.typeSpecs) {
      add(between);
      type(nested);
      between = "\n";
    }
  }

  private void field(FieldSpec field) throws IOException {
    javadoc(field.javadoc);
    annotations(field.annotations, "\n");
    modifiers(field.modifiers);
    names.name(field.type);
    add(" ");
    add(field.name);
    if (!field.initializer.isEmpty()) {
      add(" = ");
      code(field.initializer);
    }
    add(";\n");
  }

  private void method(MethodSpec method, String className) throws IOException {
    javadoc(method.javadoc);
    annotations(method.annotations, "\n");
    modifiers(method.modifiers);
    if (!method.typeVariables.isEmpty()) {
      names.declare(method.typeVariables);
      add(" ");
    }
    if (method.isConstructor()) {
      add(className);
    } else {
      names.name(method.returnType);
      add(" ");
      add(method.name);
    }
    add("(");
    parameters(method);
    String before = "throws";
    for (TypeName exception : method.exceptions) {
      if (before.equals("throws")) {
        breakableSpace();
      }
      add(before);
      breakableSpace();
      names.name(exception);
      before = ",";
    }
    if (method.hasModifier(Modifier.ABSTRACT)) {
      add(";\n");
    } else {
      add(" {\n");
      indent(1);
      code(method.code);
      endLine();
      indent(-1);
      add("}\n");
    }
    if (!method.typeVariables.isEmpty()) {
      names.forget(method.typeVariables);
    }
  }

  private void parameters(MethodSpec method) throws IOException {
    if (lines != null) {
      lines.allowBreak();
    }
    int left = method.parameters.size();
    for (ParameterSpec parameter : method.parameters) {
      left--;
      Util.checkArgument(parameter.javadoc.isEmpty(), "javadoc of %s", parameter.name);
      annotations(parameter.annotations, " ");
      modifiers(parameter.modifiers);
      if (left == 0 && method.varargs) {
        names.name(((ArrayTypeName) parameter.type).componentType);
        add("...");
      } else {
        names.name(parameter.type);
      }
      add(" ");
      add(parameter.name);
      if (left > 0) {
        add(",");
        breakableSpace();
      }
    }
    add(")");
  }

  private void javadoc(CodeBlock javadoc) throws IOException {
    if (javadoc.isEmpty()) {
      return;
    }
    add("/**\n");
    setInJavadoc(true);
    code(javadoc);
    endLine();
    setInJavadoc(false);
    add(" */\n");
  }

  private void setInJavadoc(boolean isJavadoc) {
    names.javadoc(isJavadoc);
    if (lines != null) {
      lines.javadoc(isJavadoc);
    }
  }

  private void endLine() {
    if (lines != null && !lines.endsWithLine()) {
      lines.add("\n");
    }
  }

  private void breakableSpace() {
    if (lines != null) {
      lines.addBreakableSpace();
    }
  }

  private void modifiers(Set<Modifier> modifiers) {
    if (lines != null && !modifiers.isEmpty()) {
      // In the usual order.
      EnumSet.copyOf(modifiers).forEach(modifier -> lines.add(modifier + " "));
    }
  }

  private void annotations(List<AnnotationSpec> annotations, String after) throws IOException {
    boolean isInline = after.equals(" ");
    for (AnnotationSpec annotation : annotations) {
      annotation(annotation, isInline);
      add(after);
    }
  }

  private void annotation(AnnotationSpec annotation, boolean isInline) throws IOException {
    String space = isInline ? "" : "\n";
    Map<String, List<CodeBlock>> members = annotation.members;
    add("@");
    names.name(annotation.type);
    if (members.isEmpty()) {
      return;
    }
    if (members.keySet().equals(Set.of("value"))) {
      add("(");
      values(members.values().iterator().next(), space);
      add(")");
      return;
    }
    add("(" + space);
    indent(2);
    String before = "";
    for (Map.Entry<String, List<CodeBlock>> member : members.entrySet()) {
      add(before + member.getKey() + " = ");
      values(member.getValue(), space);
      before = isInline ? ", " : ",\n";
    }
    indent(-2);
    add(space + ")");
  }

  private void values(List<CodeBlock> values, String space) throws IOException {
    boolean isOne = values.size() == 1;
    add(isOne ? "" : "{" + space);
    indent(2);
    String before = "";
    for (CodeBlock value : values) {
      add(before);
      code(value);
      before = space.isEmpty() ? ", " : ",\n";
    }
    indent(-2);
    add(isOne ? "" : space + "}");
  }

  private void code(CodeBlock code) throws IOException {
    List<Object> arguments = code.args;
    if (lines == null) {
      for (Object argument : arguments) {
        if (argument instanceof TypeName type) {
          names.name(type);
        } else if (argument instanceof CodeBlock inner) {
          code(inner);
        }
      }
      return;
    }
    int next = 0;
    for (String part : code.formatParts) {
      if (part.charAt(0) != '$') {
        add(part);
        continue;
      }
      switch (part.charAt(1)) {
        case 'L' -> literal(arguments.get(next++));
        case 'N' -> add((String) arguments.get(next++));
        case 'S' -> string((String) arguments.get(next++));
        case 'T' -> names.name((TypeName) arguments.get(next++));
        case '$' -> add("$");
        case '>' -> lines.indent(1);
        case '<' -> lines.indent(-1);
        case '[' -> lines.beginStatement();
        case ']' -> lines.endStatement();
        case 'W' -> lines.addBreakableSpace();
        case 'Z' -> lines.allowBreak();
        default -> throw new IllegalArgumentException(part);
      }
    }
  }

  private void literal(@Nullable Object literal) throws IOException {
    if (literal instanceof CodeBlock code) {
      code(code);
      return;
    }
    Util.checkArgument(
        !(literal instanceof TypeSpec) && !(literal instanceof AnnotationSpec),
        "a declaration within code: %s",
        literal);
    add(String.valueOf(literal));
  }

  private void string(@Nullable String text) {
    add(text == null ? "null" : Util.stringLiteralWithDoubleQuotes(text, INDENT));
  }
}
