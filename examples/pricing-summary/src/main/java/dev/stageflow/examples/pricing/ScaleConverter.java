package dev.stageflow.examples.pricing;

import java.math.BigDecimal;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a scale factor: a number above zero, of which this JVM's heap can hold the table. */
final class ScaleConverter implements ITypeConverter<Double> {
  private static final double GIBIBYTE = 1 << 30;

  @Override
  public Double convert(String value) {
    double scale = number(value);
    if (scale <= 0 || Double.isInfinite(scale)) {
      throw notPositive(value);
    }
    double needed = LineItems.estimatedHeapBytes(scale);
    double allowed = Runtime.getRuntime().maxMemory();
    if (needed > allowed) {
      throw new TypeConversionException(
          String.format(
              Locale.ROOT,
              "'%s' needs about %.1f GiB of heap, this JVM may take %.1f:"
                  + " choose a smaller scale, or give java a larger -Xmx",
              value,
              needed / GIBIBYTE,
              allowed / GIBIBYTE));
    }
    return scale;
  }

  private static double number(String value) {
    try {
      return new BigDecimal(value).doubleValue();
    } catch (NumberFormatException e) {
      throw notPositive(value);
    }
  }

  private static TypeConversionException notPositive(String value) {
    return new TypeConversionException("'" + value + "' is not a positive number");
  }
}
