package dev.stageflow.processor.parse.storable;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Currency;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes of the JDK that can be saved, by their qualified names. */
final class JdkTypes {
  /** Those that {@link dev.stageflow.internal.save.Scalar} has a constant for. */
  static final Map<String, Class<?>> SCALARS =
      byName(
          Boolean.class,
          Byte.class,
          Short.class,
          Character.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigInteger.class,
          BigDecimal.class,
          MathContext.class,
          UUID.class,
          URI.class,
          Currency.class,
          Locale.class,
          File.class,
          Path.class,
          Duration.class,
          Period.class,
          Instant.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          ZoneOffset.class,
          ZoneId.class,
          OffsetTime.class,
          OffsetDateTime.class,
          ZonedDateTime.class,
          Year.class,
          YearMonth.class,
          MonthDay.class,
          OptionalInt.class,
          OptionalLong.class,
          OptionalDouble.class,
          StringBuilder.class,
          AtomicInteger.class,
          AtomicLong.class,
          BitSet.class,
          IntSummaryStatistics.class,
          LongSummaryStatistics.class);

  /** Those for which the reader has a method of its own. */
  static final Set<String> READ =
      Stream.of(Collection.class, List.class, Set.class, Map.class, Map.Entry.class, Optional.class)
          .map(Class::getCanonicalName)
          .collect(Collectors.toSet());

  /** The class that is instantiated for each of the others. */
  static final Map<String, Class<?>> CONTAINERS = containers();

  private JdkTypes() {}

  private static Map<String, Class<?>> containers() {
    Map<String, Class<?>> containers =
        new HashMap<>(
            byName(
                ArrayList.class,
                LinkedList.class,
                ArrayDeque.class,
                HashSet.class,
                LinkedHashSet.class,
                TreeSet.class,
                HashMap.class,
                LinkedHashMap.class,
                TreeMap.class,
                EnumMap.class));
    containers.put(SortedSet.class.getName(), TreeSet.class);
    containers.put(NavigableSet.class.getName(), TreeSet.class);
    containers.put(SortedMap.class.getName(), TreeMap.class);
    containers.put(NavigableMap.class.getName(), TreeMap.class);
    // An ArrayDeque does not accept null.
    containers.put(Deque.class.getName(), LinkedList.class);
    return Map.copyOf(containers);
  }

  private static Map<String, Class<?>> byName(Class<?>... types) {
    return Stream.of(types).collect(Collectors.toMap(Class::getName, Function.identity()));
  }

  /** The name of a class as that of a constant: {@code BIG_DECIMAL}. */
  static String constant(Class<?> type) {
    return type.getSimpleName().replaceAll("(\\p{Ll})(\\p{Lu})", "$1_$2").toUpperCase(Locale.ROOT);
  }
}
