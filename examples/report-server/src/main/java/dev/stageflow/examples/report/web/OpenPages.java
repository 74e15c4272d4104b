package dev.stageflow.examples.report.web;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The pages that are not sent to their last byte yet. All methods are called on the event loop. */
final class OpenPages {
  private final Set<Future<Void>> pages = new HashSet<>();

  /**
   * Adds a page, until it is sent.
   *
   * @param sent completes when the page is sent, or can be sent no more
   */
  void add(Future<Void> sent) {
    pages.add(sent);
    sent.onComplete(done -> pages.remove(sent));
  }

  /** Completes when all pages that are open now are sent, or can be sent no more. */
  Future<?> allSent() {
    return Future.join(List.copyOf(pages));
  }
}
