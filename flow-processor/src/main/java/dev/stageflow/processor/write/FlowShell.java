package dev.stageflow.processor.write;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.JavaFile;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.internal.flow.SplitFlow;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.save.SavedFrames;
import dev.stageflow.processor.model.Header;
import dev.stageflow.processor.write.expression.ShellTypes;
import dev.stageflow.processor.write.expression.UniqueNames;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the public members of a generated class, which a stub has as well. */
final class FlowShell {
  private static final ClassName GENERATED =
      ClassName.get("javax.annotation.processing", "Generated");
  private static final String PROCESSOR = "dev.stageflow.processor.FlowProcessor";

  private final Header header;
  private final ShellTypes types;
  private final String input;
  private final AdditionsWriter additions;
  private final OutputsWriter outputs;

  FlowShell(Header header) {
    this.header = header;
    this.types = new ShellTypes(header);
    UniqueNames names =
        new UniqueNames(List.of("definitions", "added", "stages", "sink", "collector"));
    if (header.isKeyed()) {
      names.take(List.of(ShellTypes.KEPT));
    }
    if (header.hasNamedSinks()) {
      names.take(List.of("flow", "options", "executor"));
      names.take(ShellTypes.outputNames(header).values());
    }
    this.input = names.name(header.inputName());
    this.additions = new AdditionsWriter(header, types);
    this.outputs = new OutputsWriter(header, types, input);
  }

  /** The class without {@code begin} and {@code describe}. */
  TypeSpec.Builder type() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(header.flow())
            .addModifiers(Modifier.FINAL)
            .addTypeVariables(header.definition().typeVariables())
            // They are also in scope in the class's annotations.
            .alwaysQualify(header.definition().typeVariableNames().toArray(String[]::new));
    type.superclass(header.hasNamedSinks() ? ClassName.get(SplitFlow.class) : types.superclass());
    if (header.isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    if (header.marked()) {
      type.addAnnotation(
          AnnotationSpec.builder(GENERATED).addMember("value", "$S", PROCESSOR).build());
    }
    List<String> warnings = header.suppressed();
    if (!warnings.isEmpty()) {
      AnnotationSpec.Builder suppress = AnnotationSpec.builder(SuppressWarnings.class);
      warnings.forEach(warning -> suppress.addMember("value", "$S", warning));
      type.addAnnotation(suppress.build());
    }
    TypeName field = header.isExtensible() ? types.additions() : types.definitions();
    String name = header.isExtensible() ? "added" : "definitions";
    type.addField(field, name, Modifier.PRIVATE, Modifier.FINAL);
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(field, name)
            .addParameter(FlowOptions.class, "options")
            .addStatement("super(options)")
            .addStatement("this.$N = $N", name, name)
            .build());
    new FlowFactories(header, types, additions).methods().forEach(type::addMethod);
    type.addMethod(using(name));
    if (header.hasNamedSinks()) {
      outputs.methods().forEach(type::addMethod);
    } else if (!header.types().thrown().contains(TypeName.get(Exception.class))) {
      new NarrowedMethods(header, input).methods().forEach(type::addMethod);
    }
    return type;
  }

  private MethodSpec using(String field) {
    MethodSpec.Builder using = MethodSpec.methodBuilder("using");
    if (header.hasNamedSinks()) {
      using.addJavadoc(
          """
          Returns the same flow, run with options.

          @param options how it is run
          @return a flow with these options
          """);
    } else {
      using.addAnnotation(Override.class);
    }
    return using
        .addModifiers(Modifier.PUBLIC)
        .returns(types.flow())
        .addParameter(FlowOptions.class, "options")
        .addStatement("return new $L($N, options)", types.constructedFlow(), field)
        .build();
  }

  /** The classes that users see within it. */
  List<TypeSpec> nested() {
    List<TypeSpec> nested = new ArrayList<>();
    if (header.isExtensible()) {
      nested.add(additions.type());
    }
    if (header.hasNamedSinks()) {
      nested.add(outputs.runner());
    }
    return nested;
  }

  /** Adds the methods that start runs: to the flow itself, or to the flow with all its sinks. */
  void addStarts(TypeSpec.Builder type, List<MethodSpec> starts) {
    if (header.hasNamedSinks()) {
      type.addType(outputs.bound(starts));
    } else {
      type.addMethods(starts);
    }
  }

  JavaFile file(TypeSpec type) {
    return JavaFile.builder(header.flow().packageName(), type)
        // A class of the definition's package may have such a name.
        .skipJavaLangImports(false)
        .indent("  ")
        .build();
  }

  /** The method that starts a run, still without a body. */
  MethodSpec.Builder begin() {
    MethodSpec.Builder begin =
        MethodSpec.methodBuilder("begin")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(Frame.class);
    TypeName inputType = header.inputType();
    if (inputType != null) {
      begin.addParameter(inputType, input);
      if (header.isKeyed()) {
        begin.addParameter(types.kept(), ShellTypes.KEPT);
      }
    }
    return begin.addParameter(types.sink(), "sink");
  }

  /** The method that restores a run, still without a body. */
  MethodSpec.Builder restore() {
    return MethodSpec.methodBuilder("restore")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(Frame.class)
        .addParameter(SavedFrames.class, "saved")
        .addParameter(types.sink(), "sink");
  }

  /** The method that returns the saved form, still without a body. */
  MethodSpec.Builder savedForm() {
    return MethodSpec.methodBuilder("savedForm")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(String.class);
  }

  MethodSpec.Builder describe() {
    MethodSpec.Builder describe = MethodSpec.methodBuilder("describe");
    if (header.hasNamedSinks()) {
      describe.addJavadoc("Describes the flow.\n\n@return its stages\n");
    } else {
      describe.addAnnotation(Override.class);
    }
    return describe.addModifiers(Modifier.PUBLIC).returns(FlowDescription.class);
  }

  /** The input's parameter in {@code begin}. */
  String inputName() {
    return input;
  }
}
