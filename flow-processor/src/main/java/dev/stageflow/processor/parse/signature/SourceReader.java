package dev.stageflow.processor.parse.signature;

import com.squareup.javapoet.TypeName;
import dev.stageflow.FlowIterator;
import dev.stageflow.processor.check.signature.RawType;
import dev.stageflow.processor.declaration.Foreign;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.FixHint;
import dev.stageflow.processor.diagnostic.message.ItemMessage;
import dev.stageflow.processor.model.Source;
import dev.stageflow.processor.model.Source.Form;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PrimitiveIterator;
import java.util.Spliterator;
import java.util.concurrent.Flow.Publisher;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Determines how a sequence's result is iterated. */
public final class SourceReader {

  /**
   * A source and the type of its elements.
   *
   * @param source how it is iterated
   * @param element the elements' type
   */
  public record Read(Source source, TypeMirror element) {}

  private final TypeTool tool;
  private final Types types;

  public SourceReader(TypeTool tool) {
    this.tool = tool;
    this.types = tool.types();
  }

  /**
   * Reads the result of a stage, once it is awaited.
   *
   * @param stage the stage
   * @param returns the result's type
   */
  public Read read(StageMethod stage, TypeMirror returns) throws DefinitionError {
    Optional<DeclaredType> raw = rawSupertype(returns);
    if (raw.isPresent()) {
      RawType.checkSupertype(stage, returns, raw.get(), tool);
    }
    Optional<Read> read = read(returns);
    if (read.isEmpty()) {
      throw new DefinitionError(
          ItemMessage.NOT_A_SEQUENCE,
          stage.place(),
          stage.name(),
          tool.format(returns),
          instead(returns));
    }
    return read.get();
  }

  private String instead(TypeMirror returns) {
    if (tool.isSubclass(returns, Enumeration.class)) {
      return FixHint.RETURN_ITERATOR.text();
    }
    return Foreign.of(returns, tool)
        .map(foreign -> foreign.advice(returns))
        .orElseGet(FixHint.RETURN_WALKABLE::text);
  }

  /** Reads the pausing iterator over a source; primitive elements are boxed. */
  public Read opened(Read read) {
    return opened(read.element());
  }

  /** A pausing iterator over elements of a type; primitive ones are boxed. */
  public Read opened(TypeMirror item) {
    TypeMirror element = tool.boxed(item);
    TypeName name = SourceTypes.name(element);
    TypeName iterator =
        SourceTypes.name(types.getDeclaredType(tool.element(FlowIterator.class), element));
    return new Read(
        new Source(Source.Kind.FLOW_ITERATOR, iterator, name, name, Form.ITSELF, null), element);
  }

  /**
   * The type of a source's elements; empty if a type is no source, or is one only as a raw type.
   */
  public Optional<TypeMirror> elementIfAny(TypeMirror returns) {
    return rawSupertype(returns).isPresent() ? Optional.empty() : read(returns).map(Read::element);
  }

  /** The supertype as which a type is iterated, if it is inherited raw. */
  private Optional<DeclaredType> rawSupertype(TypeMirror returns) {
    return Stream.of(Shape.values())
        .flatMap(shape -> tool.supertype(returns, shape.type).stream())
        .findFirst()
        .filter(tool::isRaw);
  }

  private Optional<Read> read(TypeMirror returns) {
    if (returns instanceof ArrayType array) {
      TypeMirror element = array.getComponentType();
      TypeName name = SourceTypes.name(element);
      return Optional.of(
          new Read(
              new Source(
                  Source.Kind.ARRAY, SourceTypes.name(returns), name, name, Form.ITSELF, null),
              element));
    }
    Optional<Read> primitive = primitive(returns);
    if (primitive.isPresent()) {
      return primitive;
    }
    for (Shape shape : Shape.values()) {
      Optional<DeclaredType> walked = tool.supertype(returns, shape.type);
      if (walked.isPresent()) {
        return Optional.of(read(shape, walked.get()));
      }
    }
    return foreign(returns);
  }

  /** A publisher of another library, which is converted. */
  private Optional<Read> foreign(TypeMirror returns) {
    return Foreign.of(returns, Foreign.Use.READ, tool)
        .flatMap(
            row ->
                tool.supertype(returns, row.type())
                    .filter(publisher -> !tool.isRaw(publisher))
                    .map(publisher -> foreign(publisher, row)));
  }

