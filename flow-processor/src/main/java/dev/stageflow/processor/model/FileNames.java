package dev.stageflow.processor.model;

import java.nio.charset.StandardCharsets;

/** How long the names of the files of a flow's classes get. */
public final class FileNames {
  /** What common file systems take, in bytes. */
  private static final int MOST = 255;

  /** Room for a suffix that distinguishes frames of the same name. */
  private static final int APART = 16;

  private static final int ENDING = length("$.class") + APART;

  private FileNames() {}

  /**
   * Returns how long the names of the classes within a flow may be.
   *
   * @param flow the flow's simple name
   * @return the length, in bytes; too small for a class if the flow's own name is too long
   */
  public static int room(String flow) {
    return MOST - ENDING - length(flow);
  }

  /**
   * Returns how long a name is.
   *
   * @param name the name
   * @return the length in a file's name, in bytes
   */
  public static int length(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }
}
