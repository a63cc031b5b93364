package dev.cartulary.http.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.access.Caller;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out each changing request with an {@code Idempotency-Key} once
 * (draft-ietf-httpapi-idempotency-key-header, 2). The resource answers by {@link #answer}; the
 * service calls {@link #claim} as the first statement of the change's transaction, so that of two
 * requests with one key the second waits until the first is committed or rolled back, and {@link
 * #complete} after the change. What fails is not stored. Without a key, and in commands, both do
 * nothing.
 */
@RequestScoped
public class IdempotentRequests {

  /** The header of an answer that was given before; its value is {@code true}. */
  public static final String REPLAYED = "Idempotency-Replayed";

  /** How often a key may turn out to be another one's although it was free a moment ago. */
  private static final int MOST_LOOKS = 5;

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final IdempotencyRepository repository;
  private final Caller caller;
  private final ObjectMapper json;
  private final Duration lifetime;

  /** The request that is being answered; null where it has no key. */
  private @Nullable Once current;

  IdempotentRequests(
      IdempotencyRepository repository, Caller caller, ObjectMapper json, Settings settings) {
    this.repository = repository;
    this.caller = caller;
    this.json = json;
    this.lifetime = settings.duration(Setting.IDEMPOTENCY_KEY_LIFETIME);
  }

  /**
   * The answer to a changing request of the caller, whose keys are nobody else's: carried out now,
   * or, where the same request with the same key was carried out before, the answer that it got,
   * marked as {@link #REPLAYED}.
   *
   * @param body the request's body, empty where it has none
   * @param echo what the answer repeats of it
   * @param work makes the change in a transaction that begins with {@link #claim} and ends with
   *     {@link #complete}; it may run more than once
   * @throws ProblemException an invalid request that names the header; a key that was used for
   *     another request; a conflict where others kept taking the key; what the work throws
   */
  public Response answer(HttpServerRequest request, byte[] body, Echo echo, Supplier<Answer> work) {
    Optional<IdempotencyKey> key =
        IdempotencyKey.parse(request.headers().getAll(IdempotencyKey.HEADER));
    if (key.isEmpty()) {
      return response(work.get()).build();
    }
    Once once =
        new Once(
            IdempotentRequest.of(caller.principal().id(), key.get(), request, body), text(echo));
    current = once;
    try {
      return once.answer(work);
    } finally {
      current = null;
    }
  }

  /**
   * Makes the request's key this transaction's own. Where another transaction holds it, this waits
   * for the outcome. What it throws must roll the transaction back.
   */
  public void claim() {
    if (current != null) {
      current.claim();
    }
  }

  /**
   * Stores the answer in the transaction that has made the {@link #claim}.
   *
   * @return the answer to give
   */
  public Answer complete(Answer answer) {
    return current == null ? answer : current.complete(answer);
  }

  private static Response.ResponseBuilder response(Answer answer) {
    Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.content());
    answer.headers().forEach(response::header);
    return response;
  }

  private String text(Echo echo) {
    return echo.equals(Echo.NONE) ? "" : "\"" + echo.member() + "\":" + text(echo.text());
  }

  private String text(Object content) {
    try {
      // As bytes, like other answers: as text, Jackson would escape what lies beyond the BMP.
      return new String(json.writeValueAsBytes(content), StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer is always JSON", e);
    }
  }

  /** One arrival of a request with a key. */
  private final class Once {

    private final IdempotentRequest request;
    private final String echo;

    /** Whether the key has a row, which has expired. */
    private boolean expired;

    Once(IdempotentRequest request, String echo) {
      this.request = request;
      this.echo = echo;
    }

    Response answer(Supplier<Answer> work) {
      for (int look = 1; look <= MOST_LOOKS; look++) {
        Optional<IdempotencyEntity> row = repository.read(request.id());
        Optional<Response> earlier = replay(row);
        if (earlier.isPresent()) {
          return earlier.get();
        }
        expired = row.isPresent();
        try {
          return response(work.get()).build();
        } catch (KeyTaken taken) {
          // By a request that was committed since this one looked: look what it got.
        } catch (ProblemException refused) {
          // Perhaps by what the same request has changed since this one looked.
          if (refused.type().status() >= 500) {
            throw refused;
          }
          return replay(repository.read(request.id())).orElseThrow(() -> refused);
        }
      }
      throw ProblemException.retryLater(
          ProblemType.CONFLICT,
          "Other requests with this Idempotency-Key came at the same time. This one changed"
              + " nothing; send it again.",
          RETRY,
          null);
    }

    private Optional<Response> replay(Optional<IdempotencyEntity> row) {
      return row.filter(it -> !it.isExpired(InstantMicros.now())).map(this::replayed);
    }

    private Response replayed(IdempotencyEntity row) {
      if (!row.isOf(request)) {
        throw new ProblemException(
            ProblemType.IDEMPOTENCY_KEY_REUSED,
            "This Idempotency-Key was used for a request with another method, path, condition or"
                + " body. Nothing was changed; give every request a key of its own, for example a"
                + " new UUID.");
      }
      return response(row.answer().with(echo)).header(REPLAYED, "true").build();
    }

    void claim() {
      Instant now = InstantMicros.now();
      Instant expiresAt = now.plus(lifetime);
      boolean mine =
          expired
              ? repository.renew(request, now, expiresAt)
              : repository.insert(request, expiresAt);
      if (!mine) {
        throw new KeyTaken();
      }
    }

    Answer complete(Answer answer) {
      @Nullable String body = answer.content() == null ? null : text(answer.content());
      repository.complete(request.id(), StoredAnswer.of(answer, body, echo));
      return new Answer(answer.status(), answer.headers(), body);
    }
  }

  /** Rolls back a transaction whose key turned out to be another one's. */
  private static final class KeyTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyTaken() {
      super("another request has used the key", null, false, false);
    }
  }
}
