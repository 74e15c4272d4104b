package dev.stageflow.processor.parse.header;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.parse.member.ParseContext;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** The empty accumulators that need no {@code start}. */
public final class Defaults {
  private static final Map<Class<?>, Class<?>> COLLECTIONS =
      Map.of(
          Iterable.class, ArrayList.class,
          Collection.class, ArrayList.class,
          List.class, ArrayList.class,
          Set.class, LinkedHashSet.class,
          Map.class, LinkedHashMap.class);

  private static final List<Class<?>> BIG_NUMBERS = List.of(BigDecimal.class, BigInteger.class);

  private final TypeTool tool;
  private final Elements elements;
  private final PackageElement home;

  public Defaults(ParseContext context) {
    this.tool = context.tool();
    this.elements = tool.elements();
    this.home = elements.getPackageOf(context.definition());
  }

  /** An expression for an empty accumulator of a type, if there is an obvious one. */
  public Optional<CodeBlock> empty(TypeMirror type) {
    String zero = zero(type);
    if (zero != null) {
      return Optional.of(CodeBlock.of("$L", zero));
    }
    for (Class<?> big : BIG_NUMBERS) {
      if (tool.isExactly(type, big)) {
        return Optional.of(CodeBlock.of("$T.ZERO", big));
      }
    }
    if (!(type instanceof DeclaredType declared)) {
      return Optional.empty();
    }
    for (Map.Entry<Class<?>, Class<?>> collection : COLLECTIONS.entrySet()) {
      if (tool.isExactly(type, collection.getKey())) {
        return Optional.of(CodeBlock.of("new $T<>()", collection.getValue()));
      }
    }
    TypeElement element = (TypeElement) declared.asElement();
    if (!isConstructible(element)) {
      return Optional.empty();
    }
    String diamond = declared.getTypeArguments().isEmpty() ? "" : "<>";
    return Optional.of(CodeBlock.of("new $T$L()", ClassName.get(element), diamond));
  }

  /** The empty value of a number, a character, a boolean or a string. */
  private @Nullable String zero(TypeMirror type) {
    if (tool.isExactly(type, String.class)) {
      return "\"\"";
    }
    boolean isPrimitive = type.getKind().isPrimitive();
    return switch (tool.unboxed(type).orElse(type).getKind()) {
      case BOOLEAN -> "false";
      case CHAR -> "'\\0'";
      case INT -> "0";
      case LONG -> "0L";
      case FLOAT -> "0F";
      case DOUBLE -> "0D";
      case SHORT -> isPrimitive ? "0" : "Short.valueOf(\"0\")";
      case BYTE -> isPrimitive ? "0" : "Byte.valueOf(\"0\")";
      default -> null;
    };
  }

  /**
   * Whether generated code in the definition's package can instantiate a class without arguments.
   */
  public boolean isConstructible(TypeElement type) {
    boolean nestedInside =
        type.getEnclosingElement() instanceof TypeElement
            && !type.getModifiers().contains(Modifier.STATIC);
    if ((type.getKind() != ElementKind.CLASS && !type.getKind().name().equals("RECORD"))
        || type.getModifiers().contains(Modifier.ABSTRACT)
        || (nestedInside && type.getKind() == ElementKind.CLASS)) {
      return false;
    }
    return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
        .anyMatch(
            constructor ->
                constructor.getParameters().isEmpty()
                    && constructor.getThrownTypes().isEmpty()
                    && isVisible(constructor));
  }

  private boolean isVisible(ExecutableElement constructor) {
    if (constructor.getModifiers().contains(Modifier.PRIVATE)) {
      return false;
    }
    return constructor.getModifiers().contains(Modifier.PUBLIC)
        || elements.getPackageOf(constructor).equals(home);
  }
}
