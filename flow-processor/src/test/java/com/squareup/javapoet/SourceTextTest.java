package com.squareup.javapoet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** What is written is what JavaPoet itself would write; so it is for each flow of these tests. */
class SourceTextTest {
  private static final ClassName OWN_LIST = ClassName.get("shop", "List");
  private static final TypeName STRINGS = ParameterizedTypeName.get(List.class, String.class);

  @Test
  void namesThatClash() {
    same(
        shop()
            .addField(STRINGS, "first")
            .addField(ClassName.get("other", "List"), "second")
            .addField(ClassName.get("other", "Entry"), "masked")
            .addField(Map.Entry.class, "nested")
            .addField(ClassName.get("", "Unnamed"), "unnamed")
            .addField(ClassName.get("shop", "Peer", "Inner"), "peer")
            .addType(
                TypeSpec.classBuilder("Entry")
                    .superclass(ClassName.get("shop", "Shop", "Entry", "Deep"))
                    .addField(ClassName.get("shop", "Shop", "Entry"), "own")
                    .addField(Map.Entry.class, "nested")
                    .addType(TypeSpec.classBuilder("Deep").addField(Map.class, "map").build())
                    .build()));
    same(shop().addField(STRINGS, "theirs").addField(OWN_LIST, "ours"));
    same(shop().addField(List.class, "list").alwaysQualify("List"));
  }

  @Test
  void typeVariablesHideClasses() {
    TypeVariableName variable = TypeVariableName.get("List", Comparable.class, Cloneable.class);
    ClassName list = ClassName.get(List.class);
    same(
        shop()
            .addField(list, "before")
            .addMethod(
                MethodSpec.methodBuilder("hidden")
                    .addTypeVariable(variable)
                    .returns(list)
                    .addStatement("return ($T) null", list)
                    .build())
            .addMethod(MethodSpec.methodBuilder("seen").returns(list).build())
            .addType(
                TypeSpec.classBuilder("Generic")
                    .addTypeVariable(variable)
                    .superclass(ParameterizedTypeName.get(ClassName.get("a", "Base"), variable))
                    .addField(list, "hidden")
                    .build()));
  }

  @Test
  void whatJavadocAloneRefersToIsNotImported() {
    same(
        shop()
            .addJavadoc(
                "Uses {@link $T} and {@link $T}.\n\n@see $T", List.class, Map.class, OWN_LIST)
            .addField(Map.class, "map")
            .addMethod(
                MethodSpec.methodBuilder("done")
                    .addJavadoc("Says $S.\n\n  <pre>\n\n</pre>\n", "it")
                    .addModifiers(Modifier.ABSTRACT, Modifier.PROTECTED)
                    .build()));
  }

  @Test
  void allKindsOfTypes() {
    ParameterizedTypeName outer =
        ParameterizedTypeName.get(ClassName.get("other", "Box"), ClassName.get(String.class));
    same(
        shop()
            .addField(outer.nestedClass("Cell", List.of(TypeName.INT.box())), "inner")
            .addField(ArrayTypeName.of(ArrayTypeName.of(STRINGS)), "arrays")
            .addField(
                ParameterizedTypeName.get(
                    ClassName.get(Map.class),
                    WildcardTypeName.subtypeOf(Object.class),
                    WildcardTypeName.supertypeOf(Thread.State.class)),
                "wildcards")
            .addField(
                STRINGS.annotated(
                    List.of(AnnotationSpec.builder(ClassName.get("other", "Kept")).build())),
                "annotated"));
  }

  @Test
  void linesThatAreTooLong() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("aMethodWithQuiteALongNameThatLeavesLittleRoomForParameters")
            .addException(IllegalStateException.class)
            .addException(java.io.UncheckedIOException.class)
            .varargs();
    for (int i = 0; i < 9; i++) {
      method.addParameter(STRINGS, "parameter" + "s".repeat(i));
    }
    method
        .addParameter(
            ParameterSpec.builder(String[].class, "rest")
                .addAnnotation(Deprecated.class)
                .addModifiers(Modifier.FINAL)
                .build())
        .beginControlFlow("if (rest.length$W>$W$L)", "0".repeat(90));
    for (int length = 60; length < 120; length++) {
      method
          .addStatement("$L($W$N,\n$N)", "a", "b".repeat(length), "c")
          .addStatement("$L.$Z$L($W$S)$W", "a".repeat(length), "b", "d\ne\"$")
          .addStatement("$T.$L($$)", Map.class, CodeBlock.of("a$W$L", "b".repeat(length)));
    }
    same(shop().addMethod(method.nextControlFlow("else").endControlFlow().addCode("end").build()));
  }

  @Test
  void annotationsAndModifiers() {
    same(
        TypeSpec.classBuilder("Shop")
            .addModifiers(Modifier.FINAL, Modifier.PUBLIC)
            .addAnnotation(
                AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "$S", "all")
                    .addMember("value", "$S", "NullAway")
                    .build())
            .addAnnotation(
                AnnotationSpec.builder(ClassName.get("other", "Named"))
                    .addMember("name", "$S", "shop")
                    .addMember("types", "$T.class", List.class)
                    .addMember("types", "$T.class", Map.class)
                    .build())
            .addField(
                FieldSpec.builder(int.class, "count", Modifier.STATIC, Modifier.PRIVATE)
                    .addAnnotation(
                        AnnotationSpec.builder(SuppressWarnings.class)
                            .addMember("value", "$S", "all")
                            .build())
                    .initializer("$L", (Object) null)
                    .build())
            .addMethod(MethodSpec.constructorBuilder().addParameter(int.class, "count").build()));
  }

  /** JavaPoet breaks the literal in two, and the class does not compile. */
  @Test
  void aLineSeparatorWithinALiteralEndsNoLine() {
    TypeSpec.Builder type =
        shop()
            .addField(
                FieldSpec.builder(String.class, "text").initializer("$S", "a\u2028b").build());
    assertThat(SourceText.of(file(type))).contains("String text = \"a\u2028b\";");
  }

  @Test
  void whatIsNotWrittenIsRejected() {
    assertThatThrownBy(() -> SourceText.of(file(TypeSpec.interfaceBuilder("Shop"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Shop");
  }

  private static TypeSpec.Builder shop() {
    return TypeSpec.classBuilder("Shop").addModifiers(Modifier.ABSTRACT);
  }

  private static JavaFile file(TypeSpec.Builder type) {
    return JavaFile.builder("shop", type.build()).skipJavaLangImports(false).build();
  }

  private static void same(TypeSpec.Builder type) {
    JavaFile imported = file(type);
    assertThat(SourceText.of(imported)).isEqualTo(imported.toString());
    JavaFile unnamed = JavaFile.builder("", type.build()).skipJavaLangImports(true).build();
    assertThat(SourceText.of(unnamed)).isEqualTo(unnamed.toString());
  }
}
