package dev.stageflow.processor.model;

import java.nio.charset.StandardCharsets;

/** The lengths of the names of a flow's class files. */
public final class FileNames {
  /** The limit of common file systems, in bytes. */
  private static final int MOST = 255;

  /** Room for a suffix that distinguishes frames of the same name. */
  private static final int APART = 16;

  private static final int ENDING = length("$.class") + APART;

  private FileNames() {}

  /**
   * Returns the most bytes that the name of a class within a flow may have.
   *
   * @param flow the flow's simple name
   * @return the length, in bytes; too small for a class if the flow's own name is too long
   */
  public static int room(String flow) {
    return MOST - ENDING - length(flow);
  }

  /**
   * Returns the length of a name.
   *
   * @param name the name
   * @return the length in a file's name, in bytes
   */
  public static int length(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }
}
