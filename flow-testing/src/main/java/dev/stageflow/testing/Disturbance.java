package dev.stageflow.testing;

/**
 * Which of the places that the stand-ins pass a run is disturbed at.
 *
 * @param pause which call may pause, counted from 0; none if negative
 * @param failure which call may fail, counted from 0; none if negative
 */
record Disturbance(int pause, int failure) {
  static final Disturbance NONE = new Disturbance(-1, -1);

  static Disturbance pauseAt(int place) {
    return new Disturbance(place, -1);
  }

  static Disturbance failAt(int place) {
    return new Disturbance(-1, place);
  }

  boolean pausesAt(int place) {
    return place == pause;
  }

  boolean failsAt(int place) {
    return place == failure;
  }
}
