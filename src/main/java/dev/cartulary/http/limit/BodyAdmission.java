package dev.cartulary.http.limit;

import dev.cartulary.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Says whether a request may send its body, from its headers alone. */
public interface BodyAdmission {

  /**
   * Looks at the headers only, and is called on the event loop.
   *
   * @throws ProblemException unauthenticated, where the path asks for a credential and there is
   *     none
   */
  void look(RoutingContext context);

  /**
   * Finds out whether the credential is good, where the path asks for one. It fails with what the
   * answer is then.
   */
  Future<Void> verify(RoutingContext context);
}
