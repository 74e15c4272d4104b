/**
 * Database queries as sequences, rows written in batches, and runs saved in a table: {@link
 * dev.stageflow.jdbc.QuerySequence} describes a query, and a {@link
 * dev.stageflow.jdbc.QueryIterator} reads its rows as they are asked for, with the settings that
 * make the driver at hand stream; {@link dev.stageflow.jdbc.BatchUpdate} writes many rows by one
 * statement; {@link dev.stageflow.jdbc.JdbcFlowStore} saves runs.
 *
 * <p>It is the one package that needs the module {@code java.sql}; a program that uses it requires
 * that module itself.
 */
@NullMarked
package dev.stageflow.jdbc;

import org.jspecify.annotations.NullMarked;
