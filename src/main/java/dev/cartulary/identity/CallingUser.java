package dev.cartulary.identity;

import dev.cartulary.access.Caller;
import dev.cartulary.access.Principal;
import dev.cartulary.access.Principal.Kind;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;

/** The caller as a user of this server: only users have a password, sessions and API keys. */
public final class CallingUser {

  private CallingUser() {}

  /**
   * The caller, by whatever credential.
   *
   * @throws ProblemException forbidden, where the caller is no user of this server
   */
  public static Principal of(Caller caller) {
    Principal principal = caller.principal();
    if (!principal.isUser()) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "Only users of this server have a password, sessions and API keys.");
    }
    return principal;
  }

  /**
   * The caller, with a session: an API key may be limited, and must not lock its owner out.
   *
   * @param otherwise what a caller with an API key is told
   * @throws ProblemException forbidden
   */
  public static Principal withSession(Caller caller, String otherwise) {
    Principal principal = of(caller);
    if (principal.kind() != Kind.SESSION) {
      throw new ProblemException(ProblemType.FORBIDDEN, otherwise);
    }
    return principal;
  }
}
