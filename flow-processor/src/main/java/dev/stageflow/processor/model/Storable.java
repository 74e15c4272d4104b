package dev.stageflow.processor.model;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.TypeName;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How values of a type are saved. */
public sealed interface Storable {

  /** The type as the saved form of a definition names it. */
  String form();

  /** A type as the saved form names it: with its package, unless it is one of the JDK's. */
  static String form(TypeName type) {
    return type.toString().replaceAll("\\bjava\\.[a-z.]+\\.(?=\\p{Lu})", "");
  }

  /** How values of a primitive type are saved. */
  static Direct primitive(TypeName type) {
    String keyword = type.toString();
    return new Direct(
        keyword.substring(0, 1).toUpperCase(Locale.ROOT) + keyword.substring(1), keyword);
  }

  /**
   * A type that writer and reader have methods for: a primitive type, a string, or bytes.
   *
   * @param name the rest of the methods' names after {@code write} and {@code read}, such as {@code
   *     Int}
   */
  record Direct(String name, String form) implements Storable {}

  /**
   * A type of the JDK.
   *
   * @param constant the constant of {@link dev.stageflow.internal.save.Scalar}
   */
  record Scalar(String constant, String form) implements Storable {}

  /**
   * An enum, or a set of one.
   *
   * @param type the enum
   */
  record Enumerated(TypeName type, boolean isSet) implements Storable {
    @Override
    public String form() {
      return isSet ? "EnumSet<" + Storable.form(type) + ">" : Storable.form(type);
    }
  }

  /** A record or sealed interface: the flow's class has methods for it. */
  record Named(TypeName type) implements Storable {
    @Override
    public String form() {
      return Storable.form(type);
    }
  }

  /**
   * A type that holds values of other types: an array, an optional value, a collection, a map.
   *
   * @param write the writer's method, which takes for each part what writes it
   * @param read the reader's method, which takes for each part what reads it
   * @param made the reader's argument before these; null for none
   * @param parts the types of the parts
   */
  record Composed(
      String write, CodeBlock read, @Nullable CodeBlock made, List<Storable> parts, String form)
      implements Storable {

    /** Copies the parts. */
    public Composed {
      parts = List.copyOf(parts);
    }
  }

  /** A type that the definition has a codec for. */
  record Coded(TypeName type, Codec codec) implements Storable {
    @Override
    public String form() {
      return Storable.form(type) + " by " + codec.name();
    }
  }

  /**
   * A codec of the definition.
   *
   * @param name the field or method that gives it
   * @param isMethod whether it is a method
   * @param staticOwner the class that has it if it is static, else null
   */
  record Codec(String name, boolean isMethod, @Nullable ClassName staticOwner) {}
}
