package dev.stageflow.examples.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The chunks that there are to be, and those that there are. */
final class Chunks {
  private static final int CHUNK_LENGTH = 400;

  private Chunks() {}

  /** Returns the chunks of a folder's documents, as a trace shows them. */
  static List<String> of(Path folder) throws IOException {
    List<String> chunks = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        int length = Files.readString(file).length();
        for (int start = 0; start < length; start += CHUNK_LENGTH) {
          chunks.add(file.getFileName() + "#" + (start / CHUNK_LENGTH + 1));
        }
      }
    }
    return chunks;
  }

  /** Returns the chunks in a table, as {@link #of} does. */
  static List<String> in(String table, DataSource database) throws SQLException {
    List<String> chunks = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select document, number from " + table)) {
      while (row.next()) {
        chunks.add(row.getString(1) + "#" + row.getInt(2));
      }
    }
    return chunks;
  }

  /** Returns all of them, rows and rejects. */
  static List<String> in(DataSource database) throws SQLException {
    List<String> chunks = in("chunk", database);
    chunks.addAll(in("reject", database));
    return chunks;
  }
}
