package dev.stageflow.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stageflow.internal.plan.Element.Kind;
import dev.stageflow.internal.plan.Element.Trait;
import dev.stageflow.internal.plan.PlanException.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Element ORDERS = Element.of(Kind.SEQUENCE, "orders");
  private static final Element OPEN = Element.of(Kind.FILTER, "open");
  private static final Element ITEMS = Element.of(Kind.SEQUENCE, "items");
  private static final Element PRICE = Element.of(Kind.FUNCTION, "price");
  private static final Element SUM = Element.of(Kind.ACCUMULATE, "sum");

  @Test
  void stagesBetweenTwoSequencesAreALevel() throws PlanException {
    assertThat(levels(ORDERS, OPEN, ITEMS, PRICE))
        .containsExactly(
            "RUN: ENTER orders into 1",
            "SEQUENCE orders in 0: FILTER open else 2, ENTER items into 2",
            "SEQUENCE items in 1: CALL price else 2, EMIT");
  }

  @Test
  void whatComesAfterAnAccumulateIsDoneWhereItsContextWasOpened() throws PlanException {
    Element context = Element.of(Kind.CONTEXT, "items", Trait.ON_FLUSH, Trait.ON_CLOSE);
    assertThat(levels(ORDERS, context, ITEMS, SUM, PRICE))
        .containsExactly(
            "RUN: ENTER orders into 1",
            "SEQUENCE orders in 0: OPEN items, ENTER items into 2, FLUSH items,"
                + " FINISH sum else 6, CALL price else 6, EMIT, CLOSE items",
            "SEQUENCE items in 1: ADD sum");
  }

  @Test
  void anAccumulateThatMayPassItsValueOnEarlyHasALevelForIt() throws PlanException {
    Element batch = Element.of(Kind.ACCUMULATE, "batch", Trait.FLUSH_WHEN);
    assertThat(levels(ORDERS, batch, PRICE))
        .containsExactly(
            "RUN: OPEN run, ENTER orders into 1, FINISH batch into 2",
            "SEQUENCE orders in 0: ADD batch, FULL batch, PASS batch into 2",
            "TAIL batch in 0: CALL price else 2, EMIT");
  }

  @Test
  void aFinishedSequenceAndAnEmptyValueAreStepsOfTheirOwn() throws PlanException {
    Element finished = Element.of(Kind.SEQUENCE, "orders", Trait.ON_FINISH);
    Element empty = Element.of(Kind.ACCUMULATE, "sum", Trait.EMIT_EMPTY);
    assertThat(levels(finished, empty))
        .containsExactly(
            "RUN: OPEN run, ENTER orders into 1, FINISHED orders, FINISH sum else 5, EMIT",
            "SEQUENCE orders in 0: ADD sum");
  }

  @Test
  void aValueIsInScopeUntilTheContextInWhichItWasGivenIsGathered() throws PlanException {
    Element context = Element.of(Kind.CONTEXT, "items");
    FlowPlan plan = Planner.plan(List.of(ORDERS, context, ITEMS, PRICE, SUM, PRICE), true);
    assertThat(plan.sites().get(3).scope()).containsExactly(FlowPlan.RUN, 0);
    assertThat(plan.itemOf(3)).isEqualTo(2);
    assertThat(plan.itemOf(5)).isEqualTo(4);
    assertThat(plan.sites().get(5).scope()).containsExactly(FlowPlan.RUN, 0);
    assertThat(plan.sites().get(4).context()).isEqualTo(1);
    assertThat(plan.bucketLevel(4)).isEqualTo(1);
    assertThat(plan.result()).isEqualTo(5);
  }

  @Test
  void aContextThatWouldGatherOneItemIsRefused() {
    Element context = Element.of(Kind.CONTEXT, "price");
    assertThat(refused(ORDERS, context, PRICE, SUM))
        .satisfies(it -> assertThat(it.problem()).isEqualTo(Problem.CONTEXT_WITHOUT_SEQUENCE))
        .satisfies(it -> assertThat(it.element()).isEqualTo(1));
  }

  @Test
  void aStageAfterAConsumerIsRefused() {
    assertThat(refused(Element.of(Kind.CONSUMER, "print"), PRICE))
        .satisfies(it -> assertThat(it.problem()).isEqualTo(Problem.AFTER_CONSUMER))
        .satisfies(it -> assertThat(it.element()).isEqualTo(1))
        .hasMessage("stage 'price' stands after a stage that gives nothing");
  }

  private static PlanException refused(Element... elements) {
    return catchThrowableOfType(PlanException.class, () -> Planner.plan(List.of(elements), true));
  }

  private static List<String> levels(Element... elements) throws PlanException {
    FlowPlan plan = Planner.plan(List.of(elements), true);
    return plan.levels().stream().map(level -> text(plan, level)).toList();
  }

  private static String text(FlowPlan plan, Level level) {
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < level.steps().size(); i++) {
      steps.add(text(plan, level.steps().get(i), i));
    }
    String name =
        level.kind() == Level.Kind.RUN
            ? "RUN"
            : level.kind() + " " + name(plan, level.element()) + " in " + level.parent();
    return name + ": " + String.join(", ", steps);
  }

  /** Where the level goes on without the item is only shown if it is not the next step. */
  private static String text(FlowPlan plan, Step step, int index) {
    if (step.kind() == Step.Kind.EMIT) {
      return "EMIT";
    }
    boolean drops =
        step.kind() == Step.Kind.CALL
            || step.kind() == Step.Kind.FILTER
            || (step.kind() == Step.Kind.FINISH && !step.entersLevel());
    return step.kind()
        + " "
        + name(plan, step.element())
        + (step.entersLevel() ? " into " + step.level() : "")
        + (drops && step.end() != index + 1 ? " else " + step.end() : "");
  }

  private static String name(FlowPlan plan, int element) {
    return element == FlowPlan.RUN ? "run" : plan.elements().get(element).name();
  }
}
