package dev.stageflow.tests.database;

import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.jdbc.BatchUpdate;
import dev.stageflow.tests.database.ChunkBatches.Chunk;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The definition that docs/databases.md shows for several statements in one transaction. */
class ChunksTogether {
  private final BatchUpdate insert;
  private final BatchUpdate saved;

  ChunksTogether(DataSource database) {
    insert = BatchUpdate.on(database).sql("insert into chunk (document, text) values (?, ?)");
    saved = BatchUpdate.on(database).sql("insert into saved (document) values (?)");
  }

  // manual
  @Tunnel
  @Function
  long save(List<Chunk> batch) throws SQLException {
    return insert
        .rows(batch, (chunk, row) -> row.bind(chunk.document()).bind(chunk.text()))
        .with(saved.row(batch.get(batch.size() - 1).document()))
        .execute();
  }
  // end
}
