package dev.stageflow.benchmarks;

import dev.stageflow.Flow;
import dev.stageflow.FlowKey;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import io.reactivex.rxjava3.core.Flowable;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Flux;

/**
 * The best three scores that 20,000 words have in Scrabble, where at most two letters of a word may
 * be blanks: a task after José Paumard's benchmark, with many short inner sequences.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class Scrabble {
  private static final int WORDS = 20_000;
  private static final int BEST = 3;
  private static final int MOST_BLANKS = 2;
  private static final int LONG_WORD = 7;
  private static final int BONUS = 50;

  /** How many points a letter is worth, from a to z, and how many of it there are. */
  private static final int[] POINTS = {
    1, 3, 3, 2, 1, 4, 2, 4, 1, 8, 5, 1, 3, 1, 1, 3, 10, 1, 1, 1, 1, 4, 4, 8, 4, 10
  };

  private static final int[] TILES = {
    9, 2, 2, 4, 12, 2, 3, 2, 9, 1, 1, 4, 2, 6, 8, 2, 1, 6, 4, 6, 4, 2, 2, 1, 2, 1
  };

  /** How often a letter stands in a word. */
  record Letter(int index, int count) {}

  /** What the letters of one word come to. */
  static final class Word {
    private int blanks;
    private int points;

    void add(Letter letter) {
      int tiles = TILES[letter.index()];
      blanks += Math.max(0, letter.count() - tiles);
      points += Math.min(letter.count(), tiles) * POINTS[letter.index()];
    }

    void addAll(Word other) {
      blanks += other.blanks;
      points += other.points;
    }
  }

  /** The best scores, the highest first. */
  static final class Best {
    private final List<Integer> scores = new ArrayList<>();

    void add(int score) {
      int index = 0;
      while (index < scores.size() && scores.get(index) >= score) {
        index++;
      }
      if (index < BEST) {
        scores.add(index, score);
        if (scores.size() > BEST) {
          scores.remove(BEST);
        }
      }
    }

    void addAll(Best other) {
      other.scores.forEach(this::add);
    }
  }

  /** The stages. */
  static class Rules {

    @Sequence
    List<String> words(List<String> words) {
      return words;
    }

    @Context
    @Sequence
    List<Letter> letters(String word) {
      int[] counts = new int[POINTS.length];
      for (int index = 0; index < word.length(); index++) {
        counts[word.charAt(index) - 'a']++;
      }
      List<Letter> letters = new ArrayList<>();
      for (int index = 0; index < counts.length; index++) {
        if (counts[index] > 0) {
          letters.add(new Letter(index, counts[index]));
        }
      }
      return letters;
    }

    @Accumulate
    void add(Word total, Letter letter) {
      total.add(letter);
    }

    /** Null if the word has too many blanks. */
    @Function
    @Nullable Integer score(Word total, @Upstream String word) {
      if (total.blanks > MOST_BLANKS) {
        return null;
      }
      return 2 * total.points + (word.length() >= LONG_WORD ? BONUS : 0);
    }

    @Accumulate
    void best(Best best, Integer score) {
      best.add(score);
    }
  }

  private final Rules rules = new Rules();
  private final List<String> words = randomWords();
  private final Flow<List<String>, Best> generated = Scrabble_RulesFlow.of(rules);
  private final Flow<List<String>, Best> built = build(rules);

  private static Flow<List<String>, Best> build(Rules rules) {
    FlowKey<String> word = FlowKey.of("word", String.class);
    return Flow.<List<String>>begin()
        .sequence(rules::words)
        .named(word)
        .context()
        .sequence(rules::letters)
        .accumulateInto(Word::new, rules::add)
        .function(word, rules::score)
        .accumulateInto(Best::new, rules::best)
        .build();
  }

  /** Words whose letters are drawn out of a bag of all tiles. */
  private static List<String> randomWords() {
    StringBuilder bag = new StringBuilder();
    for (int index = 0; index < TILES.length; index++) {
      bag.append(Character.toString('a' + index).repeat(TILES[index]));
    }
    Random random = new Random(1);
    List<String> words = new ArrayList<>();
    for (int word = 0; word < WORDS; word++) {
      StringBuilder letters = new StringBuilder();
      for (int length = 2 + random.nextInt(10); length > 0; length--) {
        letters.append(bag.charAt(random.nextInt(bag.length())));
      }
      words.add(letters.toString());
    }
    return Collections.unmodifiableList(words);
  }

  @Benchmark
  public List<Integer> handLoop() {
    Best best = new Best();
    for (String word : rules.words(words)) {
      Word total = new Word();
      for (Letter letter : rules.letters(word)) {
        rules.add(total, letter);
      }
      Integer score = rules.score(total, word);
      if (score != null) {
        rules.best(best, score);
      }
    }
    return best.scores;
  }

  @Benchmark
  public List<Integer> generatedFlow() throws Exception {
    return generated.single(words).scores;
  }

  @Benchmark
  public List<Integer> builtFlow() throws Exception {
    return built.single(words).scores;
  }

  @Benchmark
  public List<Integer> stream() {
    return rules.words(words).stream()
        .flatMap(
            word ->
                Stream.ofNullable(
                    rules.score(
                        rules.letters(word).stream().collect(Word::new, rules::add, Word::addAll),
                        word)))
        .collect(Best::new, rules::best, Best::addAll)
        .scores;
  }

  @Benchmark
  public List<Integer> kotlinFlow() {
    return KotlinFlows.best(rules, words).scores;
  }

  @Benchmark
  public List<Integer> mutiny() {
    return Multi.createFrom()
        .iterable(rules.words(words))
        .onItem()
        .transformToUniAndConcatenate(
            word ->
                Multi.createFrom()
                    .iterable(rules.letters(word))
                    .collect()
                    .in(Word::new, rules::add)
                    .map(total -> rules.score(total, word)))
        .collect()
        .in(Best::new, rules::best)
        .await()
        .indefinitely()
        .scores;
  }

  @Benchmark
  public List<Integer> pekko() {
    return Source.from(rules.words(words))
        .flatMapConcat(
            word ->
                Source.from(rules.letters(word))
                    .fold(
                        new Word(),
                        (total, letter) -> {
                          rules.add(total, letter);
                          return total;
                        })
                    .mapOption(total -> Optional.ofNullable(rules.score(total, word))))
        .runFold(
            new Best(),
            (best, score) -> {
              rules.best(best, score);
              return best;
            },
            Actors.SYSTEM)
        .toCompletableFuture()
        .join()
        .scores;
  }

  @Benchmark
  public List<Integer> reactor() {
    return Flux.fromIterable(rules.words(words))
        .concatMap(
            word ->
                Flux.fromIterable(rules.letters(word))
                    .collect(Word::new, rules::add)
                    .mapNotNull(total -> rules.score(total, word)))
        .collect(Best::new, rules::best)
        .blockOptional()
        .orElseThrow()
        .scores;
  }

  @Benchmark
  public List<Integer> rxJava() {
    return Flowable.fromIterable(rules.words(words))
        .concatMapMaybe(
            word ->
                Flowable.fromIterable(rules.letters(word))
                    .collect(Word::new, rules::add)
                    .mapOptional(total -> Optional.ofNullable(rules.score(total, word))))
        .collect(Best::new, rules::best)
        .blockingGet()
        .scores;
  }
}
