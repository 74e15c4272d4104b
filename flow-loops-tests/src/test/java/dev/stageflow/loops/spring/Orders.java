package dev.stageflow.loops.spring;

import java.util.stream.Stream;

/** A database, so to speak: reading it blocks. */
interface Orders {
  Stream<String> of(String customer);
}
