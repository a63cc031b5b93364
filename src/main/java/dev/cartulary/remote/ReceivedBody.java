package dev.cartulary.remote;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A body as a stream: a piece is asked for when the one before was read, so that memory holds only
 * a few. For one reading thread.
 */
final class ReceivedBody extends InputStream {

  private static final Object END = new Object();

  private final HttpClientResponse response;
  private final Context context;
  private final Duration idle;
  private final long deadline;
  private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
  private byte[] piece = new byte[0];
  private int read;
  private boolean ended;
  private long limit = Long.MAX_VALUE;
  private long count;

  /** To be made on the response's event loop. */
  ReceivedBody(HttpClientResponse response, Context context, Duration idle, long deadline) {
    this.response = response;
    this.context = context;
    this.idle = idle;
    this.deadline = deadline;
    response.pause();
    response.handler(received::add);
    response.exceptionHandler(received::add);
    response.endHandler(end -> received.add(END));
    response.fetch(1);
  }

  InputStream limitedTo(long most) {
    limit = most;
    return this;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (read == piece.length) {
      if (ended || !next()) {
        return -1;
      }
    }
    int taken = Math.min(length, piece.length - read);
    System.arraycopy(piece, read, into, from, taken);
    read += taken;
    return taken;
  }

  private boolean next() throws IOException {
    Object next = await();
    if (next instanceof Buffer buffer) {
      piece = buffer.getBytes();
      read = 0;
      count += piece.length;
      if (count > limit) {
        close();
        throw new IOException("the answer is longer than " + limit + " bytes");
      }
      context.runOnContext(go -> response.fetch(1));
      return true;
    }
    ended = true;
    if (next instanceof Throwable failure) {
      throw new IOException("the answer broke off: " + failure.getMessage(), failure);
    }
    return false;
  }

  private Object await() throws IOException {
    long left = Math.min(idle.toNanos(), deadline - System.nanoTime());
    try {
      Object next = received.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
      if (next == null) {
        close();
        throw new IOException("the rest of the answer did not come in time");
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      piece = new byte[0];
      read = 0;
      context.runOnContext(go -> response.request().reset());
    }
  }
}
