package dev.stageflow.processor.parse;

import dev.stageflow.processor.check.signature.NotStorable;
import dev.stageflow.processor.check.signature.NotStorable.Use;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.Verb;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.ElementModel.Accumulate;
import dev.stageflow.processor.model.Storables;
import dev.stageflow.processor.parse.header.HeaderReader;
import dev.stageflow.processor.parse.member.Errors;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.outline.Methods;
import dev.stageflow.processor.parse.outline.Outline;
import dev.stageflow.processor.parse.outline.ValueTypes;
import dev.stageflow.processor.parse.storable.CodecReader;
import dev.stageflow.processor.parse.storable.StorableReader;
import java.util.Collection;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads how the state of a run is saved, if its definition is durable. */
final class DurableReader {
  private final TypeElement definition;
  private final boolean isDurable;
  private final Errors errors;
  private final TypeTool tool;
  private final StorableReader storables;

  DurableReader(ParseContext context, Methods methods) {
    this.definition = context.definition();
    this.isDurable = HeaderReader.isDurable(definition);
    this.errors = context.errors();
    this.tool = context.tool();
    AnnotationMirror annotation = Annotations.find(definition, "FlowDefinition").orElse(null);
    if (annotation != null) {
      errors.check(() -> NotStorable.checkDurable(definition, annotation, isDurable));
    }
    this.storables =
        new StorableReader(
            context,
            annotation == null || !isDurable
                ? List.of()
                : new CodecReader(context, methods).read(annotation));
  }

  /** Reads the types, all elements having been read; those that are wrong are left out. */
  Storables read(
      Outline outline,
      ValueTypes values,
      List<@Nullable ElementModel> models,
      OutputReader outputs) {
    if (!isDurable) {
      return Storables.NONE;
    }
    checkFields(definition);
    if (outline.input() != null && !TypeTool.isAnything(outline.input())) {
      StageMethod first = outline.stages().get(0);
      Location place = first.method().plainParameters().get(0).place();
      add(new Use(place, first.name(), Verb.TAKES, outline.input()));
    }
    for (int i = 0; i < outline.elements().size(); i++) {
      StageMethod stage = outline.stages().get(i);
      if (models.get(i) instanceof Accumulate accumulate
          && accumulate.form() == Accumulate.Form.COLLECTOR) {
        errors.add(NotStorable.collector(stage));
        continue;
      }
      add(stage.place(), stage, Verb.GATHERS_IN, values.accumulatorIfAny(i));
      if (outline.plan().isGroup(i)) {
        Location by = Annotations.place(stage.method().element(), outline.context(i), "by");
        add(by, stage, Verb.GROUPS_BY, values.keyIfAny(i));
      }
      add(stage.place(), stage, Verb.GIVES, values.typeIfAny(i));
    }
    outputs
        .named()
        .forEach(it -> errors.add(NotStorable.namedOutput(it.place(), it.method(), it.sink())));
    for (OutputReader.SinkOutput hook : outputs.ofHooks()) {
      add(new Use(hook.place(), hook.method(), Verb.GIVES, tool.boxed(hook.type())));
    }
    return errors.isEmpty() ? storables.storables() : Storables.NONE;
  }

  private void add(Location place, StageMethod stage, Verb does, @Nullable TypeMirror type) {
    if (type != null && !TypeTool.isAnything(type)) {
      add(new Use(place, stage.name(), does, type));
      if (type.getKind().isPrimitive()) {
        // The last element taken of an array is kept boxed.
        add(new Use(place, stage.name(), does, tool.boxed(type)));
      }
    }
  }

  private void add(Use use) {
    errors.check(() -> storables.add(use));
  }

  /** Fields of superclasses are part of the definition's state. */
  private void checkFields(TypeElement owner) {
    for (VariableElement field : ElementFilter.fieldsIn(owner.getEnclosedElements())) {
      errors.check(() -> NotStorable.checkField(field, owner));
    }
    // Fields of Enum, such as its hash code since JDK 25, are not the definition's.
    boolean isEnum = owner.getKind() == ElementKind.ENUM;
    if (!isEnum && owner.getSuperclass() instanceof DeclaredType superclass) {
      checkFields((TypeElement) superclass.asElement());
    }
  }

  /** The types that generated code instantiates, and reads the components of. */
  Collection<TypeMirror> saved() {
    return storables.named();
  }
}
