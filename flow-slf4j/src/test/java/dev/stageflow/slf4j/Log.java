package dev.stageflow.slf4j;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;

/** A logger whose events are kept. */
final class Log {
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
  private final Logger logger;

  Log() {
    LoggerContext context = new LoggerContext();
    logger = context.getLogger(Log.class);
    logger.setLevel(Level.TRACE);
    appender.start();
    logger.addAppender(appender);
  }

  Logger logger() {
    return logger;
  }

  List<ILoggingEvent> events() {
    return appender.list;
  }

  List<String> lines() {
    return appender.list.stream()
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }
}
