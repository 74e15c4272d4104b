package shop;

import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The amounts of a receipt; what cannot be read is noted in a ledger, which takes its time. */
public class Receipts {
  final List<String> noted = new CopyOnWriteArrayList<>();

  @Sequence
  List<String> lines(String receipt) throws IOException {
    if (receipt.isEmpty()) {
      throw new IOException("unreadable");
    }
    return List.of(receipt.split(" "));
  }

  @Tunnel(buffer = 16)
  @Recover("lines")
  List<String> archived(String receipt, IOException failure) {
    return List.of("1", "2");
  }

  @Function
  int amount(String line) {
    return Integer.parseInt(line);
  }

  @Function
  int taxed(int amount) {
    return Math.multiplyExact(amount, 2);
  }

  @Tunnel
  @Recover({"amount", "taxed"})
  Integer note(Object item, RuntimeException failure) {
    noted.add(item + ": " + failure.getMessage());
    return null;
  }
}
