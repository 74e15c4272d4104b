package dev.stageflow.processor.parse.storable;

import com.squareup.javapoet.ClassName;
import dev.stageflow.ValueCodec;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.StorableMessage;
import dev.stageflow.processor.model.Storable;
import dev.stageflow.processor.parse.member.Errors;
import dev.stageflow.processor.parse.member.MemberResolver;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.member.Unready;
import dev.stageflow.processor.parse.outline.Methods;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads the codecs that a definition names. */
public final class CodecReader {
  private final TypeElement definition;
  private final TypeTool tool;
  private final MemberResolver named;
  private final Methods methods;
  private final Errors errors;

  /**
   * A codec.
   *
   * @param type the type of its values
   */
  record Codec(TypeMirror type, Storable.Codec model) {}

  public CodecReader(ParseContext context, Methods methods) {
    this.definition = context.definition();
    this.tool = context.tool();
    this.named = new MemberResolver(context);
    this.methods = methods;
    this.errors = context.errors();
  }

  public List<Codec> read(AnnotationMirror annotation) {
    List<Codec> codecs = new ArrayList<>();
    for (AnnotationValue item : Annotations.items(annotation, "codecs")) {
      Location place = new Location(definition, annotation, item);
      errors.check(() -> codecs.add(read(String.valueOf(item.getValue()), place, codecs)));
    }
    return codecs;
  }

  private Codec read(String name, Location place, List<Codec> before)
      throws DefinitionError, Unready {
    Optional<Method> method = named.methodIfAny(name, place);
    Codec codec = method.isPresent() ? ofMethod(method.get(), place) : ofField(name, place);
    for (Codec other : before) {
      if (tool.same(other.type(), codec.type())) {
        throw new DefinitionError(
            StorableMessage.CODEC_TWICE,
            place,
            name,
            tool.format(codec.type()),
            other.model().name());
      }
    }
    return codec;
  }

  private Codec ofMethod(Method method, Location place) throws DefinitionError {
    Optional<TypeMirror> type = encoded(method.returns());
    if (type.isEmpty() || !method.parameters().isEmpty() || throwsChecked(method)) {
      throw new DefinitionError(StorableMessage.CODEC_SIGNATURE, place, method.name());
    }
    ClassName owner = methods.model(method, List.of(), List.of()).staticOwner();
    return new Codec(type.get(), new Storable.Codec(method.name(), true, owner));
  }

  private boolean throwsChecked(Method method) {
    return method.type().getThrownTypes().stream()
        .anyMatch(
            it ->
                !tool.isSubclass(it, RuntimeException.class) && !tool.isSubclass(it, Error.class));
  }

  private Codec ofField(String name, Location place) throws DefinitionError, Unready {
    Optional<MemberResolver.Field> field = named.fieldIfAny(name, place);
    if (field.isEmpty()) {
      throw named.unknownPolicy(name, place);
    }
    Optional<TypeMirror> type = encoded(field.get().type());
    if (type.isEmpty()) {
      throw new DefinitionError(
          StorableMessage.CODEC_FIELD, place, name, tool.format(field.get().type()));
    }
    return new Codec(type.get(), new Storable.Codec(name, false, field.get().staticOwner()));
  }

  /** The type that a codec encodes; empty if it is not a single type. */
  private Optional<TypeMirror> encoded(TypeMirror codec) {
    boolean isOpen =
        tool.classes(codec).stream()
            .flatMap(type -> type.getTypeArguments().stream())
            .anyMatch(argument -> argument.getKind() == TypeKind.WILDCARD);
    return isOpen
        ? Optional.empty()
        : tool.supertype(codec, ValueCodec.class)
            .filter(type -> !tool.isRaw(type))
            .map(type -> type.getTypeArguments().get(0));
  }
}
