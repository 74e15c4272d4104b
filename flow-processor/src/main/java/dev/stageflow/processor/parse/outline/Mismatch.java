package dev.stageflow.processor.parse.outline;

import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.FixHint;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.ItemMessage;
import dev.stageflow.processor.parse.signature.SourceReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Makes the error that two stages do not fit, with a way to fix it. */
public final class Mismatch {
  /** Three stages, with what they take and give. */
  private static final int MOST_OF_PATH = 7;

  private final Outline outline;
  private final ValueTypes values;
  private final SourceReader sources;
  private final TypeTool tool;

  public Mismatch(Outline outline, ValueTypes values, TypeTool tool) {
    this.outline = outline;
    this.values = values;
    this.tool = tool;
    this.sources = new SourceReader(tool);
  }

  /** The error that a stage does not take the item that arrives. */
  public DefinitionError of(StageMethod stage, Location place, int item, TypeMirror takes) {
    TypeMirror gives = values.type(item);
    return new DefinitionError(
        ItemMessage.TYPE_MISMATCH,
        place,
        stage.name(),
        tool.formatBeside(takes, gives),
        tool.formatBeside(gives, takes),
        path(item),
        stage.name(),
        fixHint(item, gives, takes));
  }

  private String fixHint(int item, TypeMirror gives, TypeMirror takes) {
    Optional<String> before = item < 0 ? Optional.empty() : beforeIt(item, gives, takes);
    if (before.isPresent()) {
      return before.get();
    }
    Optional<TypeMirror> primitive = tool.unboxed(takes);
    if (primitive.isPresent() && tool.assignable(gives, primitive.get())) {
      return FixHint.TAKE_WIDENED.text(
          tool.format(primitive.get()), tool.format(gives), tool.format(takes));
    }
    Optional<TypeMirror> wider = tool.withWildcards(takes);
    if (wider.isPresent() && tool.assignable(gives, wider.get())) {
      return FixHint.TAKE_WILDCARD.text(tool.format(wider.get()));
    }
    return FixHint.TAKE_OR_CONVERT.text(
        tool.formatBeside(gives, takes), tool.formatBeside(takes, gives));
  }

  /** A way to fix the stage before. */
  private Optional<String> beforeIt(int item, TypeMirror gives, TypeMirror takes) {
    StageMethod giver = outline.stages().get(item);
    if (giver.kind() != StageMethod.Kind.FUNCTION && giver.kind() != StageMethod.Kind.SEQUENCE) {
      return Optional.empty();
    }
    boolean isWhole = tool.assignable(giver.method().returns(), takes);
    if (giver.kind() == StageMethod.Kind.SEQUENCE) {
      return isWhole
          ? Optional.of(FixHint.TAKE_ONE_ITEM.text(giver.name(), tool.format(gives), giver.name()))
          : Optional.empty();
    }
    if (isWhole) {
      return Optional.of(FixHint.TAKE_UNWRAPPED.text(giver.name(), tool.format(gives)));
    }
    return sources
        .elementIfAny(gives)
        .filter(element -> tool.assignable(element, takes))
        .map(element -> FixHint.PASS_EACH_ITEM.text(giver.name()));
  }

  /** The way to a value: {@code Customer → orders → Order → price → Line}, at most its end. */
  private String path(int value) {
    List<String> path = new ArrayList<>();
    addType(values.typeIfAny(FlowPlan.RUN), path);
    for (int i = 0; i <= value; i++) {
      Element element = outline.elements().get(i);
      if (element.givesValue() && !element.has(Element.Trait.REPLACES_ITEM)) {
        path.add(outline.elements().get(i).name());
        addType(values.typeIfAny(i), path);
      }
    }
    return path.size() <= MOST_OF_PATH
        ? String.join(" → ", path)
        : "… → " + String.join(" → ", path.subList(path.size() - MOST_OF_PATH, path.size()));
  }

  private void addType(@Nullable TypeMirror type, List<String> path) {
    if (type != null && !TypeTool.isAnything(type)) {
      path.add(tool.format(type));
    }
  }
}
