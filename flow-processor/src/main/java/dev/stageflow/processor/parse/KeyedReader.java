package dev.stageflow.processor.parse;

import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.processor.check.place.NotKeyed;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.ElementModel.Accumulate;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.outline.Outline;
import dev.stageflow.processor.parse.outline.ValueTypes;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads which accumulator is kept from run to run, if a definition is keyed. */
final class KeyedReader {
  private final ParseContext context;
  private final @Nullable AnnotationMirror annotation;

  KeyedReader(ParseContext context) {
    this.context = context;
    this.annotation = annotation(context.definition()).orElse(null);
  }

  /** Whether the run's accumulator can be kept. */
  static boolean isKeyed(TypeElement definition) {
    return annotation(definition).isPresent();
  }

  private static Optional<AnnotationMirror> annotation(TypeElement definition) {
    return Annotations.find(definition, "FlowDefinition")
        .filter(mirror -> Annotations.flag(mirror, "keyed"));
  }

  /**
   * Reads the accumulator's type, after all elements have been read.
   *
   * @return the type, boxed; null if none is kept, or the definition is wrong
   */
  @Nullable TypeName read(
      Outline outline,
      ValueTypes values,
      List<@Nullable ElementModel> models,
      OutputReader outputs) {
    if (annotation == null) {
      return null;
    }
    FlowPlan plan = outline.plan();
    boolean hasInput = outline.input() != null;
    boolean fits =
        context
            .errors()
            .check(() -> NotKeyed.check(context.definition(), annotation, plan, hasInput));
    for (OutputReader.SinkOutput it : outputs.named()) {
      context.errors().add(NotKeyed.namedOutput(it.place(), it.method(), it.sink()));
    }
    if (!fits) {
      return null;
    }
    List<Integer> gathering = plan.accumulatesIn(FlowPlan.RUN);
    int kept = gathering.get(0);
    StageMethod stage = outline.stages().get(kept);
    for (int second : gathering.subList(1, gathering.size())) {
      context.errors().add(NotKeyed.second(outline.stages().get(second), stage));
    }
    boolean collects =
        models.get(kept) instanceof Accumulate accumulate
            && accumulate.form() == Accumulate.Form.COLLECTOR;
    context.errors().check(() -> NotKeyed.checkAccumulate(stage, collects));
    context.errors().check(() -> NotKeyed.checkPassedOn(kept, plan, outline.stages()));
    TypeMirror type = values.accumulatorIfAny(kept);
    return type == null ? null : SourceTypes.name(context.tool().boxed(type));
  }
}
