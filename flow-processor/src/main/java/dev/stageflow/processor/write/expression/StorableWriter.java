package dev.stageflow.processor.write.expression;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.save.SavedReader;
import dev.stageflow.internal.save.SavedWriter;
import dev.stageflow.internal.save.Scalar;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Header;
import dev.stageflow.processor.model.Storable;
import dev.stageflow.processor.model.Storables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Writes the code that saves and restores values. It uses the variables {@code out}, a {@link
 * SavedWriter}, or {@code in}, and {@code stages}, the definition. The flow's class has a pair of
 * methods for each record and sealed interface.
 */
public final class StorableWriter {
  private static final String OUT = "out";
  private static final String IN = "in";
  private static final String VALUE = "value";
  private static final String STAGES = "stages";
  private static final ClassName SCALAR = ClassName.get(Scalar.class);

  private final Header header;
  private final Storables storables;
  private final FlowNames names;
  private final Map<TypeName, String> methods = new HashMap<>();

  public StorableWriter(FlowModel model, FlowNames names) {
    this.header = model.header();
    this.storables = model.storables();
    this.names = names;
    UniqueNames unique = new UniqueNames(List.of());
    Stream.concat(
            storables.records().stream().map(Storables.Structure::type),
            storables.choices().stream().map(Storables.Choice::type))
        .forEach(type -> methods.put(type, unique.name(simpleName(type))));
  }

  private static String simpleName(TypeName type) {
    return type instanceof ParameterizedTypeName generic
        ? generic.rawType.simpleName()
        : ((ClassName) type).simpleName();
  }

  /** Writes the call that writes a value. */
  public CodeBlock write(Storable type, CodeBlock value) {
    return write(type, OUT, value, 1);
  }

  /** Writes the expression that reads a value. */
  public CodeBlock read(Storable type) {
    return read(type, IN, 1);
  }

  private CodeBlock write(Storable type, String out, CodeBlock value, int depth) {
    if (type instanceof Storable.Direct direct) {
      return CodeBlock.of("$L.write$L($L)", out, direct.name(), value);
    }
    if (type instanceof Storable.Scalar scalar) {
      return CodeBlock.of("$L.writeScalar($L, $L)", out, value, constant(scalar));
    }
    if (type instanceof Storable.Enumerated enumerated) {
      return CodeBlock.of("$L.$L($L)", out, "write" + kind(enumerated), value);
    }
    if (type instanceof Storable.Named named) {
      return CodeBlock.of("$N($L$L, $L)", "write" + method(named), definition(), out, value);
    }
    if (type instanceof Storable.Coded coded) {
      return CodeBlock.of("$L.writeCoded($L, $L)", out, value, codec(coded.codec()));
    }
    Storable.Composed composed = (Storable.Composed) type;
    CodeBlock.Builder call = CodeBlock.builder().add("$L.$L($L", out, composed.write(), value);
    String to = numbered("to", depth);
    String it = numbered("it", depth);
    for (Storable part : composed.parts()) {
      CodeBlock written = write(part, to, CodeBlock.of("$L", it), depth + 1);
      call.add(", ($L, $L) -> $L", to, it, written);
    }
    return call.add(")").build();
  }

  private CodeBlock read(Storable type, String in, int depth) {
    if (type instanceof Storable.Direct direct) {
      return CodeBlock.of("$L.read$L()", in, direct.name());
    }
    if (type instanceof Storable.Scalar scalar) {
      return CodeBlock.of("$L.readScalar($L)", in, constant(scalar));
    }
    if (type instanceof Storable.Enumerated enumerated) {
      return CodeBlock.of("$L.$L($T.class)", in, "read" + kind(enumerated), enumerated.type());
    }
    if (type instanceof Storable.Named named) {
      return CodeBlock.of("$N($L$L)", "read" + method(named), definition(), in);
    }
    if (type instanceof Storable.Coded coded) {
      return CodeBlock.of("$L.readCoded($L)", in, codec(coded.codec()));
    }
    Storable.Composed composed = (Storable.Composed) type;
    List<CodeBlock> arguments = new ArrayList<>();
    if (composed.made() != null) {
      arguments.add(composed.made());
    }
    String from = numbered("from", depth);
    for (Storable part : composed.parts()) {
      arguments.add(CodeBlock.of("$L -> $L", from, read(part, from, depth + 1)));
    }
    return CodeBlock.of("$L.$L($L)", in, composed.read(), CodeBlock.join(arguments, ", "));
  }

  private static String kind(Storable.Enumerated type) {
    return type.isSet() ? "EnumSet" : "Enum";
  }

  /** A name for each depth, since a nested lambda needs parameters of its own. */
  private static String numbered(String name, int depth) {
    return depth == 1 ? name : name + depth;
  }

  private String method(Storable.Named type) {
    return method(type.type());
  }

  private String method(TypeName type) {
    return Objects.requireNonNull(methods.get(type));
  }

  private CodeBlock constant(Storable.Scalar scalar) {
    return CodeBlock.of("$L.$L", names.type(SCALAR), scalar.constant());
  }

