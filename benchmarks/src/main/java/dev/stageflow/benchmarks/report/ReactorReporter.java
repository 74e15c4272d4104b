package dev.stageflow.benchmarks.report;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The report with Reactor. */
@SuppressWarnings("NullAway") // a window that is not empty has a first item
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
        .windowUntilChanged(SoldItem::region)
        .concatMap(items -> items.switchOnFirst((first, of) -> region(first.get(), of, format)))
        .startWith(format.head())
        .concatWith(Mono.fromSupplier(() -> format.total(all.get())))
        .concatWithValues(format.tail())
        .doOnNext(out)
        .subscribeOn(Schedulers.boundedElastic())
        .blockLast();
  }

  private static Flux<String> region(SoldItem first, Flux<SoldItem> items, Format format) {
    AtomicLong sum = new AtomicLong();
    return items
        .doOnNext(item -> sum.addAndGet(item.cents()))
        .windowUntilChanged(SoldItem::customer)
        .concatMap(of -> of.switchOnFirst((one, rest) -> customer(one.get(), rest, format)))
        .startWith(format.region(first.region()))
        .concatWith(Mono.fromSupplier(() -> format.regionTotal(first.region(), sum.get())));
  }

  private static Flux<String> customer(SoldItem first, Flux<SoldItem> items, Format format) {
    AtomicLong sum = new AtomicLong();
    return items
        .doOnNext(item -> sum.addAndGet(item.cents()))
        .map(format::item)
        .startWith(format.customer(first.customer()))
        .concatWith(Mono.fromSupplier(() -> format.customerTotal(first.customer(), sum.get())));
  }
}
