package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Neighbouring items share a context only where there are several, and a key tells them apart. */
class ControlBreakRulesTest {
  private static final String ROWS =
      """
      record Row(String region, String customer, int amount) {
        String note() throws java.io.IOException { return ""; }
        String later() throws dev.stageflow.PauseFlow { return ""; }
        void clear() {}
      }
      """;

  private static Definition report(String stages) {
    return Definition.of("class Report {\n" + stages + "}\n")
        .with(ROWS)
        .usedBy("return ReportFlow.of(new Report()).collect(List.of());");
  }

  @Test
  void aSequenceStandsBeforeIt() {
    report(
            """
            @Context(by = "size") // <- here
            @Sequence List<Row> rows(List<Row> rows) { return rows; }
            @Accumulate int add(int sum, Row row) { return sum + row.amount(); }
            """)
        .fails(
            Rule.CONTEXT_WITHOUT_SEQUENCE,
            "No sequence stands before 'rows' in the context around it, so each group of items with"
                + " equal keys would be one item. Put @Context on a stage after the sequence, or"
                + " remove 'by'.");
  }

  @Test
  void theSequenceIsInTheContextAroundIt() {
    report(
            """
            @Sequence List<Row> rows(List<Row> rows) { return rows; }
            @Context(onClose = "done")
            @Filter boolean isLarge(Row row) { return row.amount() > 9; }
            @Context(by = "customer") // <- here
            @Function int amount(Row row) { return row.amount(); }
            @Accumulate int add(int sum, int amount) { return sum + amount; }
            void done() {}
            """)
        .fails(
            Rule.CONTEXT_WITHOUT_SEQUENCE,
            "No sequence stands before 'amount' in the context around it, so each group of items"
                + " with equal keys would be one item. Put @Context on a stage after the sequence,"
                + " or remove 'by'.");
  }

  @Test
  void theItemsOfSeveralSequencesAreNotMixedAheadOfIt() {
    report(
            """
            @Sequence List<Row> rows(List<Row> rows) { return rows; }
            @Sequence List<Row> twice(Row row) { return List.of(row, row); }
            @Parallel(4) @Tunnel @Function Row checked(Row row) { return row; }
            @Context(by = "customer") // <- here
            @Function int amount(Row row) { return row.amount(); }
            @Accumulate int add(int sum, int amount) { return sum + amount; }
            """)
        .fails(
            Rule.CONTEXT_PLACE,
            "The items of several sequences come out of the parallel stage before 'amount' one"
                + " after the other, so a group cannot close where one of them ends. Put @Context"
                + " on the parallel stage, or on a stage before it.");
  }

  @Test
  void aKeyIsAMethodOfTheItemOrOfTheDefinition() {
    report(
            """
            @Sequence List<Row> rows(List<Row> rows) { return rows; }
            @Context(by = "costumer") // <- here
            @Function int amount(Row row) { return row.amount(); }
            @Accumulate int add(int sum, int amount) { return sum + amount; }
            """)
        .fails(
            Rule.NAME_UNKNOWN,
            "There is no method 'costumer' that gives a key, neither of the item, which is Row, nor"
                + " in Report. Did you mean 'customer'?");
  }

  @Test
  void aKeyIsGiven() {
    report(
            """
            @Sequence List<Row> rows(List<Row> rows) { return rows; }
            @Context(by = "clear") // <- here
            @Function int amount(Row row) { return row.amount(); }
            @Accumulate int add(int sum, int amount) { return sum + amount; }
            void clear(Row row) {}
            """)
        .fails(
            Rule.NAME_SIGNATURE,
            "'clear' must take the item, which is Row, and give its key; besides, it can take"
                + " parameters marked with @Upstream.");
  }

  @Test
  void aKeyIsNoArray() {
    report(
            """
            @Sequence List<Row> rows(List<Row> rows) { return rows; }
            @Context(by = "id") // <- here
            @Function int amount(Row row) { return row.amount(); }
            @Accumulate int add(int sum, int amount) { return sum + amount; }
            byte[] id(Row row) { return row.region().getBytes(); }
            """)
        .fails(
            Rule.BAD_KEY,
            "'id' gives byte[] as a key, but an array equals nothing but itself, whatever it holds."
                + " Give a String, a List or a record.");
  }

