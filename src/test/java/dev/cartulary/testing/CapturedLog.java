package dev.cartulary.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps what a class logs in this JVM during a test. */
public final class CapturedLog extends Handler implements BeforeEachCallback, AfterEachCallback {

  private final Logger logger;
  private final List<LogRecord> lines = new ArrayList<>();

  /** Of the class that logs under its own name. */
  public CapturedLog(Class<?> source) {
    this.logger = Logger.getLogger(source.getName());
  }

  /** What was logged up to now, at any level, in its order. */
  public List<LogRecord> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    logger.addHandler(this);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    logger.removeHandler(this);
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(line);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
