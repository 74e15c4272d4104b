/** The benchmarks' tasks by Kotlin's flows, as Java calls them. */
@file:JvmName("KotlinFlows")

package dev.stageflow.benchmarks

import java.util.concurrent.CompletableFuture
import java.util.concurrent.Executor
import java.util.function.Predicate
import java.util.function.Supplier
import java.util.function.ToLongFunction
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.fold
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.flow.single
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.stream.consumeAsFlow
import kotlinx.coroutines.yield

internal fun coarseSum(stages: Readings, readings: LongArray): Long = runBlocking {
  stages
    .raw(readings)
    .asFlow()
    .map { stages.calibrated(it) }
    .filter { stages.plausible(it) }
    .map { stages.coarse(it) }
    .fold(0L) { sum, coarse -> stages.sum(sum, coarse) }
}

internal fun revenue(stages: Sales, sales: List<Sale>): Revenue = runBlocking {
  stages
    .sales(sales)
    .asFlow()
    .filter { stages.kept(it) }
    .map { stages.charge(it) }
    .fold(Revenue()) { revenue, charge -> revenue.also { stages.add(it, charge) } }
}

internal fun numberSum(
  sales: List<Sale>,
  kept: Predicate<Sale>,
  number: ToLongFunction<Sale>,
): Long = runBlocking {
  sales
    .asFlow()
    .filter { kept.test(it) }
    .map { number.applyAsLong(it) }
    .fold(0L) { sum, each -> sum + each }
}

internal fun regionTotal(stages: RegionReport, region: Region): Long = runBlocking {
  stages
    .customers(region)
    .asFlow()
    .map { customer -> stages.payable(customerTotal(stages, customer), customer) }
    .fold(0L) { total, payable -> stages.regionTotal(total, payable) }
}

private suspend fun customerTotal(stages: RegionReport, customer: Region.Customer): Revenue =
  stages
    .orders(customer)
    .asFlow()
    .map { order -> orderTotal(stages, order) }
    .fold(Revenue()) { total, order -> total.also { stages.customerTotal(it, order) } }

private suspend fun orderTotal(stages: RegionReport, order: Region.Order): Long =
  stages
    .lines(order)
    .asFlow()
    .map { line -> stages.price(line, order) }
    .fold(0L) { total, price -> stages.orderTotal(total, price) }

internal fun best(rules: Scrabble.Rules, words: List<String>): Scrabble.Best = runBlocking {
  rules
    .words(words)
    .asFlow()
    .mapNotNull { word -> rules.score(total(rules, word), word) }
    .fold(Scrabble.Best()) { best, score -> best.also { rules.best(it, score) } }
}

private suspend fun total(rules: Scrabble.Rules, word: String): Scrabble.Word =
  rules.letters(word).asFlow().fold(Scrabble.Word()) { total, letter ->
    total.also { rules.add(it, letter) }
  }

internal fun checksum(stages: LongSources.OfStream, count: Long): Long = runBlocking {
  stages.numbers(count).boxed().consumeAsFlow().fold(0L) { sum, number ->
    stages.checksum(sum, number)
  }
}

internal fun line(steps: ShortFlow.Steps, text: String): String = runBlocking {
  flowOf(text)
    .map { steps.number(it) }
    .map { steps.sale(it) }
    .map { steps.charge(it) }
    .map { steps.line(it) }
    .single()
}

/**
 * Sums numbers on a loop, and pauses before each of them, or before each of several.
 *
 * @param signal returns what to wait for; null to wait for the loop's next turn
 */
internal fun pausingSum(
  numbers: LongArray,
  numbersPerPause: Int,
  signal: Supplier<CompletableFuture<Void>>?,
  loop: CoroutineDispatcher,
): Long =
  runBlocking(loop) {
    var left = 0
    numbers
      .asFlow()
      .map {
        if (left == 0) {
          left = numbersPerPause
          if (signal == null) yield() else signal.get().await()
        }
        left--
        it
      }
      .fold(0L) { sum, number -> sum + number }
  }

internal fun tunnelledSum(
  numbers: List<Long>,
  worker: CoroutineDispatcher,
  loop: CoroutineDispatcher,
): Long =
  runBlocking(loop) {
    numbers.asFlow().flowOn(worker).fold(0L) { sum, number -> sum + number }
  }

/** Of so many answers, one is waited for, the buffer is full, and one waits for a place in it. */
internal fun checksumOfAnswers(stages: Quotes, numbers: IntArray, atOnce: Int): Long = runBlocking {
  stages
    .numbers(numbers)
    .asFlow()
    .map { stages.ask(it) }
    .buffer(atOnce - 2)
    .map { it.await() }
    .fold(0L) { checksum, answer -> stages.checksum(checksum, answer) }
}

/** Starts a coroutine for each call on an executor. */
internal fun scopeOf(executor: Executor): CoroutineScope =
  CoroutineScope(executor.asCoroutineDispatcher())

/** Starts a coroutine that sums the numbers that the signals bring. */
internal fun startWaiting(scope: CoroutineScope, signals: List<CompletableFuture<Long>>): Any =
  scope.async { signals.asFlow().map { it.await() }.fold(0L) { sum, number -> sum + number } }
