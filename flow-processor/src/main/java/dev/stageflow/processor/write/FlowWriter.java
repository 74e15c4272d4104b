package dev.stageflow.processor.write;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.JavaFile;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeSpec;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Value;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameTypes;
import dev.stageflow.processor.write.expression.References;
import dev.stageflow.processor.write.expression.ShellTypes;
import dev.stageflow.processor.write.expression.StorableWriter;
import dev.stageflow.processor.write.frame.FrameWriter;
import dev.stageflow.processor.write.frame.InFlightWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the flow of a valid definition. */
public final class FlowWriter {
  private final FlowModel model;
  private final FlowNames names;
  private final FrameTypes types;
  private final FlowShell shell;
  private final @Nullable StorableWriter values;

  /** Those of the frames, by the index of their level. */
  private final List<FrameWriter> writers;

  /**
   * Makes a writer.
   *
   * @param model the definition
   */
  public FlowWriter(FlowModel model) {
    this.model = model;
    this.names = new FlowNames(model);
    this.types = new FrameTypes(model, names);
    this.shell = new FlowShell(model.header());
    this.values = model.isDurable() ? new StorableWriter(model, names) : null;
    this.writers =
        model.plan().levels().stream()
            .map(level -> new FrameWriter(model, names, types, level, values))
            .toList();
  }

  /** Writes the flow. */
  public JavaFile source() {
    TypeSpec.Builder type = shell.type();
    type.addJavadoc(FlowJavadoc.of(model));
    boolean isExtensible = model.header().isExtensible();
    boolean hasNamedSinks = model.header().hasNamedSinks();
    String flow = hasNamedSinks ? "flow." : "";
    String definitions = flow + (isExtensible ? "added.definitions" : "definitions");
    List<MethodSpec> starts = new ArrayList<>();
    starts.add(
        shell
            .begin()
            .addStatement(
                "return $L.begin(stages -> new $T($Lsink))",
                definitions,
                types.frame(0),
                arguments(flow, shell.inputName()))
            .build());
    if (values != null) {
      starts.add(
          shell
              .restore()
              .addStatement(
                  "return $L.begin(stages -> saved.into(new $T($Lsink)))",
                  definitions,
                  types.frame(0),
                  arguments(flow, restoredInput()))
              .build());
      starts.add(shell.savedForm().addStatement("return $S", savedForm()).build());
    }
    shell.addStarts(type, starts);
    new DescriptionWriter(model.description(), model.header(), shell)
        .methods()
        .forEach(type::addMethod);
    shell.nested().forEach(type::addType);
    frames().forEach(type::addType);
    if (values != null) {
      type.addMethods(values.methods());
    }
    return shell.file(type.build());
  }

  /** A placeholder for the input until that is read. */
  private String restoredInput() {
    Value input = model.inputValue();
    if (input == null || !input.type().isPrimitive()) {
      return "null";
    }
    // An argument is not converted from int to char, byte or short.
    return switch (input.type().toString()) {
      case "boolean" -> "false";
      case "char" -> "' '";
      case "byte" -> "Byte.MIN_VALUE";
      case "short" -> "Short.MIN_VALUE";
      default -> "0";
    };
  }

  /** Writes the saved form; null if runs are not saved. */
  public @Nullable String savedForm() {
    if (values == null) {
      return null;
    }
    return Stream.of(
            Stream.of("flow " + model.header().definition().name().canonicalName()),
            writers.stream().flatMap(level -> level.savedForm().stream()),
            values.form().stream())
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** The arguments of a run's frame before the sink. */
  private CodeBlock arguments(String flow, String input) {
    CodeBlock.Builder arguments = CodeBlock.builder().add("stages, ");
    if (model.header().isExtensible()) {
      arguments.add("$Ladded, ", flow);
    }
    if (model.header().hasNamedSinks()) {
      arguments.add("this, ");
    }
    if (model.inputValue() != null) {
      arguments.add("$L, ", input);
    }
    if (model.isKeyed()) {
      arguments.add("$N, ", ShellTypes.KEPT);
    }
    return arguments.build();
  }

  private List<TypeSpec> frames() {
    List<Level> levels = model.plan().levels();
    List<References> used = new ArrayList<>();
    for (FrameWriter writer : writers) {
      used.add(writer.references());
    }
    // A frame reaches outer frames through its parent, so outer levels come first.
    for (int i = levels.size() - 1; i > 0; i--) {
      int parent = levels.get(i).parent();
      used.set(parent, used.get(parent).with(used.get(i), parent, inner(levels.get(parent))));
    }
    List<TypeSpec> frames = new ArrayList<>();
    for (Level level : levels) {
      frames.add(writers.get(level.index()).write(used.get(level.index()), inner(level)));
    }
    for (int element : model.started()) {
      frames.add(new InFlightWriter(model, names, element, values).write());
    }
    return frames;
  }

  private List<Level> inner(Level level) {
    return model.plan().levels().stream()
        .filter(inner -> inner.parent() != Step.NO_LEVEL && inner.parent() == level.index())
        .toList();
  }
}
