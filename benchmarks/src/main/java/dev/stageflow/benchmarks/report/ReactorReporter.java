package dev.stageflow.benchmarks.report;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The report with Reactor. */
final class ReactorReporter implements Reporter {
  @Override
  public void write(DataSource database, Format format, Consumer<String> out) {
    AtomicLong all = new AtomicLong();
    JdbcTemplate jdbc = new JdbcTemplate(database);
    Flux.using(
            () -> jdbc.queryForStream(SoldItem.QUERY, (row, index) -> SoldItem.of(row)),
            Flux::fromStream,
            Stream::close)
        .doOnNext(item -> all.addAndGet(item.cents()))
        .bufferUntilChanged(SoldItem::region)
        .concatMap(items -> region(items, format))
        .startWith(format.head())
        .concatWith(Mono.fromSupplier(() -> format.total(all.get())))
        .concatWithValues(format.tail())
        .doOnNext(out)
        .subscribeOn(Schedulers.boundedElastic())
        .blockLast();
  }

  private static Flux<String> region(List<SoldItem> items, Format format) {
    String region = items.get(0).region();
    return Flux.fromIterable(items)
        .bufferUntilChanged(SoldItem::customer)
        .concatMap(of -> customer(of, format))
        .startWith(format.region(region))
        .concatWithValues(format.regionTotal(region, total(items)));
  }

  private static Flux<String> customer(List<SoldItem> items, Format format) {
    String customer = items.get(0).customer();
    return Flux.fromIterable(items)
        .map(format::item)
        .startWith(format.customer(customer))
        .concatWithValues(format.customerTotal(customer, total(items)));
  }

  private static long total(List<SoldItem> items) {
    return items.stream().mapToLong(SoldItem::cents).sum();
  }
}
