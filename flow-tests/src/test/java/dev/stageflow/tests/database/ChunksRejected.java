package dev.stageflow.tests.database;

import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.jdbc.BatchUpdate;
import dev.stageflow.tests.database.ChunkBatches.Chunk;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The definition that docs/databases.md shows for rows that cannot be written. */
class ChunksRejected {
  private final BatchUpdate insert;
  private final BatchUpdate reject;

  ChunksRejected(DataSource database) {
    insert = BatchUpdate.on(database).sql("insert into chunk (document, text) values (?, ?)");
    reject = BatchUpdate.on(database).sql("insert into reject (document, reason) values (?, ?)");
  }

  // manual
  @Tunnel
  @Function
  long save(List<Chunk> batch) throws SQLException {
    return insert
        .rows(
            batch,
            (chunk, row) -> row.bind(chunk.document()).bind(chunk.text()),
            (chunk, failure) -> reject.row(chunk.document(), failure.toString()))
        .execute();
  }
  // end
}
