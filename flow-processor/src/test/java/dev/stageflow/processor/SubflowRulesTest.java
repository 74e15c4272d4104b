package dev.stageflow.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.processor.diagnostic.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A subflow returns a flow for its item, which may be one that is still to be generated. */
class SubflowRulesTest {
  private static final String USE =
      "List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;";

  @Test
  void aSubflowReturnsAFlow() {
    Definition.of(
            """
            class Report {
              @Subflow
              String part(String text) { return text; } // <- here
              @Function Integer length(String text) { return text.length(); }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.NOT_A_FLOW,
            "'part' returns String, which is no flow. A @Subflow returns a Flow, or a List of"
                + " flows, for the item to be run through.");
  }

  @Test
  void aSubflowIsNoSourceFlow() {
    Definition.of(
            """
            class Report {
              @Subflow
              SourceFlow<Integer> part(String text) { return null; } // <- here
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.NOT_A_FLOW,
            "'part' returns SourceFlow<Integer>, which takes no item. Return a Flow that the item is"
                + " run through, or make it a @Sequence that returns the flow's open().");
  }

  @Test
  void aGeneratedSourceFlowTakesNoItemEither() {
    Definition.of(
            """
            class Report {
              @Subflow
              NumbersFlow part(String text) { return NumbersFlow.create(); } // <- here
            }
            """)
        .with("class Numbers { @Sequence List<Integer> numbers() { return List.of(); } }")
        .usedBy("ReportFlow.of(new Report()).run(\"\"); return 1;")
        .fails(
            Rule.NOT_A_FLOW,
            "'part' returns NumbersFlow, which takes no item. Return a Flow that the item is run"
                + " through, or make it a @Sequence that returns the flow's open().");
  }

  @Test
  void theFlowTakesTheItem() {
    Definition.of(
            """
            class Report {
              @Subflow
              Flow<Integer, Integer> part(String text) { return null; } // <- here
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.TYPE_MISMATCH,
            "The flow that 'part' returns takes Integer, but its input is the stage's item,"
                + " String. Return a flow that takes String.");
  }

  @Test
  void theFlowsOfAListTakeTheItem() {
    Definition.of(
            """
            class Report {
              @Function int length(String text) { return text.length(); }
              @Subflow
              List<Flow<? extends Number, Integer>> part(int length) { return null; } // <- here
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.TYPE_MISMATCH,
            "The flow that 'part' returns takes ? extends Number, but its input is the stage's"
                + " item, int. Return a flow that takes Integer.");
  }

  @Test
  void theFlowIsNotRaw() {
    Definition.of(
            """
            class Report {
              @SuppressWarnings("rawtypes")
              @Subflow
              Flow part(String text) { return null; } // <- here
            }
            """)
        .usedBy("ReportFlow.of(new Report()).run(\"\"); return 1;")
        .fails(Rule.RAW_TYPE, "'part' returns the raw type Flow. Give its type arguments.");
  }

  @Test
  void aSubflowTakesAnItem() {
    Definition.of(
            """
            class Report {
              @Subflow
              Flow<String, Integer> part() { return null; } // <- here
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(); return all;")
        .fails(
            Rule.NO_INPUT,
            "'part' takes no item. Give it a parameter for what arrives; those marked with @Upstream take earlier values.");
  }

  @Test
  void theNextStageTakesAnOutput() {
    Definition.of(
            """
            class Report {
              @Subflow Flow<String, String> part(String text) { return null; }
              @Function
              Integer half(Integer number) { return number / 2; } // <- here
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.TYPE_MISMATCH,
            "'half' takes Integer, but what arrives is String: String → part → String → half ✗."
                + " Take String, or make Integer of it in a @Function between them.");
  }

  @Test
  void theOutputsOfOnesOwnFlowAreTold() {
    Definition.of(
            """
            class Report {
              @Function Integer less(Integer number) { return number - 1; }
              @Subflow
              ReportFlow again(Integer number) { return null; } // <- here
            }
            """)
        .usedBy("List<?> all = ReportFlow.of(new Report()).collect(1); return all;")
        .fails(
            Rule.OUTPUT_UNKNOWN,
            "The outputs of 'again' are unknown: ReportFlow is generated from the very stages that"
                + " wait for it. Return a Flow with the types of its input and outputs instead,"
                + " such as Flow<Item, Result>.");
  }

  @Test
  void noOtherStageGivesOnesOwnFlow() {
    Definition.of(
            """
            class Report {
              @Function
              List<ReportFlow> flows(int number) { return null; } // <- here
              @Function int count(List<ReportFlow> flows) { return flows.size(); }
            }
            """)
        .usedBy("return ReportFlow.create().collect(1);")
        .fails(
            Rule.OUTPUT_UNKNOWN,
            "'flows' names ReportFlow, which is generated from this very definition. Name a Flow"
                + " with the types of its input and outputs instead, such as Flow<Item, Result>.");
  }

  @Test
  void noStageTakesOnesOwnFlow() {
    Definition.of(
            """
            class Report {
              @Subflow
              Flow<ReportFlow, Integer> run(
                  ReportFlow flow) { // <- here
                return null;
              }
            }
            """)
        .usedBy("return ReportFlow.create().describe();")
        .fails(
            Rule.OUTPUT_UNKNOWN,
            "'run' names ReportFlow, which is generated from this very definition. Name a Flow"
                + " with the types of its input and outputs instead, such as Flow<Item, Result>.");
  }

  @Test
  void noNamedMethodGivesOnesOwnFlow() {
    Definition.of(
            """
            class Report {
              @Accumulate(finish = "flow") int sum(int sum, int number) { return sum + number; }
              ReportFlow flow(int sum) { return ReportFlow.of(this); } // <- here
            }
            """)
        .usedBy("return ReportFlow.create().describe();")
        .fails(
            Rule.OUTPUT_UNKNOWN,
            "'flow' names ReportFlow, which is generated from this very definition. Name a Flow"
                + " with the types of its input and outputs instead, such as Flow<Item, Result>.");
  }

  @Test
  void theOutputsOfTheLastStagesFlowAreThoseOfItsDefinition() {
    Definition.of(
            """
            class Report {
              @Subflow
              OtherFlow other(Integer number) { return null; }
            }
            """)
        .with("class Other { @Subflow Flow<Integer, ?> other(Integer number) { return null; } }")
        .with("class Third { @Subflow ReportFlow report(Integer number) { return null; } }")
        .usedBy("List<?> all = ThirdFlow.create().collect(1); return all;")
        .compiles();
  }

  @Test
  void aDefinitionReturnsItsOwnFlow() {
    Definition.of(
            """
            class Report {
              @Function(stop = "0") int less(int number) { return number - 1; }
              @Subflow ReportFlow again(int number) { return ReportFlow.of(this); }
              @Accumulate(emitEmpty = true) int depth(int depth, int below) { return below + 1; }
            }
            """)
        .usedBy("return ReportFlow.create().single(5);")
        .gives(4);
  }

  @Test
  void aGenericDefinitionReturnsListsOfItsOwnFlow() {
    Definition.of(
            """
            class Walk<T extends Comparable<T>> {
              record Node<T>(T value, List<Node<T>> nodes) {}

              @Sequence List<Node<T>> nodes(Node<T> node) { return node.nodes(); }
              @Subflow List<WalkFlow<T>> below(Node<T> node) {
                return List.of(WalkFlow.of(this), WalkFlow.of(this));
              }
              @Accumulate(emitEmpty = true, finish = "all")
              List<T> add(List<T> values, List<T> below) {
                values.addAll(below);
                return values;
              }
              List<T> all(List<T> below, @Upstream("input") Node<T> node) {
                below.add(0, node.value());
                return below;
              }
            }
            """)
        .usedBy(
            """
            Walk.Node<String> leaf = new Walk.Node<>("leaf", List.of());
            return WalkFlow.of(new Walk<String>()).single(new Walk.Node<>("root", List.of(leaf)));
            """)
        .gives(List.of("root", "leaf", "leaf"));
  }

  @Test
  void twoDefinitionsReturnListsOfEachOthersFlows() {
    Definition.of(
            """
            class Even {
              @Function(stop = "-1") int less(int number) { return number - 1; }
              @Subflow List<? extends OddFlow> odd(int number) { return List.of(OddFlow.create()); }
              @Accumulate(emitEmpty = true) String says(String said, String below) {
                return below.isEmpty() ? "odd" : below;
              }
            }
            """)
        .with(
            """
            class Odd {
              @Function(stop = "-1") int less(int number) { return number - 1; }
              @Subflow List<EvenFlow> even(int number) { return List.of(EvenFlow.create()); }
              @Accumulate(emitEmpty = true) String says(String said, String below) {
                return below.isEmpty() ? "even" : below;
              }
            }
            """)
        .usedBy("return EvenFlow.create().single(4) + \" \" + EvenFlow.create().single(3);")
        .gives("even odd");
  }

  @Test
  void theOutputsOfAListOfOnesOwnFlowAreTold() {
    Definition.of(
            """
            class Report {
              @Function(stop = "0") int less(int number) { return number - 1; }
              @Subflow
              List<ReportFlow> again(int number) { return null; } // <- here
            }
            """)
        .usedBy("List<?> all = ReportFlow.create().collect(1); return all;")
        .fails(
            Rule.OUTPUT_UNKNOWN,
            "The outputs of 'again' are unknown: ReportFlow is generated from the very stages"
                + " that wait for it. Return a Flow with the types of its input and outputs"
                + " instead, such as Flow<Item, Result>.");
  }

  @Test
  void twoDefinitionsReturnEachOthersFlows() {
    Definition.of(
            """
            class Even {
              @Function(stop = "-1") int less(int number) { return number - 1; }
              @Subflow OddFlow odd(int number) { return OddFlow.create(); }
              @Accumulate(emitEmpty = true) String says(String said, String below) {
                return below.isEmpty() ? "odd" : below;
              }
            }
            """)
        .with(
            """
            class Odd {
              @Function(stop = "-1") int less(int number) { return number - 1; }
              @Subflow EvenFlow even(int number) { return EvenFlow.create(); }
              @Accumulate(emitEmpty = true) String says(String said, String below) {
                return below.isEmpty() ? "even" : below;
              }
            }
            """)
        .usedBy("return EvenFlow.create().single(4) + \" \" + EvenFlow.create().single(3);")
        .gives("even odd");
  }

  @Test
  void theFlowOfAnotherDefinitionIsWaitedFor() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(text.split(" ")); }
              @Subflow LettersFlow<String> letters(String word) { return LettersFlow.create(); }
              @Function String twice(String letter) { return letter + letter; }
            }
            """)
        .with(
            """
            class Letters<T extends CharSequence> {
              @Sequence Stream<String> letters(T text) {
                return text.chars().mapToObj(Character::toString);
              }
            }
            """)
        .usedBy("return ReportFlow.create().collect(\"a bc\");")
        .gives(List.of("aa", "bb", "cc"));
  }

  @Test
  void whatAGeneratedFlowThrowsIsDeclared() {
    String flow =
        Definition.of(
                """
                class Report {
                  @Subflow ReaderFlow read(String name) { return ReaderFlow.create(); }
                }
                """)
            .with(
                """
                class Reader {
                  @Function String read(String name) throws java.io.IOException { return name; }
                }
                """)
            .compiles()
            .generated("shop.ReportFlow");
    assertThat(flow).contains("public void run(String name) throws IOException {");
  }

  @Test
  void aFlowOfWildcardsIsCalled() {
    Definition.of(
            """
            class Report {
              @Function int length(String text) { return text.length(); }
              @Context @Subflow
              List<? extends Flow<? super Integer, ? extends Number>> parts(int length) {
                return Arrays.asList(Flow.<Integer>identity(), null, Flow.<Number>identity());
              }
              @Accumulate long add(long sum, Number part) { return sum + part.longValue(); }
              @Subflow Flow<? super Long, ?> last(long sum) { return Flow.<Object>identity(); }
            }
            """)
        .usedBy("List<Object> all = ReportFlow.create().collect(\"four\"); return all;")
        .gives(List.of(8L));
  }

  @Test
  void valuesMayBeCalledAsTheVariablesOfASubflow() {
    Definition.of(
            """
            class Report {
              @Subflow Flow<String, String> flow(String flow) { return Flow.identity(); }
              @Subflow List<Flow<String, String>> flows(String flows) {
                return List.of(Flow.identity());
              }
              @Function String stack(String stack) { return stack; }
              @Function String Subflows(String sink) { return sink; }
            }
            """)
        .usedBy("return ReportFlow.create().single(\"same\");")
        .gives("same");
  }
}
