package dev.stageflow.benchmarks.imports;

import java.nio.file.Path;

/**
 * A line of a file.
 *
 * @param file the file's name
 * @param number from 1
 * @param text the line
 */
record Line(Path file, int number, String text) {}
