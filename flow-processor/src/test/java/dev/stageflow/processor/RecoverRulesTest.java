package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in for a stage takes and gives what that does; what is tried again may fail. */
class RecoverRulesTest {
  private static final String USE =
      "List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;";

  @Test
  void itsStageIsNamedAsItIs() {
    Definition.of(
            """
            class Report {
              @Function Integer price(String text) throws java.io.IOException { return 1; }
              @Recover("prise") // <- here
              Integer none(String text, java.io.IOException failure) { return 0; }
            }
            """)
        .usedBy(USE)
        .fails(Rule.NAME_UNKNOWN, "There is no stage 'prise' in Report. Did you mean 'price'?");
  }

  @Test
  void aDefinitionOfRecoversAloneHasNoStageToNameEither() {
    Definition.of(
            """
            class Report {
              @Recover("price") // <- here
              Integer none(String text, RuntimeException failure) { return 0; }
            }
            """)
        .fails(Rule.NAME_UNKNOWN, "There is no stage 'price' in Report.");
  }

  @Test
  void eachOfSeveralStagesIsThere() {
    Definition.of(
            """
            class Report {
              @Function Integer parse(String text) { return 1; }
              @Recover({"parse", "prise", "pars"}) // <- 1 // <- 2
              Integer none(Object item, RuntimeException failure) { return 0; }
            }
            """)
        .usedBy(USE)
        .failsWithAll(
            "[Flow/NameUnknown] There is no stage 'prise' in Report. Did you mean 'parse'?",
            "[Flow/NameUnknown] There is no stage 'pars' in Report. Did you mean 'parse'?");
  }

  @Test
  void eachStageIsNamedOnce() {
    Definition.of(
            """
            class Report {
              @Function Integer parse(String text) { return 1; }
              @Recover({"parse", "parse"}) // <- here
              Integer none(Object item, RuntimeException failure) { return 0; }
            }
            """)
        .usedBy(USE)
        .fails(Rule.RECOVER_TWICE, "'none' names 'parse' twice. Remove one of them.");
  }

