package dev.stageflow.processor.parse;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import dev.stageflow.processor.parse.member.ParseContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** The empty accumulators that need no {@code start}. */
final class Defaults {
  private static final Map<String, String> ZEROS =
      Map.ofEntries(
          Map.entry("boolean", "false"),
          Map.entry("byte", "0"),
          Map.entry("short", "0"),
          Map.entry("int", "0"),
          Map.entry("long", "0L"),
          Map.entry("float", "0F"),
          Map.entry("double", "0D"),
          Map.entry("char", "'\\0'"),
          Map.entry("java.lang.Boolean", "false"),
          Map.entry("java.lang.Byte", "Byte.valueOf(\"0\")"),
          Map.entry("java.lang.Short", "Short.valueOf(\"0\")"),
          Map.entry("java.lang.Integer", "0"),
          Map.entry("java.lang.Long", "0L"),
          Map.entry("java.lang.Float", "0F"),
          Map.entry("java.lang.Double", "0D"),
          Map.entry("java.lang.Character", "'\\0'"),
          Map.entry("java.lang.String", "\"\""));

  private static final Map<String, Class<?>> COLLECTIONS =
      Map.of(
          "java.lang.Iterable", ArrayList.class,
          "java.util.Collection", ArrayList.class,
          "java.util.List", ArrayList.class,
          "java.util.Set", LinkedHashSet.class,
          "java.util.Map", LinkedHashMap.class);

  private final Elements elements;
  private final PackageElement home;

  Defaults(ParseContext context) {
    this.elements = context.tool().elements();
    this.home = elements.getPackageOf(context.definition());
  }

  /** An expression for an empty accumulator of a type, if there is an obvious one. */
  Optional<CodeBlock> empty(TypeMirror type) {
    String zero =
        ZEROS.get(
            type.getKind().isPrimitive()
                ? type.getKind().name().toLowerCase(Locale.ROOT)
                : qualified(type));
    if (zero != null) {
      return Optional.of(CodeBlock.of("$L", zero));
    }
    if (!(type instanceof DeclaredType declared)) {
      return Optional.empty();
    }
    Class<?> collection = COLLECTIONS.get(qualified(type));
    if (collection != null) {
      return Optional.of(CodeBlock.of("new $T<>()", collection));
    }
    TypeElement element = (TypeElement) declared.asElement();
    if (!isConstructible(element)) {
      return Optional.empty();
    }
    String diamond = declared.getTypeArguments().isEmpty() ? "" : "<>";
    return Optional.of(CodeBlock.of("new $T$L()", ClassName.get(element), diamond));
  }

  /** Whether generated code in the definition's package can make one without arguments. */
  boolean isConstructible(TypeElement type) {
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

  private static String qualified(TypeMirror type) {
    return type instanceof DeclaredType declared
        ? ((TypeElement) declared.asElement()).getQualifiedName().toString()
        : "";
  }
}
