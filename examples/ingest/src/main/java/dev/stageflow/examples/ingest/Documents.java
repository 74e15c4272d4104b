package dev.stageflow.examples.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Makes documents to read, always the same. */
final class Documents {
  private static final String[] WORDS =
      ("the a of and river mountain engine letter harbour winter signal copper garden number quiet"
              + " slowly carries opens follows between under measure paper answer bridge lantern")
          .split(" ");

  private Documents() {}

  /**
   * Writes documents of 4,000 to 12,000 characters to a folder, unless it is there already: all of
   * them or none, whatever happens. Each fiftieth has a byte in its middle that is no text.
   */
  static void generate(Path folder, int count) throws IOException {
    if (Files.exists(folder)) {
      return;
    }
    Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
    Files.createDirectories(unfinished);
    Random random = new Random(42);
    for (int number = 1; number <= count; number++) {
      StringBuilder text = new StringBuilder();
      int length = 4_000 + random.nextInt(8_000);
      boolean damaged = number % 50 == 0;
      while (text.length() < length) {
        text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        if (damaged && text.length() > length / 2) {
          text.append('\uFFFD');
          damaged = false;
        }
      }
      Files.writeString(unfinished.resolve("document-%04d.txt".formatted(number)), text);
    }
    Files.move(unfinished, folder);
  }
}
