package dev.stageflow.processor.parse;

import com.squareup.javapoet.CodeBlock;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Reads a literal of Java source as a value of a wanted type. */
final class Literal {
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9_]*)[lL]?");
  private static final Pattern REAL =
      Pattern.compile("-?([0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+)([eE][+-]?[0-9]+)?[fFdD]?");
  private static final Pattern CHARACTER = Pattern.compile("'([^'\\\\]|\\\\.)'");
  private static final Pattern STRING = Pattern.compile("\"([^\"\\\\]|\\\\.)*\"");
  private static final Pattern BOOLEAN = Pattern.compile("true|false");

  private final TypeTool tool;
  private final Types types;

  Literal(TypeTool tool, Types types) {
    this.tool = tool;
    this.types = types;
  }

  /** The literal as an expression of the type, or of its box; empty if it is none of that type. */
  Optional<CodeBlock> of(String source, TypeMirror wanted) {
    if (tool.isExactly(wanted, "java.lang.String")) {
      return matching(STRING, source, source);
    }
    TypeKind kind = kind(wanted);
    boolean boxed = !wanted.getKind().isPrimitive();
    String digits = source.replaceAll("[lLfFdD]$", "");
    return switch (kind) {
      case BOOLEAN -> matching(BOOLEAN, source, source);
      case CHAR -> matching(CHARACTER, source, source);
      case INT -> source.equals(digits) ? integer(source, digits, wanted) : Optional.empty();
      case LONG -> integer(source, digits + "L", wanted);
      case SHORT, BYTE ->
          boxed
              ? integer(source, tool.format(wanted) + ".valueOf(\"" + digits + "\")", wanted)
              : integer(source, digits, wanted);
      case FLOAT -> matching(REAL, source, digits + "F");
      case DOUBLE -> matching(REAL, source, digits + "D");
      default -> Optional.empty();
    };
  }

  private Optional<CodeBlock> integer(String source, String code, TypeMirror wanted) {
    if (!INTEGER.matcher(source).matches()) {
      return Optional.empty();
    }
    try {
      long value = Long.parseLong(source.replaceAll("[lL_]", ""));
      boolean fits =
          switch (kind(wanted)) {
            case INT -> value == (int) value;
            case SHORT -> value == (short) value;
            case BYTE -> value == (byte) value;
            default -> true;
          };
      return fits ? Optional.of(CodeBlock.of("$L", code)) : Optional.empty();
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  private static Optional<CodeBlock> matching(Pattern pattern, String source, String code) {
    return pattern.matcher(source).matches()
        ? Optional.of(CodeBlock.of("$L", code))
        : Optional.empty();
  }

  private TypeKind kind(TypeMirror type) {
    if (type.getKind().isPrimitive()) {
      return type.getKind();
    }
    try {
      return types.unboxedType(type).getKind();
    } catch (IllegalArgumentException noBox) {
      return TypeKind.NONE;
    }
  }
}
