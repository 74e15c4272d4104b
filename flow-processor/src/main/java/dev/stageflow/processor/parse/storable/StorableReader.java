package dev.stageflow.processor.parse.storable;

import static java.util.stream.Collectors.joining;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.check.signature.Inaccessible;
import dev.stageflow.processor.check.signature.NotStorable;
import dev.stageflow.processor.check.signature.NotStorable.Use;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.message.StorableMessage;
import dev.stageflow.processor.model.Storable;
import dev.stageflow.processor.model.Storables;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.member.Unready;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import org.jspecify.annotations.Nullable;

/**
 * Determines how values are saved, by their types. A record or sealed interface is examined once,
 * so that it may contain itself.
 */
public final class StorableReader {
  private final TypeTool tool;
  private final Inaccessible accessible;
  private final List<CodecReader.Codec> codecs;
  private final Map<TypeName, Storable> types = new LinkedHashMap<>();
  private final Map<TypeName, Storables.Structure> records = new LinkedHashMap<>();
  private final Map<TypeName, Storables.Choice> choices = new LinkedHashMap<>();
  private final Set<TypeName> enums = new LinkedHashSet<>();
  private final Set<TypeName> begun = new LinkedHashSet<>();
  private final List<TypeMirror> named = new ArrayList<>();
  private boolean asksDefinition;

  public StorableReader(ParseContext context, List<CodecReader.Codec> codecs) {
    this.tool = context.tool();
    this.accessible = context.accessible();
    this.codecs = codecs;
  }

  /** Reads the type of a value, an accumulator or a key. */
  public void add(Use use) throws DefinitionError, Unready {
    types.put(SourceTypes.name(use.type()), storable(use, use.type()));
  }

  /** How all that was read is saved. */
  public Storables storables() {
    return new Storables(
        types,
        List.copyOf(records.values()),
        List.copyOf(choices.values()),
        List.copyOf(enums),
        asksDefinition);
  }

  /** The records, sealed interfaces and enums that generated code names. */
  public Collection<TypeMirror> named() {
    return named;
  }

  private Storable storable(Use use, TypeMirror given) throws DefinitionError, Unready {
    if (tool.isUnknown(given)) {
      throw new Unready(use.method());
    }
    TypeMirror type = tool.upperBound(given);
    for (CodecReader.Codec codec : codecs) {
      if (tool.same(codec.type(), type)) {
        asksDefinition |= codec.model().staticOwner() == null;
        return new Storable.Coded(SourceTypes.name(type), codec.model());
      }
    }
    if (type.getKind().isPrimitive()) {
      String keyword = type.getKind().name().toLowerCase(Locale.ROOT);
      return new Storable.Direct(capitalized(keyword), keyword);
    }
    if (type instanceof ArrayType array) {
      return array(use, array.getComponentType());
    }
    if (type instanceof DeclaredType declared) {
      return declared(use, declared);
    }
    throw use.error(StorableMessage.TYPE_VARIABLE, tool, type);
  }

  private Storable array(Use use, TypeMirror component) throws DefinitionError, Unready {
    if (component.getKind() == TypeKind.BYTE) {
      return new Storable.Direct("Bytes", "byte[]");
    }
    if (component.getKind().isPrimitive()) {
      String keyword = component.getKind().name();
      return new Storable.Scalar(keyword + "S", keyword.toLowerCase(Locale.ROOT) + "[]");
    }
    Storable element = storable(use, component);
    if (tool.parts(component).stream().anyMatch(part -> !part.getTypeArguments().isEmpty())
        || component instanceof TypeVariable) {
      throw use.error(StorableMessage.GENERIC_ARRAY, tool, component);
    }
    return new Storable.Composed(
        "writeArray",
        CodeBlock.of("readArray"),
        CodeBlock.of("$T[]::new", SourceTypes.name(component)),
        List.of(element),
        element.form() + "[]");
  }

  private Storable declared(Use use, DeclaredType type) throws DefinitionError, Unready {
    TypeElement element = (TypeElement) type.asElement();
    String name = element.getQualifiedName().toString();
    String simple = element.getSimpleName().toString();
    if (tool.isRaw(type)) {
      throw use.error(StorableMessage.RAW_COMPONENT, tool, type);
    }
    Class<?> scalar = JdkTypes.SCALARS.get(name);
    if (scalar != null) {
      return new Storable.Scalar(JdkTypes.constant(scalar), simple);
    }
    if (name.equals(String.class.getName())) {
      return new Storable.Direct(simple, simple);
    }
    List<TypeMirror> arguments = type.getTypeArguments().stream().map(tool::upperBound).toList();
    if (name.equals(EnumSet.class.getName())) {
      storable(use, arguments.get(0));
      return new Storable.Enumerated(SourceTypes.name(arguments.get(0)), true);
    }
    Class<?> container = JdkTypes.CONTAINERS.get(name);
    if (container != null) {
      CodeBlock read = readInto(element, container, arguments);
      return composed(use, read, container(container, arguments), simple, arguments);
    }
    return JdkTypes.READ.contains(name)
        ? composed(use, CodeBlock.of("read$L", simple), null, simple, arguments)
        : own(use, type, element);
  }

  /**
   * The type is written out if it is wider than the class that is instantiated: a record may have
   * constructors for both.
   */
  private static CodeBlock readInto(
      TypeElement type, Class<?> container, List<TypeMirror> arguments) {
    if (type.getQualifiedName().contentEquals(container.getName())) {
      return CodeBlock.of("readInto");
    }
    TypeName[] names = names(arguments);
    CodeBlock parts =
        Stream.of(names).map(it -> CodeBlock.of("$T", it)).collect(CodeBlock.joining(", "));
    return CodeBlock.of(
        "<$L, $T>readInto", parts, ParameterizedTypeName.get(ClassName.get(type), names));
  }