  private Read foreign(DeclaredType publisher, Foreign row) {
    Source plain = read(Shape.PUBLISHER, publisher).source();
    return new Read(
        new Source(
            plain.kind(),
            plain.walked(),
            plain.element(),
            plain.typeArgument(),
            plain.form(),
            row.conversion()),
        tool.upperBound(publisher.getTypeArguments().get(0)));
  }

  private Read read(Shape shape, DeclaredType walked) {
    TypeMirror argument = shape == Shape.MAP ? entry(walked) : walked.getTypeArguments().get(0);
    TypeMirror element = tool.upperBound(argument);
    TypeMirror iterated =
        shape.kind == Source.Kind.SPLITERATOR
            ? types.getDeclaredType(tool.element(Spliterator.class), argument)
            : walked;
    return new Read(
        new Source(
            shape.kind,
            SourceTypes.name(iterated),
            SourceTypes.name(element),
            SourceTypes.name(argument),
            shape.form,
            null),
        element);
  }

  private TypeMirror[] arguments(DeclaredType type) {
    return type.getTypeArguments().toArray(TypeMirror[]::new);
  }

  /**
   * The entries of a map. If it has wildcards, the entries' exact type is known to the map alone.
   */
  private TypeMirror entry(DeclaredType map) {
    TypeMirror[] arguments = arguments(map);
    TypeMirror entry = types.getDeclaredType(tool.element(Map.Entry.class), arguments);
    boolean known = Stream.of(arguments).noneMatch(it -> it.getKind() == TypeKind.WILDCARD);
    return known ? entry : types.getWildcardType(entry, null);
  }

  private Optional<Read> primitive(TypeMirror returns) {
    for (Primitive primitive : Primitive.values()) {
      TypeMirror element = tool.primitive(primitive.kind);
      TypeName name = SourceTypes.name(element);
      for (DeclaredType type : tool.classes(returns)) {
        Form form =
            tool.isSubclass(type, primitive.iterator)
                ? Form.ITSELF
                : tool.isExactly(type, primitive.stream)
                    ? Form.STREAM
                    : tool.isExactly(type, primitive.optional) ? Form.OPTIONAL : null;
        if (form != null) {
          boolean isIterator = form == Form.ITSELF;
          TypeName walked =
              SourceTypes.name(tool.type(isIterator ? primitive.iterator : primitive.spliterator));
          Source.Kind kind = isIterator ? Source.Kind.ITERATOR : Source.Kind.SPLITERATOR;
          return Optional.of(new Read(new Source(kind, walked, name, name, form, null), element));
        }
      }
    }
    return Optional.empty();
  }

  /** In the order of preference, since a class may be several of these. */
  private enum Shape {
    FLOW_ITERATOR(FlowIterator.class, Source.Kind.FLOW_ITERATOR, Form.ITSELF),
    ITERABLE(Iterable.class, Source.Kind.ITERABLE, Form.ITSELF),
    ITERATOR(Iterator.class, Source.Kind.ITERATOR, Form.ITSELF),
    STREAM(Stream.class, Source.Kind.SPLITERATOR, Form.STREAM),
    OPTIONAL(Optional.class, Source.Kind.SPLITERATOR, Form.OPTIONAL),
    MAP(Map.class, Source.Kind.ITERABLE, Form.MAP),
    PUBLISHER(Publisher.class, Source.Kind.FLOW_ITERATOR, Form.PUBLISHER);

    private final Class<?> type;
    private final Source.Kind kind;
    private final Form form;

    Shape(Class<?> type, Source.Kind kind, Form form) {
      this.type = type;
      this.kind = kind;
      this.form = form;
    }
  }

  private enum Primitive {
    INT(
        TypeKind.INT,
        PrimitiveIterator.OfInt.class,
        Spliterator.OfInt.class,
        IntStream.class,
        OptionalInt.class),
    LONG(
        TypeKind.LONG,
        PrimitiveIterator.OfLong.class,
        Spliterator.OfLong.class,
        LongStream.class,
        OptionalLong.class),
    DOUBLE(
        TypeKind.DOUBLE,
        PrimitiveIterator.OfDouble.class,
        Spliterator.OfDouble.class,
        DoubleStream.class,
        OptionalDouble.class);

    private final TypeKind kind;
    private final Class<?> iterator;
    private final Class<?> spliterator;
    private final Class<?> stream;
    private final Class<?> optional;

    Primitive(
        TypeKind kind,
        Class<?> iterator,
        Class<?> spliterator,
        Class<?> stream,
        Class<?> optional) {
      this.kind = kind;
      this.iterator = iterator;
      this.spliterator = spliterator;
      this.stream = stream;
      this.optional = optional;
    }
  }
}
