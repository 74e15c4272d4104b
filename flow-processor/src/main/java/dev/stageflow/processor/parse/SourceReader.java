package dev.stageflow.processor.parse;

import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Rule;
import dev.stageflow.processor.model.Source;
import dev.stageflow.processor.model.Source.Form;
import dev.stageflow.processor.model.Source.Kind;
import java.util.Optional;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads how a sequence's result is walked. */
final class SourceReader {

  /**
   * A source and the type of its elements.
   *
   * @param source how it is walked
   * @param element the elements' type
   */
  record Read(Source source, TypeMirror element) {}

  private final TypeTool tool;
  private final Elements elements;
  private final Types types;

  SourceReader(TypeTool tool, Elements elements, Types types) {
    this.tool = tool;
    this.elements = elements;
    this.types = types;
  }

  Read read(Stage stage) throws Mistake {
    TypeMirror returns = stage.method().returns();
    if (returns instanceof ArrayType array) {
      TypeMirror element = array.getComponentType();
      TypeName name = TypeName.get(element);
      return new Read(
          new Source(Kind.ARRAY, TypeName.get(returns), name, name, Form.ITSELF), element);
    }
    Optional<Read> primitive = primitive(returns);
    if (primitive.isPresent()) {
      return primitive.get();
    }
    for (Shape shape : Shape.values()) {
      Optional<DeclaredType> walked =
          returns.getKind() == TypeKind.VOID
              ? Optional.empty()
              : tool.supertype(returns, shape.type);
      if (walked.isPresent()) {
        return read(stage, shape, walked.get());
      }
    }
    throw new Mistake(
        Rule.NOT_A_SEQUENCE,
        stage.place(),
        "'"
            + stage.name()
            + "' returns "
            + tool.format(returns)
            + ", which cannot be walked. A @Sequence returns an Iterable, Iterator, FlowIterator,"
            + " array, Stream, Optional or Map; for a single value use @Function.");
  }

  private Read read(Stage stage, Shape shape, DeclaredType walked) throws Mistake {
    if (walked.getTypeArguments().isEmpty()) {
      throw new Mistake(
          Rule.RAW_TYPE,
          stage.place(),
          "'"
              + stage.name()
              + "' returns the raw type "
              + tool.format(stage.method().returns())
              + ". Give its type arguments.");
    }
    TypeMirror argument = walked.getTypeArguments().get(0);
    if (shape == Shape.MAP) {
      TypeMirror entry =
          types.getDeclaredType(
              elements.getTypeElement("java.util.Map.Entry"),
              walked.getTypeArguments().get(0),
              walked.getTypeArguments().get(1));
      argument = entry;
    }
    TypeMirror element = tool.upperBound(argument);
    TypeMirror iterated =
        shape.kind == Kind.ITERATOR && shape.form != Form.ITSELF
            ? types.getDeclaredType(elements.getTypeElement("java.util.Iterator"), argument)
            : walked;
    return new Read(
        new Source(
            shape.kind,
            TypeName.get(iterated),
            TypeName.get(element),
            TypeName.get(argument),
            shape.form),
        element);
  }

  private Optional<Read> primitive(TypeMirror returns) {
    for (Primitive primitive : Primitive.values()) {
      TypeMirror element = tool.primitive(primitive.kind);
      TypeName name = TypeName.get(element);
      TypeName iterator = TypeName.get(tool.type(primitive.iterator));
      if (returns.getKind() == TypeKind.DECLARED) {
        if (tool.isSubclass(returns, primitive.iterator)) {
          return Optional.of(
              new Read(new Source(Kind.ITERATOR, iterator, name, name, Form.ITSELF), element));
        }
        if (tool.isExactly(returns, primitive.stream)) {
          return Optional.of(
              new Read(new Source(Kind.ITERATOR, iterator, name, name, Form.STREAM), element));
        }
        if (tool.isExactly(returns, primitive.optional)) {
          return Optional.of(
              new Read(new Source(Kind.ITERATOR, iterator, name, name, Form.OPTIONAL), element));
        }
      }
    }
    return Optional.empty();
  }

  /** In this order: a class may be several of them, and the first is the best to walk. */
  private enum Shape {
    FLOW_ITERATOR("dev.stageflow.FlowIterator", Kind.FLOW_ITERATOR, Form.ITSELF),
    ITERABLE("java.lang.Iterable", Kind.ITERABLE, Form.ITSELF),
    ITERATOR("java.util.Iterator", Kind.ITERATOR, Form.ITSELF),
    STREAM("java.util.stream.Stream", Kind.ITERATOR, Form.STREAM),
    OPTIONAL("java.util.Optional", Kind.ITERATOR, Form.OPTIONAL),
    MAP("java.util.Map", Kind.ITERABLE, Form.MAP);

    private final String type;
    private final Kind kind;
    private final Form form;

    Shape(String type, Kind kind, Form form) {
      this.type = type;
      this.kind = kind;
      this.form = form;
    }
  }

  private enum Primitive {
    INT(TypeKind.INT, "Int"),
    LONG(TypeKind.LONG, "Long"),
    DOUBLE(TypeKind.DOUBLE, "Double");

    private final TypeKind kind;
    private final String iterator;
    private final String stream;
    private final String optional;

    Primitive(TypeKind kind, String name) {
      this.kind = kind;
      iterator = "java.util.PrimitiveIterator.Of" + name;
      stream = "java.util.stream." + name + "Stream";
      optional = "java.util.Optional" + name;
    }
  }
}
