package dev.stageflow.tests.database;

import dev.stageflow.annotation.Sequence;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The definition that docs/databases.md shows for Jdbi. */
record JdbiOrders(Jdbi database) {
  // manual
  @Sequence
  Stream<Integer> orders(String customer) {
    Handle handle = database.open();
    try {
      return handle
          .createQuery("select number from orders where customer = :customer order by number")
          .bind("customer", customer)
          .mapTo(Integer.class)
          .stream()
          .onClose(handle::close);
    } catch (RuntimeException | Error failure) {
      handle.close();
      throw failure;
    }
  }
  // end
}
