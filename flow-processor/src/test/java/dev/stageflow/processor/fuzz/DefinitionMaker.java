package dev.stageflow.processor.fuzz;

import dev.stageflow.processor.fuzz.FuzzedDefinition.Super;
import dev.stageflow.processor.fuzz.Stage.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Makes definitions out of the whole grammar, the same one of the same seed. */
final class DefinitionMaker {
  private static final int MOST_STAGES = 9;

  private static final List<String> PARAMETERS =
      List.of(
          "<T extends java.lang.CharSequence>",
          "<T extends java.lang.CharSequence & java.lang.Comparable<T>>",
          "<T extends java.lang.Object & java.lang.Comparable<? super T> & java.lang.CharSequence>",
          "<T extends java.lang.CharSequence, U extends java.util.List<? super T>>");

  private final Dice dice;

  private DefinitionMaker(long seed) {
    dice = new Dice(seed);
  }

  static FuzzedDefinition make(long seed) {
    return new DefinitionMaker(seed).definition(seed);
  }

  static List<FuzzedDefinition> make(long first, int count) {
    return LongStream.range(first, first + count).mapToObj(DefinitionMaker::make).toList();
  }

  private FuzzedDefinition definition(long seed) {
    Shape shape = dice.oneOf(List.of(Shape.values()));
    boolean isDurable = FuzzedDefinition.isDurable(seed);
    Kind input = input(shape, isDurable);
    List<Stage> stages = StageMaker.make(dice, input, 1 + dice.below(MOST_STAGES), isDurable);
    String parameters = input == Kind.VARIABLE ? dice.oneOf(PARAMETERS) : "";
    return new FuzzedDefinition(
        seed,
        dice.oneOf(Names.OF_CLASSES),
        shape,
        supers(shape, stages, parameters.isEmpty()),
        input,
        parameters,
        dice.isOneIn(6),
        dice.isOneIn(6) ? "Wanted$Flow" : "",
        stages);
  }

  private @Nullable Kind input(Shape shape, boolean isDurable) {
    if (dice.isOneIn(10)) {
      return null;
    }
    if (isDurable) {
      return dice.oneOf(Kind.made().stream().filter(Kind::isStorable).toList());
    }
    return shape.mayBeGeneric() && dice.isOneIn(6) ? Kind.VARIABLE : dice.oneOf(Kind.made());
  }

  /** A superclass, then interfaces: each has some of the stages, in order. */
  private List<Super> supers(Shape shape, List<Stage> stages, boolean mayBind) {
    List<Super> supers = new ArrayList<>();
    int from = 0;
    boolean isInterface = !shape.mayExtendAClass();
    while (from < stages.size() && dice.isOneIn(3)) {
      int to = from + 1 + dice.below(stages.size() - from);
      while (stages.get(to - 1).form() == Form.AROUND) {
        to++;
      }
      supers.add(new Super(isInterface, mayBind && dice.isOneIn(2), from, to));
      isInterface = true;
      from = to;
    }
    return supers;
  }
}