  private Storable composed(
      Use use, CodeBlock read, @Nullable CodeBlock made, String name, List<TypeMirror> arguments)
      throws DefinitionError, Unready {
    List<Storable> parts = new ArrayList<>();
    for (TypeMirror argument : arguments) {
      parts.add(storable(use, argument));
    }
    String write =
        switch (name) {
          case "Optional", "Entry" -> "write" + name;
          default -> parts.size() == 1 ? "writeCollection" : "writeMap";
        };
    String form = parts.stream().map(Storable::form).collect(joining(", ", name + "<", ">"));
    return new Storable.Composed(write, read, made, parts, form);
  }

  private static TypeName[] names(List<TypeMirror> types) {
    return types.stream().map(SourceTypes::name).toArray(TypeName[]::new);
  }

  private static CodeBlock container(Class<?> type, List<TypeMirror> arguments) {
    TypeName[] names = names(arguments);
    TypeName container = ParameterizedTypeName.get(ClassName.get(type), names);
    return type.equals(EnumMap.class)
        ? CodeBlock.of("new $T($T.class)", container, names[0])
        : CodeBlock.of("new $T()", container);
  }

  /** A type that is not the JDK's. */
  private Storable own(Use use, DeclaredType type, TypeElement element)
      throws DefinitionError, Unready {
    boolean isRecord = element.getKind() == ElementKind.RECORD;
    boolean isSealed =
        element.getKind() == ElementKind.INTERFACE
            && element.getModifiers().contains(Modifier.SEALED);
    if (element.getKind() != ElementKind.ENUM && !isRecord && !isSealed) {
      throw NotStorable.noRecord(use, type, tool);
    }
    NotStorable.checkSeen(use, type, accessible, tool);
    if (type.getTypeArguments().stream().anyMatch(it -> it.getKind() == TypeKind.WILDCARD)) {
      throw use.error(StorableMessage.WILDCARD, tool, type);
    }
    TypeName name = SourceTypes.name(type);
    if (element.getKind() == ElementKind.ENUM) {
      enums.add(name);
      named.add(type);
      return new Storable.Enumerated(name, false);
    }
    if (begun.add(name)) {
      named.add(type);
      if (isRecord) {
        records.put(name, new Storables.Structure(name, components(use, type, element)));
      } else {
        choices.put(name, new Storables.Choice(name, permitted(use, type, element)));
      }
    }
    return new Storable.Named(name);
  }

  private List<Storables.Component> components(Use use, DeclaredType type, TypeElement element)
      throws DefinitionError, Unready {
    List<Storables.Component> components = new ArrayList<>();
    for (RecordComponentElement component : element.getRecordComponents()) {
      ExecutableType accessor =
          (ExecutableType) tool.types().asMemberOf(type, component.getAccessor());
      components.add(
          new Storables.Component(
              component.getSimpleName().toString(), storable(use, accessor.getReturnType())));
    }
    return components;
  }

  private List<Storables.Permitted> permitted(Use use, DeclaredType type, TypeElement element)
      throws DefinitionError, Unready {
    List<Storables.Permitted> permitted = new ArrayList<>();
    for (TypeMirror each : element.getPermittedSubclasses()) {
      Optional<DeclaredType> subtype = subtype(use, (DeclaredType) each, type);
      if (subtype.isPresent()) {
        Storable storable = storable(use, subtype.get());
        permitted.add(
            new Storables.Permitted(
                SourceTypes.name(subtype.get()), name(subtype.get(), element), storable));
      }
    }
    return permitted;
  }

  /** The name by which a subtype is saved: its simple name, unless another subtype has the same. */
  private static String name(DeclaredType type, TypeElement permitting) {
    TypeElement element = (TypeElement) type.asElement();
    boolean isUnique =
        permitting.getPermittedSubclasses().stream()
                .map(it -> ((DeclaredType) it).asElement().getSimpleName())
                .filter(element.getSimpleName()::equals)
                .count()
            == 1;
    return (isUnique ? element.getSimpleName() : element.getQualifiedName()).toString();
  }

  /**
   * A permitted class with the type arguments that make it a subtype of a type, if there are such.
   */
  private Optional<DeclaredType> subtype(Use use, DeclaredType permitted, DeclaredType of)
      throws DefinitionError {
    TypeElement element = (TypeElement) permitted.asElement();
    DeclaredType open = (DeclaredType) element.asType();
    DeclaredType subtype = open;
    if (!element.getTypeParameters().isEmpty()) {
      String name = ((TypeElement) of.asElement()).getQualifiedName().toString();
      List<? extends TypeMirror> declared =
          tool.supertype(open, name).map(DeclaredType::getTypeArguments).orElse(List.of());
      TypeMirror[] arguments = new TypeMirror[element.getTypeParameters().size()];
      for (int i = 0; i < arguments.length; i++) {
        int at = indexOf(element.getTypeParameters().get(i).asType(), declared);
        if (at < 0) {
          throw use.openSubtype(tool, tool.types().erasure(open), of);
        }
        arguments[i] = of.getTypeArguments().get(at);
      }
      subtype = tool.types().getDeclaredType(element, arguments);
    }
    return tool.isSubtype(subtype, of) ? Optional.of(subtype) : Optional.empty();
  }

  private int indexOf(TypeMirror type, List<? extends TypeMirror> types) {
    for (int i = 0; i < types.size(); i++) {
      if (tool.same(types.get(i), type)) {
        return i;
      }
    }
    return -1;
  }

  private static String capitalized(String keyword) {
    return keyword.substring(0, 1).toUpperCase(Locale.ROOT) + keyword.substring(1);
  }
}
