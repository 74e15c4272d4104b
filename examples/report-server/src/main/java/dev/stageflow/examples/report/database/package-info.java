/** The database: its connections, its tables, and the rows that fill them at the first start. */
@NullMarked
package dev.stageflow.examples.report.database;

import org.jspecify.annotations.NullMarked;
