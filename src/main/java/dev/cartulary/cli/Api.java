package dev.cartulary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.problem.ProblemException;
import java.util.function.Consumer;

/**
 * The calls of the API that commands make: of a running server, or on the database of this process.
 */
interface Api {

  /**
   * What a call is answered with.
   *
   * @param status 200 to 299
   * @param body missing where there is none
   */
  record Reply(int status, JsonNode body) {}

  /**
   * Makes a call.
   *
   * @param method {@code GET}, {@code PUT} and so on
   * @param path with its query, {@code /v1/sources?limit=100}
   * @param body as JSON; empty for none
   * @throws ProblemException what the call is refused with
   */
  Reply call(String method, String path, byte[] body);

  /**
   * Has each event of a stream told, on another thread, until it ends or breaks.
   *
   * @param event takes what an event has, as JSON
   * @param ended is called once at the end
   * @return false where there is no stream to follow
   */
  default boolean follow(String path, Consumer<JsonNode> event, Runnable ended) {
    return false;
  }

  /** A call without a body. */
  default Reply call(String method, String path) {
    return call(method, path, new byte[0]);
  }
}
