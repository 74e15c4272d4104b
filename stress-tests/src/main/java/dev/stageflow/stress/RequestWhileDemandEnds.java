package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.Flow;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A request that comes while a run pauses, because its demand is met, has it go on. */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "Both outputs that were asked for.")
@Outcome(expect = FORBIDDEN, desc = "The run stays paused with a demand.")
@State
public class RequestWhileDemandEnds {
  private static final Flow<List<Integer>, Integer> NUMBERS =
      Flow.<List<Integer>>begin().<Integer>sequence(numbers -> numbers).build();

  private final Queue<Runnable> loop = new ConcurrentLinkedQueue<>();
  private final Counter counter = new Counter();

  public RequestWhileDemandEnds() {
    NUMBERS.on(loop::add).publisher(List.of(1, 2, 3)).subscribe(counter);
  }

  @Actor
  public void loop() {
    for (Runnable slice = loop.poll(); slice != null; slice = loop.poll()) {
      slice.run();
    }
  }

  @Actor
  public void request() {
    counter.request();
  }

  @Arbiter
  public void all(I_Result result) {
    loop();
    result.r1 = counter.outputs;
  }

  /** Asks for one output at once, and counts those that come. */
  private static final class Counter implements Subscriber<Integer> {
    private @Nullable Subscription subscription;
    private int outputs;

    void request() {
      Objects.requireNonNull(subscription).request(1);
    }

    @Override
    public void onSubscribe(Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(Integer output) {
      outputs++;
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {}
  }
}
