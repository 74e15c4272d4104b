package dev.stageflow.examples.report.pricing;

import dev.stageflow.examples.report.html.Html;
import dev.stageflow.examples.report.html.Numbers;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What had been charged by the end of each month, as areas one above the other, one for each return
 * flag.
 *
 * <p>Plain SVG: what is drawn is stretched to the width of the page, and text keeps its size, since
 * its places are percentages. The names of the classes are those of the style sheet.
 */
final class PricingChart {
  private static final int MONTHS_OF_YEAR = 12;

  /** The height of the areas, in units of their own. */
  private static final int HEIGHT = 10_000;

  /** How far above its area's lower edge a name stands, as a part of the chart's height. */
  private static final double NAME_ABOVE_EDGE = 0.11;

  /** The return flags, from the highest area to the lowest, which covers those before. */
  private enum Flag {
    N("On the way"),
    R("Returned"),
    A("Accepted");

    private final String text;

    Flag(String text) {
      this.text = text;
    }

    double charge(Month month) {
      return month.charge(name().charAt(0));
    }

    /** Returns the charge of this flag and of those below. */
    double top(Month month) {
      return EnumSet.range(this, A).stream().mapToDouble(flag -> flag.charge(month)).sum();
    }
  }

  private final List<Month> months;
  private final LocalDate start;
  private final int years;
  private final Axis charges;
  private final NumberFormat compact = Numbers.compact();

  private PricingChart(List<Month> months) {
    this.months = months;
    start = months.get(0).end().withDayOfYear(1);
    years = last().end().getYear() - start.getYear() + 1;
    charges = Axis.upTo(Flag.N.top(last()));
  }

  /** Draws a chart. */
  static Html of(List<Month> months) {
    return months.isEmpty()
        ? new Html("<p>Nothing has been shipped.</p>\n")
        : new PricingChart(months).draw();
  }

  private Html draw() {
    return Html.of(
        """
        <figure class="chart">
        <figcaption>Charged by the end of each month, for all items shipped by then</figcaption>
        <svg role="img" aria-labelledby="chart-title" aria-describedby="chart-text">
        <title id="chart-title">Charges from %s to %s</title>
        <desc id="chart-text">By %s: %s. The table below has the numbers.</desc>
        %s<svg viewBox="0 0 %s %s" preserveAspectRatio="none" width="100%%" height="100%%">
        %s</svg>
        %s%s%s</svg>
        </figure>
        """,
        months.get(0).end(),
        last().end(),
        last().end(),
        sums(last(), ", "),
        each(IntStream.rangeClosed(0, charges.steps()).boxed(), this::tick),
        years * MONTHS_OF_YEAR,
        HEIGHT,
        each(Stream.of(Flag.values()), this::area),
        each(IntStream.range(0, years).boxed(), this::year),
        each(Stream.of(Flag.values()), this::name),
        each(months.stream(), this::month));
  }

  private static <T> Html each(Stream<T> parts, Function<T, Html> draw) {
    return new Html(parts.map(part -> draw.apply(part).markup()).collect(Collectors.joining()));
  }

  /** A line across the chart, and its charge beside it. */
  private Html tick(int number) {
    double charge = number * charges.step();
    return Html.of(
        """
        <svg class="tick" y="%s"><line x2="100%%"/><text x="-8">%s</text></svg>
        """,
        percent(charges.fromTop(charge)), compact.format(charge));
  }

  /** A year's name below its months, and a mark at its end. */
  private Html year(int number) {
    return Html.of(
        """
        <text class="year" x="%s" y="100%%">%s</text>\
        <svg class="tick" x="%s" y="100%%"><line y2="6"/></svg>
        """,
        percent((number + 0.5) / years), start.getYear() + number, percent((number + 1.0) / years));
  }

  private Html area(Flag flag) {
    String edge =
        months.stream()
            .map(month -> point(number(month), flag.top(month)))
            .collect(Collectors.joining(" "));
    return Html.of("<path class=\"area %s\" d=\"M0 %sL%sV%sZ\"/>\n", flag, HEIGHT, edge, HEIGHT);
  }

  /** The name of an area and its last charge, at its right end. */
  private Html name(Flag flag) {
    return Html.of(
        """
        <text class="name" x="100%%" y="%s"><tspan>%s</tspan>\
        <tspan class="sum" x="100%%" dy="1.2em">%s</tspan></text>
        """,
        percent(charges.fromTop(flag.top(last()) - flag.charge(last())) - NAME_ABOVE_EDGE),
        flag.text,
        compact.format(flag.charge(last())));
  }

  /** What shows a month's numbers where a pointer rests on it. */
  private Html month(Month month) {
    double width = 1.0 / (years * MONTHS_OF_YEAR);
    return Html.of(
        "<rect class=\"month\" x=\"%s\" width=\"%s\" height=\"100%%\"><title>%s\n%s</title></rect>\n",
        percent((number(month) - 1) * width), percent(width), month.end(), sums(month, "\n"));
  }

  private String sums(Month month, String separator) {
    return Stream.of(Flag.values())
        .map(flag -> flag.text + " " + compact.format(flag.charge(month)))
        .collect(Collectors.joining(separator));
  }

  private Month last() {
    return months.get(months.size() - 1);
  }

  /** Returns the number of a month, 1 for the first of the chart. */
  private long number(Month month) {
    return ChronoUnit.MONTHS.between(start, month.end().plusDays(1));
  }

  private String point(long number, double charge) {
    return number + " " + Math.round(charges.fromTop(charge) * HEIGHT);
  }

  private static String percent(double part) {
    return Math.round(part * 10_000) / 100.0 + "%";
  }
}