  private CodeBlock codec(Storable.Codec codec) {
    ClassName owner = codec.staticOwner();
    return CodeBlock.of(
        codec.isMethod() ? "$L.$N()" : "$L.$N",
        owner == null ? CodeBlock.of(STAGES) : names.type(owner),
        codec.name());
  }

  private String definition() {
    return storables.asksDefinition() ? "stages, " : "";
  }

  /** The methods of the flow's class that write and read records and sealed interfaces. */
  public List<MethodSpec> methods() {
    List<MethodSpec> all = new ArrayList<>();
    for (Storables.Structure structure : storables.records()) {
      all.add(writing(structure.type(), writeRecord(structure)));
      all.add(reading(structure.type(), readRecord(structure)));
    }
    for (Storables.Choice choice : storables.choices()) {
      all.add(writing(choice.type(), writeChoice(choice)));
      all.add(reading(choice.type(), readChoice(choice)));
    }
    return all;
  }

  private MethodSpec writing(TypeName type, CodeBlock body) {
    return declared("write" + method(type))
        .addParameter(SavedWriter.class, OUT)
        .addParameter(type, VALUE)
        .addCode(body)
        .build();
  }

  private MethodSpec reading(TypeName type, CodeBlock body) {
    return declared("read" + method(type))
        .returns(type)
        .addParameter(SavedReader.class, IN)
        .addCode(body)
        .build();
  }

  private MethodSpec.Builder declared(String name) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
    if (storables.asksDefinition()) {
      method
          .addTypeVariables(header.definition().typeVariables())
          .addParameter(header.definition().type(), STAGES);
    }
    return method;
  }

  private CodeBlock writeRecord(Storables.Structure structure) {
    CodeBlock.Builder body = CodeBlock.builder().beginControlFlow("if ($L.begins($L))", OUT, VALUE);
    for (Storables.Component component : structure.components()) {
      CodeBlock value = CodeBlock.of("$L.$N()", VALUE, component.name());
      body.addStatement(write(component.type(), value));
    }
    return body.addStatement("$L.ends()", OUT).endControlFlow().build();
  }

  /** Java evaluates arguments from left to right, as they were written. */
  private CodeBlock readRecord(Storables.Structure structure) {
    CodeBlock arguments =
        structure.components().stream()
            .map(component -> read(component.type()))
            .collect(CodeBlock.joining(", "));
    return CodeBlock.builder()
        .addStatement(
            "return $L.begins()\n? $L.ends(new $T($L))\n: null",
            IN,
            IN,
            structure.type(),
            arguments)
        .build();
  }

  private CodeBlock writeChoice(Storables.Choice choice) {
    CodeBlock nothing = CodeBlock.builder().addStatement("$L.writeNothing($L)", OUT, VALUE).build();
    if (choice.permitted().isEmpty()) {
      return nothing;
    }
    CodeBlock.Builder body = CodeBlock.builder();
    String next = "if";
    for (Storables.Permitted permitted : choice.permitted()) {
      body.beginControlFlow("$L ($L instanceof $T it)", next, VALUE, permitted.type())
          .addStatement("$L.writeString($S)", OUT, permitted.name())
          .addStatement(write(permitted.storable(), CodeBlock.of("it")))
          .endControlFlow();
      next = "else if";
    }
    return body.beginControlFlow("else").add(nothing).endControlFlow().build();
  }

  private CodeBlock readChoice(Storables.Choice choice) {
    CodeBlock.Builder body =
        CodeBlock.builder()
            .addStatement("$T type = $L.readString()", String.class, IN)
            .beginControlFlow("if (type == null)")
            .addStatement("return null")
            .endControlFlow();
    CodeBlock unknown =
        CodeBlock.of("throw $L.unknownType($S, type)", IN, choice.type().toString());
    if (choice.permitted().isEmpty()) {
      return body.addStatement(unknown).build();
    }
    body.add("return switch (type) {\n").indent();
    for (Storables.Permitted permitted : choice.permitted()) {
      body.add("case $S -> $L;\n", permitted.name(), read(permitted.storable()));
    }
    return body.add("default -> $L;\n", unknown).unindent().add("};\n").build();
  }

  /** The lines of the saved form that describe the types, in the order of their names. */
  public List<String> form() {
    Stream<String> records =
        storables.records().stream()
            .map(
                it ->
                    it.components().stream()
                        .map(part -> part.type().form() + " " + part.name())
                        .collect(joining(", ", "record " + Storable.form(it.type()) + "(", ")")));
    Stream<String> choices =
        storables.choices().stream()
            .map(
                it ->
                    it.permitted().stream()
                        .map(permitted -> permitted.storable().form())
                        .collect(joining(" | ", "sealed " + Storable.form(it.type()) + " = ", "")));
    Stream<String> enums = storables.enums().stream().map(it -> "enum " + Storable.form(it));
    return Stream.of(records, choices, enums)
        .flatMap(it -> it)
        .sorted(comparing(line -> line.substring(line.indexOf(' '))))
        .toList();
  }
}
