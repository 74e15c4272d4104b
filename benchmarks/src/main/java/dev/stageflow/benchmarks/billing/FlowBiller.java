package dev.stageflow.benchmarks.billing;

import dev.stageflow.DurableSink;
import dev.stageflow.jdbc.JdbcFlowStore;
import dev.stageflow.jdbc.QuerySequence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** Runs the flow. It is saved when it has 1,000 outputs, or earlier when the interval is over. */
final class FlowBiller implements Biller {
  @Override
  public void run(DataSource database, String name, Rule rule) throws Exception {
    QuerySequence query =
        QuerySequence.on(database)
            .sql("select id, customer, cents from purchase where id > ? order by id");
    FlowBillingFlow.of(new FlowBilling(query, rule))
        .durable(JdbcFlowStore.of(database), name)
        .saveEvery(Duration.ofMillis(250))
        .run(DurableSink.batch(FlowBiller::write));
  }

  private static void write(List<Bill> bills, Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(Bill.INSERT)) {
      for (Bill bill : bills) {
        bill.bind(insert);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
