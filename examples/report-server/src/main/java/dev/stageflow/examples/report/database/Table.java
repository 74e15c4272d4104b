package dev.stageflow.examples.report.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A table of TPC-H, with the columns that the pages read, and the rows that belong into it.
 *
 * @param name the table's name
 * @param columns the definitions of its columns, separated by commas
 * @param parameters one {@code ?} for each column, separated by commas
 * @param indexed its foreign keys, which get an index each
 * @param rows its rows, generated while they are iterated
 * @param binder puts a row into an insert
 * @param <T> the rows' type
 */
record Table<T>(
    String name,
    String columns,
    String parameters,
    List<String> indexed,
    Iterable<T> rows,
    Binder<T> binder) {

  /** Puts a row into an insert. */
  @FunctionalInterface
  interface Binder<T> {
    void bind(PreparedStatement insert, T row) throws SQLException;
  }

  String create() {
    return "CREATE TABLE " + name + " (" + columns + ")";
  }

  String insert() {
    return "INSERT INTO " + name + " VALUES (" + parameters + ")";
  }

  List<String> createIndices() {
    return indexed.stream()
        .map(column -> "CREATE INDEX " + name + "_" + column + " ON " + name + " (" + column + ")")
        .toList();
  }

  String drop() {
    return "DROP TABLE IF EXISTS " + name;
  }
}
