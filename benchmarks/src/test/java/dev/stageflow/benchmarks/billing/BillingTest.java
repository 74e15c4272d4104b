package dev.stageflow.benchmarks.billing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.benchmarks.billing.Billing.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways write the same bills, also where they are stopped in the midst and started again. */
class BillingTest {
  static final int PURCHASES = 10_500;

  private final Billing benchmark = new Billing();

  private void create(String where) throws IOException, SQLException {
    benchmark.where = where;
    benchmark.purchases = PURCHASES;
    benchmark.create();
    benchmark.empty();
  }

  @AfterEach
  void delete() throws IOException {
    benchmark.delete();
  }

  @ParameterizedTest
  @ValueSource(strings = {Billing.FILE, Billing.MEMORY})
  void bothWriteABillOfEachPurchase(String where) throws Exception {
    create(where);
    benchmark.savedFlow();
    assertBilled();
    benchmark.empty();
    benchmark.springBatch();
    assertBilled();
  }

  @Test
  void aFlowThatWasStoppedGoesOn() throws Exception {
    goesOn(new FlowBiller());
  }

  @Test
  void aJobOfSpringBatchThatWasStoppedGoesOn() throws Exception {
    goesOn(new BatchBiller());
  }

  @Test
  void aFlowWhoseProcessWasKilledGoesOn() throws Exception {
    goesOnAfterAKill(new FlowBiller());
  }

  @Test
  void aJobOfSpringBatchWhoseProcessWasKilledGoesOn() throws Exception {
    goesOnAfterAKill(new BatchBiller());
  }

  private void goesOnAfterAKill(Biller biller) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledBilling.class.getName(),
                biller.getClass().getSimpleName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String folder = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).isEqualTo(KilledBilling.EXIT);
    benchmark.open(Path.of(folder));
    assertThat(benchmark.written().bills()).isBetween(6_000L, 7_000L);
    benchmark.run(biller, KilledBilling.NAME, Purchase::bill);
    assertBilled();
  }

  private void goesOn(Biller biller) throws Exception {
    create(Billing.FILE);
    List<Long> calls = new ArrayList<>();
    IllegalStateException stop = new IllegalStateException("stop");
    for (long at : List.of(2_500L, 7_001L)) {
      assertThatThrownBy(
              () ->
                  benchmark.run(
                      biller,
                      "stopped",
                      purchase -> {
                        if (purchase.id() == at) {
                          throw stop;
                        }
                        return purchase.bill();
                      }))
          .satisfiesAnyOf(
              failure -> assertThat(failure).isSameAs(stop),
              failure -> assertThat(failure).hasRootCause(stop));
      assertThat(benchmark.written().bills()).isBetween(at - 1_001, at - 1).isGreaterThan(0);
    }
    long before = benchmark.written().bills();
    benchmark.run(
        biller,
        "stopped",
        purchase -> {
          calls.add(purchase.id());
          return purchase.bill();
        });
    assertThat(calls).startsWith(before + 1).hasSize((int) (PURCHASES - before));
    assertBilled();
  }

  private void assertBilled() throws SQLException {
    long cents =
        LongStream.rangeClosed(1, PURCHASES)
            .map(id -> new Purchase(id, (int) (id % 997), id * 31 % 100_000).bill().cents())
            .sum();
    assertThat(benchmark.written()).isEqualTo(new Written(PURCHASES, PURCHASES, cents));
  }
}
