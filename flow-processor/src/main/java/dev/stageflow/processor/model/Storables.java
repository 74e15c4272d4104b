package dev.stageflow.processor.model;

import com.squareup.javapoet.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How the values of a durable definition are saved.
 *
 * @param types how values of each type are saved, also accumulators and keys
 * @param records the records that occur in values, each once
 * @param choices the sealed interfaces, likewise
 * @param enums the enums, likewise
 * @param asksDefinition whether a codec of the definition's instance is used
 */
public record Storables(
    Map<TypeName, Storable> types,
    List<Structure> records,
    List<Choice> choices,
    List<TypeName> enums,
    boolean asksDefinition) {
  /** For a definition that is not durable. */
  public static final Storables NONE =
      new Storables(Map.of(), List.of(), List.of(), List.of(), false);

  /** Copies the lists. */
  public Storables {
    types = Map.copyOf(types);
    records = List.copyOf(records);
    choices = List.copyOf(choices);
    enums = List.copyOf(enums);
  }

  /** How values of a type are saved; the type is one of those that were read. */
  public Storable of(TypeName type) {
    return Objects.requireNonNull(types.get(type), type::toString);
  }

  /**
   * A record.
   *
   * @param type the type, with its type arguments
   * @param components its components, in order
   */
  public record Structure(TypeName type, List<Component> components) {
    /** Copies the list. */
    public Structure {
      components = List.copyOf(components);
    }
  }

  /**
   * A part of a record.
   *
   * @param name its name, and that of its accessor
   */
  public record Component(String name, Storable type) {}

  /**
   * A sealed interface.
   *
   * @param type the type, with its type arguments
   * @param permitted its permitted subtypes
   */
  public record Choice(TypeName type, List<Permitted> permitted) {
    /** Copies the list. */
    public Choice {
      permitted = List.copyOf(permitted);
    }
  }

  /**
   * A subtype that a sealed interface permits.
   *
   * @param name by which it is saved
   */
  public record Permitted(TypeName type, String name, Storable storable) {}
}
