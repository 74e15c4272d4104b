package dev.stageflow.tests.scenario;

import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Something that happens to a run at an entry of its journal, counted from 0. */
abstract class Disturbance {

  /** Nothing happens. */
  static final Disturbance NONE = new Disturbance() {};

  /** Called before an entry that may pause is written. */
  void before(int entry) throws PauseFlow {}

  /** Called when an entry is written, within the call that it is about. */
  void after(int entry, Journal journal) {}

  /** Called between two slices of an executor. */
  void afterSlice(Journal journal) {}

  /** Pauses one call, once. */
  static Disturbance pauseAt(int place, Supplier<PauseFlow> pause) {
    return new Disturbance() {
      private boolean done;

      @Override
      void before(int entry) throws PauseFlow {
        if (entry == place && !done) {
          done = true;
          throw pause.get();
        }
      }
    };
  }

  /** Pauses every call that may pause, each so often. */
  static Disturbance pauseEverywhere(int times, Supplier<PauseFlow> pause) {
    return new Disturbance() {
      private int paused;
      private int last = -1;

      @Override
      void before(int entry) throws PauseFlow {
        if (entry != last) {
          last = entry;
          paused = 0;
        }
        if (paused < times) {
          paused++;
          throw pause.get();
        }
      }
    };
  }

  /** Fails within one call. */
  static Disturbance failAt(int place) {
    return new Disturbance() {
      @Override
      void after(int entry, Journal journal) {
        if (entry == place) {
          throw journal.failure(new InjectedFailure());
        }
      }
    };
  }

  /** Tells the run something from within one call. */
  static Disturbance tellAt(int place, Consumer<FlowRun> command) {
    return new Disturbance() {
      @Override
      void after(int entry, Journal journal) {
        if (entry == place) {
          command.accept(journal.run());
        }
      }
    };
  }

  /** Cancels the run from outside, after some slices. */
  static Disturbance cancelAfter(int slices) {
    return new Disturbance() {
      private int ended;

      @Override
      void afterSlice(Journal journal) {
        ended++;
        if (ended == slices) {
          journal.cancel();
        }
      }
    };
  }

  /** The exception of a stage that was made to fail. */
  static final class InjectedFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
