package dev.cartulary.access;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.RequestScoped;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the running request, and from where. A request begins as nobody's, until its credential
 * is looked at. Where no request runs it is this process itself: a command, or a task.
 */
@RequestScoped
public class Caller {

  private Principal principal;
  private Origin origin = Origin.PROCESS;
  private @Nullable Supplier<Principal> again;
  private Consumer<Principal> rule = anybody -> {};

  Caller(CurrentVertxRequest request) {
    principal = request.getCurrent() == null ? Principal.PROCESS : Principal.ANONYMOUS;
  }

  /** Says who makes the running request. */
  public void enter(Principal caller, Origin from) {
    principal = caller;
    origin = from;
    again = null;
  }

  /**
   * Says who makes the running request by a credential.
   *
   * @param again looks at the same credential another time, and throws where it no longer counts
   */
  public void enter(Principal caller, Origin from, Supplier<Principal> again) {
    enter(caller, from);
    this.again = again;
  }

  /**
   * Holds the caller to a rule, now and whenever the credential is looked at again.
   *
   * @param rule throws where it does not admit the principal
   */
  public void admit(Consumer<Principal> rule) {
    rule.accept(principal);
    this.rule = rule;
  }

  /**
   * Looks again at the credential, what it permits, and the rule of the endpoint: what was true
   * when the request came may be so no longer when its change is made. To be called in the
   * transaction of the change. Does nothing where no credential was used.
   */
  public void renew() {
    if (again != null) {
      principal = again.get();
      rule.accept(principal);
    }
  }

  public Principal principal() {
    return principal;
  }

  public Origin origin() {
    return origin;
  }
}
