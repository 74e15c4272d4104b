package dev.stageflow.benchmarks.imports;

import java.math.BigDecimal;

/**
 * What a line says.
 *
 * @param line where it is from
 * @param sensor a name
 * @param celsius a temperature
 */
record Reading(Line line, String sensor, BigDecimal celsius) {
  static final String INSERT =
      "insert into reading (file, line, sensor, celsius) values (?, ?, ?, ?)";

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is no reading
   */
  static Reading parse(Line line) {
    String text = line.text();
    int comma = text.indexOf(',');
    if (comma < 0) {
      throw new IllegalArgumentException("no comma");
    }
    return new Reading(line, text.substring(0, comma), new BigDecimal(text.substring(comma + 1)));
  }

  String file() {
    return line.file().getFileName().toString();
  }
}
