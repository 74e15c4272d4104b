package dev.stageflow.internal.flow;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.frame.StartFrame;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the runs of a generated flow get their definition from.
 *
 * @param <D> the definition's type
 */
public final class Definitions<D> {
  private final Supplier<? extends D> definitions;
  private final boolean perRun;

  private Definitions(Supplier<? extends D> definitions, boolean perRun) {
    this.definitions = definitions;
    this.perRun = perRun;
  }

  /**
   * All runs share one.
   *
   * @param definition the definition, never null
   * @param <D> its type
   * @return where they get it from
   */
  public static <D> Definitions<D> shared(D definition) {
    Objects.requireNonNull(definition, "definition");
    return new Definitions<>(() -> definition, false);
  }

  /**
   * Each run has its own, which is closed as the last thing of the run, if it can be.
   *
   * @param definitions makes them, never null
   * @param <D> their type
   * @return where the runs get them from
   */
  public static <D> Definitions<D> perRun(Supplier<? extends D> definitions) {
    return new Definitions<>(Objects.requireNonNull(definitions, "definitions"), true);
  }

  /**
   * Makes the frame that a run begins with. A definition of its own is made when the run begins.
   *
   * @param first makes the first frame that calls a definition's methods
   * @return the frame
   */
  public Frame begin(Function<? super D, ? extends Frame> first) {
    if (!perRun) {
      return first.apply(definitions.get());
    }
    return new StartFrame() {
      @Override
      protected Frame begin() {
        D definition = Objects.requireNonNull(definitions.get(), "definitions.get() is null");
        return definition instanceof AutoCloseable closeable
            ? new DefinitionFrame(closeable, () -> first.apply(definition))
            : first.apply(definition);
      }
    };
  }

  /** Stands below all frames of a run that has a definition of its own, and closes that last. */
  private static final class DefinitionFrame extends Frame {
    private @Nullable AutoCloseable definition;

    /** Makes the frame that stands on top of this one. */
    private final Supplier<? extends Frame> first;

    DefinitionFrame(AutoCloseable definition, Supplier<? extends Frame> first) {
      this.definition = definition;
      this.first = first;
    }

    @Override
    protected void entered(FlowStack stack) {
      stack.push(first.get());
    }

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      stack.pop(this);
      close();
      return budget - 1;
    }

    @Override
    protected boolean holdsState() {
      return false;
    }

    @Override
    protected void close() throws Exception {
      AutoCloseable closing = definition;
      definition = null;
      try {
        if (closing != null) {
          closing.close();
        }
      } catch (PauseFlow pause) {
        throw new IllegalStateException("the close() of a definition must not pause", pause);
      }
    }
  }
}
