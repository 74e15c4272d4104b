package dev.stageflow.examples.report;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a scale factor: a number above zero and up to one. */
final class ScaleConverter implements ITypeConverter<Double> {
  @Override
  public Double convert(String value) {
    double scale = number(value);
    if (scale <= 0 || scale > 1) {
      throw notInRange(value);
    }
    return scale;
  }

  private static double number(String value) {
    try {
      return new BigDecimal(value).doubleValue();
    } catch (NumberFormatException e) {
      throw notInRange(value);
    }
  }

  private static TypeConversionException notInRange(String value) {
    return new TypeConversionException("'" + value + "' is not a number above 0 and up to 1");
  }
}
