package dev.cartulary.http.limit;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.http.FilterStep;
import dev.cartulary.http.ProblemWriter;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads bodies without keeping a thread waiting for them, and only then hands the requests on: the
 * worker threads are few, and slow clients would hold them all. An unauthenticated body is in
 * memory for a moment only: a client that sends much, or slowly, needs a good credential first.
 */
@Singleton
class BodyReceiver {

  /** After which a body has not come at once. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  /** How long the rest of a body that was refused is read, so that the answer arrives. */
  private static final Duration LINGER = Duration.ofSeconds(5);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final BodySizes sizes;
  private final BodyAdmission admission;
  private final Duration timeout;
  private final ProblemWriter problems;

  BodyReceiver(
      Settings settings, BodySizes sizes, BodyAdmission admission, ProblemWriter problems) {
    this.sizes = sizes;
    this.admission = admission;
    this.timeout = settings.duration(Setting.REQUEST_TIMEOUT);
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    FilterStep.BODY_RECEIVER.register(filters, this::receive);
  }

  private void receive(RoutingContext context) {
    if (!BodySizes.hasBody(context.request())) {
      context.next();
      return;
    }
    try {
      admission.look(context);
    } catch (ProblemException refusal) {
      refuse(context, refusal);
      return;
    }
    new Receipt(context).begin();
  }

  /** Answers without the body, of which the rest is passed over. */
  void refuse(RoutingContext context, Throwable refusal) {
    HttpServerRequest request = context.request();
    request.handler(rest -> {});
    context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    if (!request.isEnded()) {
      // Closing with unread data in between resets the connection, and the answer would be lost.
      long timer = context.vertx().setTimer(LINGER.toMillis(), due -> request.connection().close());
      request.endHandler(end -> {
        context.vertx().cancelTimer(timer);
        request.connection().close();
      });
    }
    problems.write(context, refusal);
    request.resume();
  }

  /** One body on its way in; all of it happens on the event loop of its connection. */
  private final class Receipt {

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final Vertx vertx;
    private final long most;
    private final Buffer body = Buffer.buffer();
    private long deadline;
    private long patience = -1;

    /** Given back by a worker thread that has answered, or by a connection that closes; once. */
    private final AtomicLong taken = new AtomicLong();

    private boolean asked;
    private volatile boolean over;

    Receipt(RoutingContext context) {
      this.context = context;
      this.request = context.request();
      this.vertx = context.vertx();
      this.most = sizes.most(String.valueOf(request.path()));
    }

    void begin() {
      deadline = vertx.setTimer(timeout.toMillis(), due -> giveUp());
      context.addEndHandler(end -> {
        over = true;
        release();
      });
      request.exceptionHandler(gone -> stop());
      request.handler(this::take);
      request.endHandler(end -> handOn());
      if (BodySizes.declared(request) > BodySizes.SMALL) {
        verify();
      } else {
        patience = vertx.setTimer(AT_ONCE.toMillis(), due -> verify());
        read();
      }
    }

    private void read() {
      if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))
          && body.length() == 0) {
        context.response().writeContinue();
      }
      request.resume();
    }

    private void take(Buffer part) {
      if (over) {
        return;
      }
      if (body.length() + part.length() > most) {
        end(sizes.tooLarge(String.valueOf(request.path())));
      } else if (!sizes.memory().take(part.length())) {
        end(
            ProblemException.retryLater(
                ProblemType.SERVER_BUSY,
                "The bodies of the requests at work fill the memory that is kept for them.",
                RETRY_AFTER,
                null));
      } else {
        taken.addAndGet(part.length());
        body.appendBuffer(part);
        if (body.length() > BodySizes.SMALL) {
          verify();
        }
      }
    }

    private void verify() {
      if (asked || over) {
        return;
      }
      asked = true;
      request.pause();
      admission
          .verify(context)
          .onComplete(result -> {
            if (over) {
              return;
            }
            if (result.failed()) {
              end(result.cause());
            } else {
              read();
            }
          });
    }

    private void handOn() {
      if (!over) {
        stop();
        ((RoutingContextInternal) context).setBody(body);
        context.next();
      }
    }

    private void end(Throwable refusal) {
      stop();
      release();
      refuse(context, refusal);
    }

    private void giveUp() {
      if (over) {
        return;
      }
      stop();
      request.endHandler(null);
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      problems.write(
          context,
          new ProblemException(
              ProblemType.REQUEST_TIMEOUT,
              "The body did not arrive within " + timeout.toSeconds() + " seconds."));
      request.connection().close();
    }

    private void stop() {
      over = true;
      vertx.cancelTimer(deadline);
      if (patience >= 0) {
        vertx.cancelTimer(patience);
      }
    }

    private void release() {
      sizes.memory().giveBack(taken.getAndSet(0));
    }
  }
}
