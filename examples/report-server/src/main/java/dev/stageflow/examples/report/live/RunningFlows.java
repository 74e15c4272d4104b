package dev.stageflow.examples.report.live;

import dev.stageflow.FlowRun;
import dev.stageflow.examples.report.html.HtmlStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The flows that are running, in the order of their start. All methods are called on the loop. */
public final class RunningFlows {
  private final Map<Long, RunningFlow> flows = new LinkedHashMap<>();
  private long started;

  /** Makes an empty registry. */
  public RunningFlows() {}

  /**
   * Adds a run, until it ends.
   *
   * @param path the path of the page that it makes
   * @param page takes the page
   */
  public void add(String path, FlowRun run, HtmlStream page) {
    long number = ++started;
    flows.put(number, new RunningFlow(number, path, run, page));
    run.completion().whenComplete((done, failure) -> flows.remove(number));
  }

  /** Returns the flows that run now. */
  public List<RunningFlow> all() {
    return new ArrayList<>(flows.values());
  }

  /** Returns how many flows have been started so far. */
  public long started() {
    return started;
  }

  /** Cancels all flows; what is returned completes when each has closed what it had open. */
  public CompletionStage<Void> cancelAll() {
    List<CompletableFuture<?>> ends = new ArrayList<>();
    for (RunningFlow flow : all()) {
      flow.run().cancel();
      ends.add(flow.run().completion().handle((done, failure) -> null).toCompletableFuture());
    }
    return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
  }
}
