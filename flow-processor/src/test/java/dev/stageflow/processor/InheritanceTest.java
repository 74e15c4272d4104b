package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which stages a definition inherits, and in which order, is as the language says of methods. */
class InheritanceTest {
  private static final String FIRST =
      "@Function String first(String text) { return text + \"1\"; }";
  private static final String SECOND =
      "@Override @Function public String second(String text) { return text + \"2\"; }";

  @Test
  void whatOverridesNoStageStandsWhereItIsDeclared() {
    of("class Report implements Second { " + FIRST + SECOND + " }")
        .with("interface Second { String second(String text); }")
        .gives(List.of("first", "second"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "implements java.util.function.UnaryOperator<String>",
        "implements java.util.function.Function<String, String>",
        "extends Applied",
        "extends Applied implements java.util.function.UnaryOperator<String>",
        "extends Generic<String>",
      })
  void whatIsNoStageHasNoPlace(String supertypes) {
    of("class Report "
            + supertypes
            + " { "
            + FIRST
            + " @Override @Function public String apply(String text) { return text; }"
            + " @Function String last(String text) { return text; } }")
        .with("abstract class Applied { public String apply(String text) { return text; } }")
        .with("abstract class Generic<T> { public abstract T apply(T text); }")
        .gives(List.of("first", "apply", "last"));
  }

  @Test
  void aMethodThatIsNoStageChangesNothing() {
    of("""
        class Report implements Comparator<String> {
          @Sequence List<String> words(String text) { return List.of(text.split(" ")); }
          @Override public int compare(String a, String b) { return a.compareTo(b); }
          @Function String first(String text) { return text; }
        }
        """)
        .gives(List.of("words", "first"));
  }

  @Test
  void anOverrideKeepsThePlaceOfTheStage() {
    of("class Report extends Base { " + FIRST + SECOND + " }")
        .with(base("class Base", "@Function public String second(String text) { return text; }"))
        .gives(List.of("second", "first"));
  }

  @Test
  void anOverrideOfSeveralKeepsThePlaceOfTheFirstStage() {
    of("class Report extends Base implements A, B { " + FIRST + SECOND + " }")
        .with(
            base(
                "abstract class Base",
                "public abstract String second(String text);"
                    + " @Function String zeroth(String text) { return text; }"))
        .with(base("interface A", "String second(String text);"))
        .with(
            base(
                "interface B",
                "@Function default String third(String text) { return text; }"
                    + " @Function String second(String text);"))
        .gives(List.of("zeroth", "third", "second", "first"));
  }

  @Test
  void aStageBecomesOneWhereItsAnnotationIs() {
    of("class Report extends Middle { " + FIRST + SECOND + " }")
        .with(
            base(
                "class Middle extends Base",
                "@Function String middle(String text) { return text; }"
                    + " @Override @Function public String second(String text) { return text; }"))
        .with(
            base(
                "class Base",
                "public String second(String text) { return text; }"
                    + " @Function String zeroth(String text) { return text; }"))
        .gives(List.of("zeroth", "middle", "second", "first"));
  }

  @Test
  void aStageThatIsInheritedTwiceIsOne() {
    of("class Report extends Base implements Second, Again { " + FIRST + " }")
        .with(
            base(
                "class Base implements Second",
                SECOND + " @Function String x(String s) { return s; }"))
        .with(base("interface Second", "@Function String second(String text);"))
        .with(base("interface Again extends Second", ""))
        .gives(List.of("second", "x", "first"));
  }

  @Test
  void anAbstractClassInheritsAStageThatSeveralInterfacesDeclare() {
    Definition.of("abstract class Report implements A, B { " + FIRST + " }")
        .with(base("interface A", "@Function String second(String text);"))
        .with(base("interface B", "@Function String second(String text);"))
        .usedBy(
            """
            return ReportFlow.of(new Report() {
              @Override public String second(String text) { return text + "2"; }
            }).collect("0");
            """)
        .gives(List.of("021"));
  }

  @Test
  void genericStagesAreOverridden() {
    of("class Report extends Base<String> { "
            + FIRST
            + " @Override @Function public String second(String text) { return text; } }")
        .with(
            base(
                "abstract class Base<T> implements Second<T>",
                "@Function T zeroth(T item) { return item; }"))
        .with(base("interface Second<U>", "@Function U second(U item);"))
        .gives(List.of("second", "zeroth", "first"));
  }

  @Test
  void aStaticStageHidesAStaticOne() {
    of("class Report extends Base { "
            + FIRST
            + " @Function static String second(String text) { return text; } }")
        .with(
            base("class Base", "@Function static String second(String text) { return \"none\"; }"))
        .gives(List.of("second", "first"));
  }

  @Test
  void aStaticMethodHidesAStaticStage() {
    Definition.of(
            """
            class Report extends Base {
              static String second(String text) { return text; } // <- here
              @Function String first(String text) { return text; }
            }
            """)
        .with(
            base("class Base", "@Function static String second(String text) { return \"none\"; }"))
        .fails(
            Rule.OVERRIDE_WITHOUT_ANNOTATION,
            "'second' overrides a stage of Base: repeat its annotation here, so that readers see"
                + " it.");
  }

  @Test
  void aStaticStageOfAnInterfaceIsNotInherited() {
    of("class Report implements Second { " + FIRST + " }")
        .with(base("interface Second", "@Function static String second(String s) { return s; }"))
        .gives(List.of("first"));
  }

  @Test
  void aStageMayHaveTheNameOfAStaticOneOfAnInterface() {
    of("class Report implements Second { "
            + FIRST
            + " @Function public String second(String text) { return text; } }")
        .with(base("interface Second", "@Function static String second(String s) { return s; }"))
        .gives(List.of("first", "second"));
  }

  @Test
  void aHelperMayBeStaticInTheInterfaceOfTheStage() {
    of("class Report implements Summing { @Function String show(int sum) { return \"\" + sum; } }")
        .with(
            base(
                "interface Summing",
                "@Sequence default List<String> words(String text) { return List.of(text); }"
                    + " @Accumulate(start = \"zero\") default int sum(int sum, String word)"
                    + " { return sum + 1; }"
                    + " static int zero() { return 0; }"))
        .gives(List.of("words", "sum", "show"));
  }

  @Test
  void aSuperclassImplementsAStageWithoutItsAnnotation() {
    Definition.of(
            """
            class Report extends Base implements Second { // <- here
              @Function String first(String text) { return text; }
            }
            """)
        .with("class Base { public String second(String text) { return text; } }")
        .with(base("interface Second", "@Function String second(String text);"))
        .usedBy("List<String> all = ReportFlow.create().collect(\"\"); return all;")
        .fails(
            Rule.OVERRIDE_WITHOUT_ANNOTATION,
            "'second', inherited from Base, implements a stage of Second without its annotation."
                + " Override it here with the annotation, or annotate it there.");
  }

  @Test
  void aGenericSuperclassImplementsAStageWithoutItsAnnotation() {
    Definition.of(
            """
            class Report extends Base<String> implements Second { // <- here
              @Function String first(String text) { return text; }
            }
            """)
        .with("class Base<T> { public T second(T item) { return item; } }")
        .with(base("interface Second", "@Function String second(String text);"))
        .fails(
            Rule.OVERRIDE_WITHOUT_ANNOTATION,
            "'second', inherited from Base, implements a stage of Second without its annotation."
                + " Override it here with the annotation, or annotate it there.");
  }

  @Test
  void aSuperclassImplementsAStageAsAnother() {
    Definition.of(
            """
            class Report extends Base implements Second { // <- here
              @Function String first(String text) { return text; }
            }
            """)
        .with(base("class Base", "@Function public boolean second(String text) { return true; }"))
        .with(base("interface Second", "@Filter boolean second(String text);"))
        .fails(
            Rule.OVERRIDE_WITHOUT_ANNOTATION,
            "'second' is a @Function in Base, but what it overrides in Second is a @Filter. Repeat"
                + " that annotation, or rename the method.");
  }

  @Test
  void aSuperclassImplementsARecoverWithoutItsAnnotation() {
    Definition.of(
            """
            class Report extends Base implements None { // <- here
              @Function String first(String text) { return text; }
            }
            """)
        .with("class Base { public String none(String text, RuntimeException e) { return text; } }")
        .with(
            base(
                "interface None", "@Recover(\"first\") String none(String s, RuntimeException e);"))
        .fails(
            Rule.OVERRIDE_WITHOUT_ANNOTATION,
            "'none', inherited from Base, implements a @Recover of None without its annotation."
                + " Override it here with the annotation, or annotate it there.");
  }

  @Test
  void aSuperclassThatImplementsAStageWithItsAnnotationIsEnough() {
    of("class Report extends Base implements Second { " + FIRST + " }")
        .with(base("class Base", "@Function public String second(String text) { return text; }"))
        .with(base("interface Second", "@Function String second(String text);"))
        .gives(List.of("second", "first"));
  }

  @Test
  void anInterfaceRedeclaresAStageWithoutItsAnnotation() {
    Definition.of(
            """
            class Report implements Again {
              @Override @Function public String second(String text) { return text; }
            }
            """)
        .with(
            """
            interface Again extends Second {
              @Override String second(String text);
            }
            """)
        .with(base("interface Second", "@Function String second(String text);"))
        .usedBy("return ReportFlow.create().collect(\"a\");")
        .gives(List.of("a"));
  }

  @Test
  void whatIsVisibleInAnotherPackageAloneIsNotOverridden() {
    of("class Report extends base.Base { "
            + FIRST
            + " @Function String second(String text) { return text; } }")
        .with(elsewhere("String second(String text) { return text; }"))
        .gives(List.of("first", "second"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "private "})
  void aStageMayHaveTheNameOfOneThatIsNotInherited(String modifier) {
    of("class Report extends base.Base { "
            + FIRST
            + " @Function String second(String text) { return text; } }")
        .with(elsewhere("@Function " + modifier + "String second(String text) { return text; }"))
        .gives(List.of("first", "second"));
  }

  @Test
  void aStageIsNotInheritedFromAnotherPackage() {
    Definition.of(
            """
            class Report extends base.Base { // <- here
              @Function String first(String text) { return text; }
            }
            """)
        .with(elsewhere("@Function String second(String text) { return text; }"))
        .fails(
            Rule.INACCESSIBLE,
            "'second' is visible only in the package of Base, so Report does not inherit it. Make"
                + " it public.");
  }

  @Test
  void aStageIsNotInheritedThroughAnotherPackage() {
    Definition.of(
            """
            class Report extends base.Base { // <- here
              @Function String first(String text) { return text; }
            }
            """)
        .with(
            """
            package base;
            public class Base extends shop.Root {}
            """)
        .with(
            """
            package shop;
            import dev.stageflow.annotation.*;
            @FlowDefinition(generate = false)
            public class Root {
              @Function String second(String text) { return text; }
            }
            """)
        .fails(
            Rule.INACCESSIBLE,
            "'second' is visible only in the package of Root, so Report does not inherit it. Make"
                + " it public.");
  }

  @Test
  void aHelperIsNotInheritedThroughAnotherPackage() {
    Definition.of(
            """
            class Report extends base.Base { // <- here
              @Sequence(onFinish = "done") List<String> words(String text) { return List.of(text); }
            }
            """)
        .with("package base;\npublic class Base extends shop.Root {}\n")
        .with("package shop;\npublic class Root { void done() {} }\n")
        .fails(
            Rule.INACCESSIBLE,
            "'done' is visible only in the package of Root, so Report does not inherit it. Make it"
                + " public.");
  }

  @Test
  void aProtectedStageIsOverriddenToBeCalled() {
    of("class Report extends base.Base { "
            + FIRST
            + " @Override @Function protected String second(String text) { return text; } }")
        .with(elsewhere("@Function protected String second(String text) { return text; }"))
        .gives(List.of("second", "first"));
  }

  @Test
  void aConstantHidesOneOfTheSuperclass() {
    Definition.of(
            """
            class Report extends Base {
              static final String NONE = "";
              @Function(stop = "NONE") String same(String text) { return text; }
            }
            """)
        .with("class Base { static final int NONE = 0; }")
        .usedBy("return ReportFlow.create().collect(\"\");")
        .gives(List.of());
  }

  @Test
  void aConstantIsInheritedTwice() {
    Definition.of(
            """
            class Report extends Base implements None {
              @Function(stop = "NONE") // <- here
              String same(String text) { return text; }
            }
            """)
        .with("class Base { static final String NONE = \"\"; }")
        .with("interface None { String NONE = \"\"; }")
        .fails(
            Rule.NAME_OVERLOADED,
            "'NONE' is inherited from Base and from None, so the compiler could not choose. Name a"
                + " constant that Report itself declares.");
  }

  private static String base(String declaration, String members) {
    return "@FlowDefinition(generate = false) " + declaration + " { " + members + " }";
  }

  private static String elsewhere(String member) {
    return """
        package base;
        import dev.stageflow.annotation.*;
        @FlowDefinition(generate = false)
        public class Base {
          %s
        }
        """
        .formatted(member);
  }

  /** A definition that tells the names of its stages. */
  private static Expected of(String definition) {
    return new Expected(Definition.of(definition));
  }

  private record Expected(Definition definition) {
    Expected with(String source) {
      return new Expected(definition.with(source));
    }

    void gives(List<String> stages) {
      definition
          .usedBy(
              "return ReportFlow.create().describe().stages().stream()"
                  + ".map(FlowDescription.Stage::name).toList();")
          .gives(stages);
    }
  }
}
