package dev.stageflow.processor.parse;

import com.squareup.javapoet.CodeBlock;
import dev.stageflow.processor.declaration.TypeTool;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads a literal of Java source as a value of a wanted type. */
final class Literal {
  private static final Pattern INTEGER =
      Pattern.compile(
          "(-?)(?:0[xX](?<hex>\\p{XDigit}(?:[\\p{XDigit}_]*\\p{XDigit})?)"
              + "|0[bB](?<binary>[01](?:[01_]*[01])?)"
              + "|0_*(?<octal>[0-7](?:[0-7_]*[0-7])?)"
              + "|(?<decimal>0|[1-9](?:[0-9_]*[0-9])?))(?<suffix>[lL]?)");
  private static final Pattern REAL =
      Pattern.compile("-?([0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+)([eE][+-]?[0-9]+)?[fFdD]?");
  private static final String ESCAPE = "\\\\(?:[btnfrs\"'\\\\]|[0-3]?[0-7]{1,2}|u+\\p{XDigit}{4})";
  private static final Pattern CHARACTER = Pattern.compile("'(?:[^'\\\\\\r\\n]|" + ESCAPE + ")'");
  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\\\r\\n]|" + ESCAPE + ")*\"");

  /** A line separator for JavaPoet, though not for Java. */
  private static final Pattern BREAK = Pattern.compile("[\\x0B\\f\\x85\\u2028\\u2029]");

  private static final Pattern BOOLEAN = Pattern.compile("true|false");

  /** The types of literals, in the order in which they are tried for a supertype. */
  private static final List<Class<?>> OWN_TYPES =
      List.of(
          Boolean.class,
          Character.class,
          Integer.class,
          Long.class,
          Double.class,
          Float.class,
          String.class);

  private final TypeTool tool;

  Literal(TypeTool tool) {
    this.tool = tool;
  }

  /** The literal as an expression of the type, or of its box; empty if it is none of that type. */
  Optional<CodeBlock> of(String source, TypeMirror wanted) {
    if (tool.isExactly(wanted, String.class)) {
      return matching(STRING, source);
    }
    Optional<CodeBlock> literal = ofPrimitive(source, wanted);
    return literal.isPresent() ? literal : ofItsOwnType(source, wanted);
  }

  /** A literal that is assigned to a supertype of its own type. */
  private Optional<CodeBlock> ofItsOwnType(String source, TypeMirror wanted) {
    boolean isPrimitive = wanted.getKind().isPrimitive();
    for (Class<?> own : OWN_TYPES) {
      TypeMirror type = tool.type(own);
      TypeMirror from = isPrimitive ? tool.unboxed(type).orElse(type) : type;
      if (!tool.same(type, wanted) && tool.assignable(from, wanted)) {
        Optional<CodeBlock> literal =
            own == String.class ? matching(STRING, source) : ofPrimitive(source, type);
        if (literal.isPresent() && (!isPrimitive || own == Character.class)) {
          return literal;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<CodeBlock> ofPrimitive(String source, TypeMirror wanted) {
    return switch (kind(wanted)) {
      case BOOLEAN -> matching(BOOLEAN, source);
      case CHAR -> matching(CHARACTER, source);
      case INT -> integer(source, 32, false).map(value -> code(value.intValue() + ""));
      case LONG -> integer(source, 64, true).map(value -> code(value.longValue() + "L"));
      case SHORT -> integer(source, 16, false).map(value -> small(value, "Short", wanted));
      case BYTE -> integer(source, 8, false).map(value -> small(value, "Byte", wanted));
      case FLOAT -> real(source, "F", Float.MAX_VALUE);
      case DOUBLE -> real(source, "D", Double.MAX_VALUE);
      default -> Optional.empty();
    };
  }

  /**
   * An integer of a number of bits; in hexadecimal, octal and binary, the sign is one of the bits.
   */
  private static Optional<BigInteger> integer(String source, int bits, boolean mayBeLong) {
    Matcher literal = INTEGER.matcher(source);
    if (!literal.matches() || (!mayBeLong && !literal.group("suffix").isEmpty())) {
      return Optional.empty();
    }
    BigInteger value = magnitude(literal);
    if (literal.group("decimal") == null && bits >= 32 && value.bitLength() == bits) {
      value = value.subtract(BigInteger.ONE.shiftLeft(bits));
    }
    BigInteger signed = literal.group(1).isEmpty() ? value : value.negate();
    return signed.bitLength() < bits ? Optional.of(signed) : Optional.empty();
  }

  private static BigInteger magnitude(Matcher literal) {
    if (literal.group("hex") != null) {
      return new BigInteger(literal.group("hex").replace("_", ""), 16);
    }
    if (literal.group("binary") != null) {
      return new BigInteger(literal.group("binary").replace("_", ""), 2);
    }
    if (literal.group("octal") != null) {
      return new BigInteger(literal.group("octal").replace("_", ""), 8);
    }
    return new BigInteger(literal.group("decimal").replace("_", ""));
  }

  /** A literal for these types is an int, which {@code equals} does not compare with their box. */
  private static CodeBlock small(BigInteger value, String box, TypeMirror wanted) {
    return code(
        wanted.getKind().isPrimitive() ? value.toString() : box + ".valueOf(\"" + value + "\")");
  }

  private static Optional<CodeBlock> real(String source, String suffix, double largest) {
    if (!REAL.matcher(source).matches()) {
      return Optional.empty();
    }
    String digits = source.replaceAll("[fFdD]$", "");
    double value = Math.abs(Double.parseDouble(digits));
    return value <= largest ? Optional.of(code(digits + suffix)) : Optional.empty();
  }

  private static Optional<CodeBlock> matching(Pattern pattern, String source) {
    return pattern.matcher(source).matches() ? Optional.of(code(source)) : Optional.empty();
  }

  private static CodeBlock code(String source) {
    return CodeBlock.of("$L", BREAK.matcher(source).replaceAll(Literal::escape));
  }

  private static String escape(MatchResult character) {
    return "\\\\u%04x".formatted((int) character.group().charAt(0));
  }

  private TypeKind kind(TypeMirror type) {
    return tool.unboxed(type).orElse(type).getKind();
  }
}