  @Test
  void someStageIsNamed() {
    Definition.of(
            """
            class Report {
              @Function Integer parse(String text) { return 1; }
              @Recover({}) // <- here
              Integer none(Object item, RuntimeException failure) { return 0; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_PLACE,
            "'none' stands in for no stage: the list is empty. Name a stage, or remove @Recover.");
  }

  @Test
  void eachStageThatDoesNotFitIsTold() {
    Definition.of(
            """
            class Report {
              @Function Integer parse(String text) throws java.io.IOException { return 1; }
              @Function Long wide(Integer number) throws java.io.IOException { return 1L; }
              @Function String show(Long number) throws java.io.IOException { return ""; }
              @Function Integer length(String text) { return 1; }
              @Recover({"parse", "wide", "show", "length"})
              Integer none( // <- 1 // <- 2
                  Object item,
                  java.io.IOException failure) { // <- 3
                return 0;
              }
            }
            """)
        .usedBy(USE)
        .failsWithAll(
            "[Flow/RecoverSignature] 'none' returns Integer, but 'wide' gives Long. Return that. If"
                + " that holds for 'wide' alone, give it a @Recover of its own.",
            "[Flow/RecoverSignature] 'none' returns Integer, but 'show' gives String. Return that."
                + " If that holds for 'show' alone, give it a @Recover of its own.",
            "[Flow/NeverThrown] 'none' recovers from IOException, which 'length' cannot throw: it"
                + " does not declare it. Take what it throws, or remove the method. If that holds"
                + " for 'length' alone, give it a @Recover of its own.");
  }

  @Test
  void aMistakeThatIsOfTheMethodAloneIsToldOnce() {
    Definition.of(
            """
            class Report {
              @Function Integer parse(String text) { return 1; }
              @Function Integer half(Integer number) { return 1; }
              @Recover({"parse", "half"})
              Integer none(
                  Object item) { // <- here
                return 0;
              }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_SIGNATURE,
            "'none' takes no failure. After what 'parse' takes, give it a parameter of the"
                + " exception that it recovers from, such as 'IOException failure'.");
  }

  @Test
  void aValueFromUpstreamIsInScopeOfEach() {
    Definition.of(
            """
            class Report {
              @Sequence List<Integer> words(String text) { return List.of(); }
              @Function Integer half(Integer number) { return 1; }
              @Function Integer twice(Integer number) { return 1; }
              @Recover({"half", "twice"})
              Integer none(
                  Object item,
                  RuntimeException failure,
                  @Upstream("words") Integer word) { // <- here
                return 0;
              }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.UPSTREAM_UNKNOWN,
            "'words' is the very item that arrives here. Take it by the parameter without"
                + " @Upstream, or name an earlier value. If that holds for 'half' alone, give it a"
                + " @Recover of its own.");
  }

  @Test
  void twoThatShareOneStageTakeDifferentExceptions() {
    Definition.of(
            """
            class Report {
              @Function Integer parse(String text) { return 1; }
              @Function Integer half(Integer number) { return 1; }
              @Recover({"parse", "half"})
              Integer none(Object item, RuntimeException failure) { return 0; }
              @Recover("half")
              Integer other(Object item, RuntimeException failure) { return 1; } // <- here
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_TWICE,
            "'other' takes RuntimeException of 'half', which 'none' takes already. Remove one of"
                + " them, or take another exception.");
  }

  @Test
  void itTakesAFailure() {
    Definition.of(
            """
            class Report {
              @Function Integer price(String text) throws java.io.IOException { return 1; }
              @Recover("price")
              Integer none(
                  String text) { // <- here
                return 0;
              }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_SIGNATURE,
            "'none' takes no failure. After what 'price' takes, give it a parameter of"
                + " the exception that it recovers from, such as 'IOException failure'.");
  }

  @Test
  void itTakesSomething() {
    Definition.of(
            """
            class Report {
              @Function Integer price(String text) throws java.io.IOException { return 1; }
              @Recover("price")
              Integer none() { return 0; } // <- here
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_SIGNATURE,
            "'none' takes no failure. After what 'price' takes, give it a parameter of"
                + " the exception that it recovers from, such as 'IOException failure'.");
  }

  @Test
  void theFailureComesLast() {
    Definition.of(
            """
            class Report {
              @Function Integer price(String text) throws java.io.IOException { return 1; }
              @Recover("price")
              Integer none(
                  java.io.IOException failure, // <- here
                  String text) {
                return 0;
              }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_SIGNATURE,
            "'none' takes IOException before the item. The failure comes last: take first"
                + " what 'price' takes.");
  }

  @Test
  void aPauseIsNoFailure() {
    Definition.of(
            """
            class Report {
              @Function Integer price(String text) throws PauseFlow { return 1; }
              @Recover("price")
              Integer none(String text,
                  PauseFlow pause) { // <- here
                return 0;
              }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_SIGNATURE,
            "'none' recovers from PauseFlow, but a pause is no failure: the flow goes on"
                + " by itself. Name an exception that the stage fails with.");
  }

  @Test
  void theFailureIsOfAClass() {
    Definition.of(
            """
            class Report<X extends Exception> {
              @Function Integer price(String text) throws X { return 1; }
              @Recover("price")
              Integer none(String text,
                  X failure) { // <- here
                return 0;
              }
            }
            """)
        .usedBy(
            "List<Integer> all = ReportFlow.of(new Report<Exception>()).collect(\"\"); return all;")
        .fails(
            Rule.RECOVER_SIGNATURE,
            "'none' recovers from X, which is a type parameter: no exception can be compared with it. Name a class.");
  }

  @Test
  void itTakesNoMoreThanItsStage() {
    Definition.of(
            """
            class Report {
              @Function Integer price(String text) throws java.io.IOException { return 1; }
              @Recover("price")
              Integer none(String text, int more, java.io.IOException failure) { // <- here
                return 0;
              }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_SIGNATURE,
            "'none' stands in for 'price', so it takes (String, IOException). Mark earlier values with @Upstream.");
  }

  @Test
  void itTakesNoItemWhereItsStageTakesNone() {
    Definition.of(
            """
            class Report {
              @Sequence List<Integer> numbers() throws java.io.IOException { return List.of(); }
              @Recover("numbers")
              List<Integer> none(String text, java.io.IOException failure) { // <- here
                return null;
              }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(); return all;")
        .fails(
            Rule.RECOVER_SIGNATURE,
            "'none' stands in for 'numbers', which takes no item, so it takes"
                + " (IOException) alone. Mark earlier values with @Upstream.");
  }

  @Test
  void itTakesTheItemOfItsStage() {
    Definition.of(
            """
            class Report {
              @Function Integer price(String text) throws java.io.IOException { return 1; }
              @Recover("price")
              Integer none(
                  Integer number, // <- here
                  java.io.IOException failure) {
                return 0;
              }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_SIGNATURE,
            "'none' takes Integer, but what arrives at 'price' is String. Take that.");
  }

  @Test
  void itGivesWhatItsStageGives() {
    Definition.of(
            """
            class Report {
              @Function Integer price(String text) throws java.io.IOException { return 1; }
              @Recover("price")
              String none(String text, java.io.IOException failure) { return text; } // <- here
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_SIGNATURE,
            "'none' returns String, but 'price' gives Integer. Return that.");
  }

  @Test
  void itDoesNotGiveNothing() {
    Definition.of(
            """
            class Report {
              @Function Integer price(String text) throws java.io.IOException { return 1; }
              @Recover("price")
              void none(String text, java.io.IOException failure) {} // <- here
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_SIGNATURE, "'none' returns void, but 'price' gives Integer. Return that.");
  }

  @Test
  void itGivesNothingWhereItsStageGivesNothing() {
    Definition.of(
            """
            class Report {
              @Function void print(String text) throws java.io.IOException {}
              @Recover("print")
              Integer none(String text, java.io.IOException failure) { return 0; } // <- here
            }
            """)
        .usedBy("ReportFlow.of(new Report()).run(\"\"); return null;")
        .fails(
            Rule.RECOVER_SIGNATURE,
            "'none' returns Integer, but 'print' returns nothing. Make it void.");
  }

  @Test
  void forAFilterItGivesBoolean() {
    Definition.of(
            """
            class Report {
              @Function Integer length(String text) { return 1; }
              @Filter boolean odd(Integer number) throws java.io.IOException { return true; }
              @Recover("odd")
              Boolean none(Integer number, java.io.IOException failure) { return null; } // <- here
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_SIGNATURE,
            "'none' returns Boolean, but 'odd' gives boolean. Return that.");
  }

  @Test
  void forASequenceItGivesASource() {
    Definition.of(
            """
            class Report {
              @Sequence List<Integer> numbers(String text) throws java.io.IOException { return List.of(); }
              @Recover("numbers")
              Integer none(String text, java.io.IOException failure) { return 0; } // <- here
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_SIGNATURE,
            "'none' returns Integer, but 'numbers' gives any number of Integer. Return a"
                + " source of these, such as a List.");
  }

  @Test
  void forASubflowItGivesAFlow() {
    Definition.of(
            """
            class Report {
              @Subflow Flow<String, Integer> numbers(String text) throws java.io.IOException { return null; }
              @Recover("numbers")
              Flow<String, String> none(String text, java.io.IOException failure) { return null; } // <- here
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_SIGNATURE,
            "'none' returns Flow<String, String>, but 'numbers' gives a flow to Integer."
                + " Return a flow with such outputs.");
  }

  @Test
  void forAnAccumulateItGivesTheAccumulator() {
    Definition.of(
            """
            class Report {
              @Accumulate Integer add(Integer sum, String text) throws java.io.IOException { return sum; }
              @Recover("add")
              String none(String text, java.io.IOException failure) { return text; } // <- here
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_SIGNATURE, "'none' returns String, but 'add' gives Integer. Return that.");
  }

  @Test
  void anAccumulatorChangedInPlaceIsNotGiven() {
    Definition.of(
            """
            class Report {
              @Accumulate void add(List<Integer> all, String text) throws java.io.IOException {}
              @Recover("add")
              List<Integer> none(String text, java.io.IOException failure) { return null; } // <- here
            }
            """)
        .usedBy("List<List<Integer>> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.RECOVER_SIGNATURE,
            "'none' returns List<Integer>, but 'add' returns nothing. Make it void.");
  }

  @Test
  void aCollectorIsNotCalledForAnItem() {
    Definition.of(
            """
            class Report {
              @Accumulate Collector<String, ?, Integer> count() { return Collectors.summingInt(text -> 1); }
              @Recover("count") // <- here
              Integer none(String text, RuntimeException failure) { return 0; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_PLACE,
            "'count' gives a Collector once for each context: it is not called for an"
                + " item that could recover. Take the accumulator and an item there instead, or"
                + " remove @Recover.");
  }

  @Test
  void norCanItBeTriedAgain() {
    Definition.of(
            """
            class Report {
              @Retry // <- here
              @Accumulate Collector<String, ?, Integer> count() { return Collectors.summingInt(text -> 1); }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_PLACE,
            "'count' gives a Collector once for each context: there is no call for an"
                + " item to be tried again. Take the accumulator and an item there instead, or"
                + " remove @Retry.");
  }

  @Test
  void twoTakeDifferentExceptions() {
    Definition.of(
            """
            class Report {
              @Function Integer price(String text) throws java.io.IOException { return 1; }
              @Recover("price")
              Integer none(String text, java.io.IOException failure) { return 0; }
              @Recover("price")
              Integer other(String text, java.io.IOException failure) { return 1; } // <- here
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.RECOVER_TWICE,
            "'other' takes IOException of 'price', which 'none' takes already. Remove one"
                + " of them, or take another exception.");
  }

  @Test
  void aCheckedExceptionThatIsTakenIsDeclared() {
    Definition.of(
            """
            class Report {
              @Function Integer price(String text) throws java.io.IOException { return 1; }
              @Recover("price")
              Integer none(String text,
                  java.util.concurrent.TimeoutException failure) { // <- here
                return 0;
              }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.NEVER_THROWN,
            "'none' recovers from TimeoutException, which 'price' cannot throw: it does"
                + " not declare it. Take what it throws, or remove the method.");
  }

  @Test
  void aCheckedExceptionThatIsRetriedIsDeclared() {
    Definition.of(
            """
            class Report {
              @Retry(on = java.io.IOException.class) // <- here
              @Function Integer price(String text) { return 1; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.NEVER_THROWN,
            "IOException is to be tried again, but 'price' cannot throw it: it does not"
                + " declare it. Name what it throws.");
  }

  @Test
  void aRetryIsMadeOnceAtLeast() {
    Definition.of(
            """
            class Report {
              @Retry(times = 0) // <- here
              @Function Integer price(String text) { return 1; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.BAD_RETRY,
            "A retry of 0 times makes no further try. Give at least 1, or remove @Retry.");
  }

  @Test
  void aBackoffIsNotNegative() {
    Definition.of(
            """
            class Report {
              @Retry(backoffMillis = -1) // <- here
              @Function Integer price(String text) { return 1; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.BAD_RETRY,
            "A backoff of -1 milliseconds is negative. Give 0 for no pause, or more.");
  }

  @Test
  void aRetryIsAfterSomeException() {
    Definition.of(
            """
            class Report {
              @Retry(on = {}) // <- here
              @Function Integer price(String text) { return 1; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.BAD_RETRY,
            "'price' is tried again after no exception at all. Name one, or leave 'on'"
                + " out for all.");
  }

  @Test
  void aPauseIsNotRetried() {
    Definition.of(
            """
            class Report {
              @Retry(on = PauseFlow.class) // <- here
              @Function Integer price(String text) throws PauseFlow { return 1; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.BAD_RETRY,
            "PauseFlow is no failure: 'price' is called again after a pause anyway."
                + " Name an exception that it fails with.");
  }

  @Test
  void aRetryStandsBesideAStage() {
    Definition.of(
            """
            class Report {
              @Function Integer price(String text) { return 1; }
              @Retry // <- here
              Integer other(String text) { return 1; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.NOT_A_STAGE,
            "'other' has @Retry but is no stage. Put it beside the annotation of the"
                + " stage that may fail.");
  }

  @Test
  void whatRecoversIsNotRetriedItself() {
    Definition.of(
            """
            class Report {
              @Function Integer price(String text) throws java.io.IOException { return 1; }
              @Retry // <- here
              @Recover("price")
              Integer none(String text, java.io.IOException failure) { return 0; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.NOT_A_STAGE,
            "'none' has @Retry but is no stage. Put it beside the annotation of the stage"
                + " that may fail.");
  }

  @Test
  void aStageStandsInForNoOther() {
    Definition.of(
            """
            class Report {
              @Function Integer price(String text) throws java.io.IOException { return 1; }
              @Function @Recover("price")
              Integer none(Integer number, RuntimeException failure) { return 0; } // <- here
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.TWO_STAGE_ANNOTATIONS,
            "'none' is both @Function and @Recover. A stage cannot stand in for another:"
                + " make two methods of it.");
  }

  @Test
  void anOverrideRepeatsRecover() {
    Definition.of(
            """
            class Report extends Base {
              Integer none(String text, RuntimeException failure) { return 1; } // <- here
              @Function Integer next(Integer number) { return number; }
            }

            class Base {
              @Function Integer price(String text) { return 1; }
              @Recover("price") Integer none(String text, RuntimeException failure) { return 0; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.OVERRIDE_WITHOUT_ANNOTATION,
            "'none' overrides a @Recover of Base: repeat its annotation here, so that"
                + " readers see it.");
  }

  @Test
  void whatSaysHowLongToWaitTakesTheFailureAlone() {
    for (String delay :
        List.of(
            "java.time.Duration told() { return null; }",
            "java.time.Duration told(String text) { return null; }",
            "java.time.Duration told(Exception failure, String text) { return null; }",
            "long told(Exception failure) { return 1; }")) {
      Definition.of(
              """
              class Report {
                @Retry(delay = "told") // <- here
                @Function Integer price(String text) { return 1; }
                %s
              }
              """
                  .formatted(delay))
          .usedBy(USE)
          .fails(
              Rule.NAME_SIGNATURE,
              "'told' says how long to wait after a failure: it takes that failure alone, and"
                  + " returns a Duration.");
    }
  }

  @Test
  void whatSaysHowLongToWaitIsThere() {
    Definition.of(
            """
            class Report {
              @Retry(delay = "tolt") // <- here
              @Function Integer price(String text) { return 1; }
              java.time.Duration told(Exception failure) { return null; }
            }
            """)
        .usedBy(USE)
        .fails(Rule.NAME_UNKNOWN, "There is no method 'tolt' in Report. Did you mean 'told'?");
  }

  @Test
  void whatSaysHowLongToWaitTakesWhatIsRetried() {
    Definition.of(
            """
            class Report {
              @Retry(delay = "told", on = IllegalArgumentException.class) // <- here
              @Function Integer price(String text) { return 1; }
              java.time.Duration told(IllegalStateException failure) { return null; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.NEVER_THROWN,
            "'told' takes IllegalStateException, after which 'price' is not tried again. Take a"
                + " failure of those that 'on' names.");
  }

  @Test
  void whatSaysHowLongToWaitDoesNotPause() {
    Definition.of(
            """
            class Report {
              @Retry(delay = "told")
              @Function Integer price(String text) { return 1; }
              java.time.Duration told(Exception failure) throws PauseFlow { // <- here
                return null;
              }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.PAUSE_IMPOSSIBLE,
            "'told' says how long to wait and cannot pause: it must not declare PauseFlow, nor a"
                + " supertype of it.");
  }

  @Test
  void aPolicySaysEverything() {
    for (String other : List.of("times", "backoffMillis", "on")) {
      Definition.of(
              """
              class Report {
                @Retry(
                    policy = "retries",
                    %s = %s) // <- here
                @Function Integer price(String text) { return 1; }
                final dev.stageflow.RetryPolicy retries = dev.stageflow.RetryPolicy.of(2);
              }
              """
                  .formatted(other, other.equals("on") ? "Exception.class" : "3"))
          .usedBy(USE)
          .fails(
              Rule.BAD_RETRY,
              "'retries' says how 'price' is tried again, which '"
                  + other
                  + "' beside it would contradict. Remove one of them.");
    }
  }

  @Test
  void aPolicyIsThere() {
    Definition.of(
            """
            class Report {
              @Retry(policy = "retrys") // <- here
              @Function Integer price(String text) { return 1; }
              final dev.stageflow.RetryPolicy retries = dev.stageflow.RetryPolicy.of(2);
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.NAME_UNKNOWN,
            "There is no method and no field 'retrys' in Report. Did you mean 'retries'?");
  }

  @Test
  void aPolicyIsNotFoundWhereThereAreButStages() {
    Definition.of(
            """
            class Report {
              @Retry(policy = "retries") // <- here
              @Function Integer price(String text) { return 1; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.NAME_UNKNOWN,
            "There is no method and no field 'retries' in Report. It has neither but stages: add"
                + " it.");
  }

  @Test
  void whatGivesAPolicyTakesNothing() {
    for (String policy :
        List.of(
            "dev.stageflow.RetryPolicy retries(Exception failure) { return null; }",
            "dev.stageflow.RetryPolicy retries(@Upstream String input) { return null; }",
            "void retries() {}",
            "Object retries() { return null; }")) {
      Definition.of(
              """
              class Report {
                @Retry(policy = "retries") // <- here
                @Function Integer price(String text) { return 1; }
                %s
              }
              """
                  .formatted(policy))
          .usedBy(USE)
          .fails(
              Rule.NAME_SIGNATURE,
              "'retries' gives the policy of a retry: it takes nothing, and returns a"
                  + " RetryPolicy.");
    }
  }

  @Test
  void theFieldOfAPolicyHoldsOne() {
    Definition.of(
            """
            class Report {
              @Retry(policy = "retries") // <- here
              @Function Integer price(String text) { return 1; }
              final int retries = 3;
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.NAME_SIGNATURE,
            "'retries' is a field of type int, which is no RetryPolicy. Name a field or a method"
                + " that gives one.");
  }

  @Test
  void whatGivesAPolicyIsNotOverloaded() {
    Definition.of(
            """
            class Report {
              @Retry(policy = "retries") // <- here
              @Function Integer price(String text) { return 1; }
              dev.stageflow.RetryPolicy retries() { return null; }
              dev.stageflow.RetryPolicy retries(int times) { return null; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.NAME_OVERLOADED, "There are 2 methods 'retries'. Rename the one that is meant.");
  }

  @Test
  void whatGivesAPolicyDoesNotPause() {
    Definition.of(
            """
            class Report {
              @Retry(policy = "retries")
              @Function Integer price(String text) { return 1; }
              dev.stageflow.RetryPolicy retries() throws PauseFlow { return null; } // <- here
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.PAUSE_IMPOSSIBLE,
            "'retries' gives the policy of a retry and cannot pause: it must not declare"
                + " PauseFlow, nor a supertype of it.");
  }

  @Test
  void theFieldOfAPolicyIsVisibleToGeneratedCode() {
    Definition.of(
            """
            class Report {
              @Retry(policy = "retries")
              @Function Integer price(String text) { return 1; }
              private final dev.stageflow.RetryPolicy retries = null; // <- here
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.INACCESSIBLE,
            "'retries' is private, so the generated flow cannot read it. Remove 'private'.");
  }

  @Test
  void anOverrideRepeatsRetry() {
    Definition.of(
            """
            class Report extends Base {
              @Function Integer price(String text) { return 2; } // <- here
            }

            class Base {
              @Retry @Function Integer price(String text) { return 1; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.OVERRIDE_WITHOUT_ANNOTATION,
            "'price' overrides a stage of Base that has @Retry: repeat that here, so that"
                + " readers see it.");
  }

  @Test
  void itIsVisibleToGeneratedCode() {
    Definition.of(
            """
            class Report {
              @Function Integer price(String text) throws java.io.IOException { return 1; }
              @Recover("price")
              private Integer none(String text, java.io.IOException failure) { return 0; } // <- here
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.INACCESSIBLE,
            "'none' is private, so the generated flow cannot call it. Remove 'private'.");
  }

  @Test
  void whatIsRetriedIsVisibleToGeneratedCode() {
    Definition.of(
            """
            class Report {
              private static class Busy extends RuntimeException {}
              @Retry(on = Busy.class) // <- here
              @Function Integer price(String text) { return 1; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.INACCESSIBLE,
            "'price' retries Report.Busy, which is private, so the generated flow cannot name"
                + " it. Remove 'private'.");
  }
}
