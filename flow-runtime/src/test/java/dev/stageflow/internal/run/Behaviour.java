package dev.stageflow.internal.run;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.internal.run.Sketch.Part;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the stages of a sketch do: the same whether they are called by a flow or by recursion. */
final class Behaviour {

  /** Styles of a function. */
  static final int PLAIN = 0;

  static final int KEYED = 1;
  static final int OPTIONAL = 2;

  /** Styles of a sequence; the first two are as above. */
  static final int CLOSEABLE = 2;

  static final int FLOW_ITERATOR = 3;

  /** Styles of an accumulate; the first is as above. */
  static final int IN_PLACE = 1;

  static final int COLLECTOR = 2;

  private final Sketch sketch;
  private final Journal journal;

  Behaviour(Sketch sketch, Journal journal) {
    this.sketch = sketch;
    this.journal = journal;
  }

  /** Chooses what a keyed stage or a hook names. */
  static int valueNamed(Part part, int index) {
    return part.a() % (index + 1) - 1;
  }

  @Nullable Integer function(int index, int item, int value) throws PauseFlow {
    journal.call(index + " function " + item + " " + value);
    Part part = sketch.part(index);
    int result = item * (1 + part.b() % 3) + value + part.a() % 5;
    return Math.floorMod(result, 5) == part.b() % 25 ? null : result;
  }

  boolean filter(int index, int item) throws PauseFlow {
    journal.call(index + " filter " + item);
    return Math.floorMod(item, 4) != sketch.part(index).a() % 12;
  }

  void consume(int index, int item) throws PauseFlow {
    journal.call(index + " consume " + item);
  }

  /** Returns a sequence's elements, some of them null, or null. */
  @Nullable List<@Nullable Integer> sequence(int index, int item, int value) throws PauseFlow {
    journal.call(index + " sequence " + item + " " + value);
    Part part = sketch.part(index);
    if (Math.floorMod(item, 6) == part.a() % 30) {
      return null;
    }
    List<@Nullable Integer> elements = new ArrayList<>();
    for (int i = 0; i < Math.floorMod(item + value + part.b(), 5); i++) {
      elements.add(Math.floorMod(item + i, 5) == part.b() % 12 ? null : item + i * 3);
    }
    return elements;
  }

  void onFinish(int index) throws PauseFlow {
    journal.call(index + " onFinish");
  }

  void next(int index) throws PauseFlow {
    journal.call(index + " next");
  }

  void close(int index) {
    journal.closed(index + " close");
  }

  int start(int index) {
    journal.note(index + " start");
    return sketch.part(index).a() % 3;
  }

  int add(int index, int gathered, int item) throws PauseFlow {
    String entry = index + " add " + gathered + " " + item;
    if (sketch.part(index).style() == COLLECTOR) {
      journal.note(entry);
    } else {
      journal.call(entry);
    }
    return gathered * 2 + item;
  }

  boolean flushWhen(int index, int gathered) {
    journal.note(index + " flushWhen " + gathered);
    return Math.floorMod(gathered, 3) == 0;
  }

  @Nullable Integer finish(int index, int gathered) throws PauseFlow {
    String entry = index + " finish " + gathered;
    if (sketch.part(index).style() == COLLECTOR) {
      journal.note(entry);
    } else {
      journal.call(entry);
    }
    return Math.floorMod(gathered, 7) == sketch.part(index).b() % 35 ? null : gathered + 1;
  }

  void onFlush(int index, int value) throws PauseFlow {
    journal.call(index + " onFlush " + value);
  }

  void onClose(int index, int value) throws PauseFlow {
    journal.call(index + " onClose " + value);
  }

  void emit(int item) throws PauseFlow {
    journal.call("emit " + item);
  }

  /** Elements whose closing is noted. */
  final class CloseableElements implements Iterable<@Nullable Integer>, AutoCloseable {
    private final int index;
    private final List<@Nullable Integer> elements;

    CloseableElements(int index, List<@Nullable Integer> elements) {
      this.index = index;
      this.elements = elements;
    }

    @Override
    public Iterator<@Nullable Integer> iterator() {
      return elements.iterator();
    }

    @Override
    public void close() {
      Behaviour.this.close(index);
    }
  }

  /** Elements that may be waited for; none is null. */
  final class PausingElements implements FlowIterator<Integer> {
    private final int index;
    private final FlowIterator<Integer> elements;

    PausingElements(int index, List<@Nullable Integer> elements) {
      this.index = index;
      // A null would be one more call of next().
      this.elements = FlowIterator.of(elements.stream().filter(Objects::nonNull).toList());
    }

    @Override
    public @Nullable Integer next() throws Exception {
      Behaviour.this.next(index);
      return elements.next();
    }

    @Override
    public void close() {
      Behaviour.this.close(index);
    }
  }
}
