package dev.stageflow.benchmarks.report;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.jdbc.QueryIterator;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of each region, of a query that is sorted by region. */
final class Groups implements FlowIterator<List<SoldItem>> {
  private final QueryIterator<SoldItem> items;
  private List<SoldItem> group = new ArrayList<>();

  Groups(QueryIterator<SoldItem> items) {
    this.items = items;
  }

  @Override
  public @Nullable List<SoldItem> next() throws SQLException, PauseFlow {
    for (SoldItem item = items.next(); item != null; item = items.next()) {
      if (!group.isEmpty() && !group.get(0).region().equals(item.region())) {
        List<SoldItem> complete = group;
        group = new ArrayList<>(List.of(item));
        return complete;
      }
      group.add(item);
    }
    List<SoldItem> last = group;
    group = List.of();
    return last.isEmpty() ? null : last;
  }

  @Override
  public void close() {
    items.close();
  }
}
