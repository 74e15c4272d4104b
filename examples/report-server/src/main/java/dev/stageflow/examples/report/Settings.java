package dev.stageflow.examples.report;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a server is started with.
 *
 * @param port the port to listen to; 0 for any that is free
 * @param jdbcUrl the database
 * @param user null where the database asks for none
 * @param password null where the database asks for none
 * @param connections how many connections to the database there are at most
 * @param scale TPC-H's scale factor, with which an empty database is filled
 * @param idleTimeout how long a connection is kept on which nothing is asked
 */
public record Settings(
    int port,
    String jdbcUrl,
    @Nullable String user,
    @Nullable String password,
    int connections,
    double scale,
    Duration idleTimeout) {}
