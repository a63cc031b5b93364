package dev.cartulary.cli;

import dev.cartulary.http.page.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls of the API that a command carries out on the database itself. */
interface LocalRoutes {

  /**
   * A call.
   *
   * @param segments the parts of the path, decoded: {@code v1}, {@code sources}, {@code main}
   * @param query each parameter's value, decoded
   */
  record Call(String method, List<String> segments, Map<String, String> query, byte[] body) {

    /** Whether the method and the path are these; {@code *} stands for any part. */
    boolean is(String wanted, String... path) {
      if (!method.equals(wanted) || segments.size() != path.length) {
        return false;
      }
      for (int i = 0; i < path.length; i++) {
        if (!path[i].equals("*") && !path[i].equals(segments.get(i))) {
          return false;
        }
      }
      return true;
    }

    PageRequest page() {
      return PageRequest.of(query.getOrDefault("limit", "100"), query.get("cursor"));
    }
  }

  /** What one of these answers: a status, and a view as the API shows it; empty for no body. */
  record Result(int status, Optional<Object> view) {}

  /** The answer; empty where the call is not one of these. */
  Optional<Result> answer(Call call);
}
