package dev.stageflow.tests.database;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.jdbc.BatchUpdate;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The definition that docs/databases.md shows for rows written in batches. */
class ChunkBatches {
  record Chunk(String document, String text) {}

  @Sequence
  List<Chunk> chunks(List<Chunk> chunks) {
    return chunks;
  }

  // manual
  private final BatchUpdate insert;

  ChunkBatches(DataSource database) {
    insert = BatchUpdate.on(database).sql("insert into chunk (document, text) values (?, ?)");
  }

  @Accumulate(flushWhen = "full", flushAfterMillis = 500)
  void batch(List<Chunk> batch, Chunk chunk) {
    batch.add(chunk);
  }

  boolean full(List<Chunk> batch) {
    return batch.size() == 500;
  }

  @Tunnel
  @Function
  long save(List<Chunk> batch) throws SQLException {
    return insert
        .rows(batch, (chunk, row) -> row.bind(chunk.document()).bind(chunk.text()))
        .execute();
  }
  // end
}