  @Test
  void noKeyOfAnItemWithTypeArgumentsIsAnArray() {
    Definition.of(
            """
            class Report {
              @Sequence List<Keyed<? extends String[]>> rows(List<Keyed<? extends String[]>> rows) {
                return rows;
              }
              @Context(by = "key") // <- here
              @Function int amount(Keyed<? extends String[]> row) { return 1; }
              @Accumulate int add(int sum, int amount) { return sum + amount; }
            }
            record Keyed<K>(K key) {}
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(List.of());")
        .fails(
            Rule.BAD_KEY,
            "'key' gives String[] as a key, but an array equals nothing but itself, whatever it"
                + " holds. Give a String, a List or a record.");
  }

  @Test
  void aKeyOfTheItemDoesNotPause() {
    report(
            """
            @Sequence List<Row> rows(List<Row> rows) { return rows; }
            @Context(by = "later") // <- here
            @Function int amount(Row row) { return row.amount(); }
            @Accumulate int add(int sum, int amount) { return sum + amount; }
            """)
        .fails(
            Rule.PAUSE_IMPOSSIBLE,
            "'later' gives a key and cannot pause: it must not declare PauseFlow, nor a supertype"
                + " of it.");
  }

  @Test
  void aForkIsNotInScopePastTheGroup() {
    report(
            """
            @Sequence List<Row> rows(List<Row> rows) { return rows; }
            @Fork @Tunnel @Function String price(Row row) { return row.customer(); }
            @Context(by = "customer")
            @Function int amount(Row row, @Upstream("price") String price) { return row.amount(); }
            @Accumulate int add(int sum, int amount) { return sum + amount; }
            @Function String line(int sum,
                @Upstream("price") // <- here
                String price) { return price + sum; }
            """)
        .fails(
            Rule.UPSTREAM_UNKNOWN,
            "No value called 'price' is in scope here. There is: 'input', 'rows'.");
  }

  @Test
  void aFilterPastTheGroupEndsNoSequenceThatIsGroupedThere() {
    report(
            """
            @Sequence List<Row> rows(List<Row> rows) { return rows; }
            @Context(by = "customer")
            @Function int amount(Row row) { return row.amount(); }
            @Accumulate int add(int sum, int amount) { return sum + amount; }
            @Filter(orBreak = "rows") // <- here
            boolean isLarge(int sum) { return sum > 9; }
            """)
        .fails(
            Rule.BAD_BREAK,
            "'rows' is no sequence that 'isLarge' can end: its items do not come there. There is"
                + " none: leave orBreak out.");
  }

  @Test
  void whatAKeyThrowsTheFlowDeclares() {
    Definition.of(
            """
            class Report {
              @Sequence List<Row> rows(List<Row> rows) { return rows; }
              @Context(by = "note")
              @Function int amount(Row row) { return row.amount(); }
              @Accumulate int add(int sum, int amount) { return sum + amount; }
            }
            """)
        .with(ROWS)
        .usedBy(
            """
            try {
              return ReportFlow.of(new Report())
                  .collect(List.of(new Row("r", "a", 1), new Row("r", "b", 2)));
            } catch (java.io.IOException failure) {
              return failure;
            }
            """)
        .gives(List.of(3));
  }

  @Test
  void aKeyOfTheItemGoesFirst() {
    Definition.of(
            """
            class Report {
              @Sequence List<Row> rows(List<Row> rows) { return rows; }
              @Context(by = "customer")
              @Function String customer(Row row) { return row.region(); }
              @Accumulate String join(String all, String region) { return all + region; }
            }
            """)
        .with(ROWS)
        .usedBy(
            """
            return ReportFlow.of(new Report())
                .collect(List.of(new Row("r", "a", 1), new Row("s", "a", 2), new Row("s", "b", 3)));
            """)
        .gives(List.of("rs", "s"));
  }

  @Test
  void itHoldsForEachOfSeveralContexts() {
    report(
            """
            @Sequence List<Row> rows(List<Row> rows) { return rows; }
            @Context(by = "region") @Context(by = "costumer") @Function int amount(Row row) { // <- here
              return row.amount();
            }
            @Accumulate int add(int sum, int amount) { return sum + amount; }
            @Accumulate int most(int most, int sum) { return Math.max(most, sum); }
            """)
        .fails(
            Rule.NAME_UNKNOWN,
            "There is no method 'costumer' that gives a key, neither of the item, which is Row, nor"
                + " in Report. Did you mean 'customer'?");
    report(
            """
            @Sequence List<Row> rows(List<Row> rows) { return rows; }
            @Context(onClose = "done") @Context(by = "customer") @Function int amount(Row row) { // <- here
              return row.amount();
            }
            @Accumulate int add(int sum, int amount) { return sum + amount; }
            void done() {}
            """)
        .fails(
            Rule.CONTEXT_WITHOUT_SEQUENCE,
            "No sequence stands before 'amount' in the context around it, so each group of items"
                + " with equal keys would be one item. Put @Context on a stage after the sequence,"
                + " or remove 'by'.");
  }

  @Test
  void whatIsKeptOfAFirstItemFitsIntoItsGroup() {
    StringBuilder earlier = new StringBuilder();
    StringBuilder taken = new StringBuilder();
    for (int i = 0; i < 126; i++) {
      earlier.append("  @Function long f%d(long n) { return n; }\n".formatted(i));
      taken.append(", @Upstream(\"f%1$d\") long f%1$d".formatted(i));
    }
    Definition.of(
            """
            class Report {
              @Sequence long[] numbers(long n) { return new long[] {n}; }
            %s  @Context(by = "key")
              @Function long same(long n) { return n; } // <- here
              long key(long n) { return n; }
              @Accumulate long sum(long sum, long n) { return sum + n; }
              @Function long last(long sum%s) { return sum; }
            }
            """
                .formatted(earlier, taken))
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(1L); return all;")
        .fails(
            Rule.TOO_MANY_PARAMETERS,
            "'same' and the stages after it take 252 earlier values, of which at most 250 can be"
                + " kept together; a long or double counts as two. Have an earlier stage put"
                + " several into one record.");
  }
}
