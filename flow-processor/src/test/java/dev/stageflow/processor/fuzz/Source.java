package dev.stageflow.processor.fuzz;

import dev.stageflow.processor.fuzz.FuzzedDefinition.Super;
import dev.stageflow.processor.fuzz.Stage.Trait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a definition down. Types have their packages: a class may be called String. */
final class Source {
  /** What is only a risk, and done here on purpose. */
  private static final String SUPPRESSED =
      "@java.lang.SuppressWarnings({\"Flow/IdleContext\", \"Flow/NotResumable\"})\n";

  private final FuzzedDefinition definition;
  private final StringBuilder text = new StringBuilder();

  private Source(FuzzedDefinition definition) {
    this.definition = definition;
  }

  static String of(FuzzedDefinition definition) {
    return new Source(definition).write();
  }

  private String write() {
    text.append("package ").append(definition.packageName()).append(";\n\n");
    definition.supers().forEach(this::supertype);
    Shape shape = definition.shape();
    if (shape.isWithinAnother()) {
      text.append("class Outer {\n");
    }
    text.append(SUPPRESSED).append(mark());
    String name = definition.name();
    text.append(shape.declares(name + definition.parameters())).append(inherits()).append(" {\n");
    if (shape == Shape.ENUM) {
      text.append("  ONLY;\n");
    }
    own().forEach(stage -> stage(stage, modifiers(stage), shape == Shape.INTERFACE));
    text.append(shape.isWithinAnother() ? "}\n}\n" : "}\n");
    text.append(shape.extended(definition.parameters(), name + definition.arguments()));
    return text.toString();
  }

  /** What is said of the definition as a whole. */
  private String mark() {
    List<String> values = new ArrayList<>();
    if (definition.isOrdered()) {
      values.add(
          definition.declared(0, definition.stages().size()).stream()
              .map(stage -> "\"" + stage.name() + "\"")
              .collect(Collectors.joining(", ", "stages = {", "}")));
    }
    if (!definition.flow().isEmpty()) {
      values.add("name = \"" + definition.flow() + "\"");
    }
    if (definition.isExtensible()) {
      values.add("extensible = true");
    }
    if (definition.isDurable()) {
      values.add("durable = true");
    }
    if (definition.isKeyed()) {
      values.add("keyed = true");
    }
    if (definition.hasSeveralOutputs()) {
      values.add("output = java.lang.Object.class");
    }
    boolean isMarked = !values.isEmpty() || own().isEmpty();
    return isMarked
        ? "@dev.stageflow.annotation.FlowDefinition(" + String.join(", ", values) + ")\n"
        : "";
  }

  /** The stages that the definition itself declares; in another order if it tells the right one. */
  private List<Stage> own() {
    List<Stage> own = new ArrayList<>();
    int inherited = definition.inherited();
    definition.declared(0, inherited).stream()
        .filter(stage -> stage.has(Trait.OVERRIDES))
        .forEach(own::add);
    own.addAll(definition.declared(inherited, definition.stages().size()));
    if (definition.isOrdered()) {
      Collections.reverse(own);
    }
    return own;
  }

  private String inherits() {
    StringBuilder inherits = new StringBuilder();
    String before = definition.shape().inherits();
    for (Super supertype : definition.supers()) {
      inherits.append(supertype.isInterface() ? before : " extends ");
      inherits.append(supertype.name());
      inherits.append(supertype.isBound() ? "<java.lang.String>" : definition.arguments());
      before = supertype.isInterface() ? ", " : before;
    }
    return inherits.toString();
  }

  /** A supertype has type parameters of other names, or makes its strings one. */
  private void supertype(Super supertype) {
    int start = text.length();
    text.append("@dev.stageflow.annotation.FlowDefinition(generate = false)\n").append(SUPPRESSED);
    text.append(supertype.isInterface() ? "interface " : "class ").append(supertype.name());
    text.append(supertype.isBound() ? "<S>" : definition.parameters()).append(" {\n");
    for (Stage stage : definition.declared(supertype.from(), supertype.to())) {
      String modifiers = supertype.isInterface() ? "default " : stage.modifiers();
      if (supertype.isBound()) {
        modifiers = modifiers.replace("static ", "");
      }
      if (stage.has(Trait.OVERRIDES)) {
        new StageSource(stage, definition.around(stage), modifiers, supertype.isInterface(), text)
            .overridden();
      } else {
        stage(stage, modifiers, supertype.isInterface());
      }
    }
    text.append("}\n\n");
    String written = text.substring(start).replaceAll("\\bT\\b", "S");
    if (supertype.isBound()) {
      written = written.replaceAll("java\\.lang\\.String (given|upper\\d)", "S $1");
    }
    text.replace(start, text.length(), written);
  }

  /** Those that fit where the definition itself declares a stage. */
  private String modifiers(Stage stage) {
    if (definition.shape() == Shape.INTERFACE) {
      return stage.modifiers().equals("static ") ? "static " : "default ";
    }
    int at = definition.stages().indexOf(stage);
    boolean implementing =
        definition.supers().stream()
            .anyMatch(it -> it.isInterface() && it.from() <= at && at < it.to());
    return implementing ? "public " : stage.modifiers();
  }

  private void stage(Stage stage, String modifiers, boolean isInInterface) {
    List<Stage> around = definition.around(stage);
    StageSource method = new StageSource(stage, around, modifiers, isInInterface, text);
    method.itself();
    method.named(bucketOf(stage));
    for (Stage context : around) {
      new StageSource(context, List.of(), modifiers, isInInterface, text).named(bucketOf(context));
    }
  }

  private @Nullable Stage bucketOf(Stage context) {
    return definition.bucketOf(definition.stages().indexOf(context));
  }
}
