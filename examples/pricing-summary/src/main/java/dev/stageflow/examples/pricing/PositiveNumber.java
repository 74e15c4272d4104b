package dev.stageflow.examples.pricing;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option's value as a finite number above zero, in decimal or scientific notation. */
final class PositiveNumber implements ITypeConverter<Double> {
  @Override
  public Double convert(String value) {
    double number;
    try {
      number = new BigDecimal(value).doubleValue();
    } catch (NumberFormatException e) {
      throw notPositive(value);
    }
    if (number <= 0 || Double.isInfinite(number)) {
      throw notPositive(value);
    }
    return number;
  }

  private static TypeConversionException notPositive(String value) {
    return new TypeConversionException("'" + value + "' is not a positive number");
  }
}
