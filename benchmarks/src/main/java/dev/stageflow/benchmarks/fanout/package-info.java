/**
 * Offers for articles: for each, three services are asked at once, with a limit, timeouts and
 * retries; as a flow, by threads and with Reactor.
 */
@NullMarked
package dev.stageflow.benchmarks.fanout;

import org.jspecify.annotations.NullMarked;
