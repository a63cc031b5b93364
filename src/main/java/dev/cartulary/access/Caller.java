package dev.cartulary.access;

import dev.cartulary.config.Launch;
import jakarta.enterprise.context.RequestScoped;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the running request, and from where. In the server nobody does, until somebody says
 * otherwise: what authenticates requests, or a task that the server does by itself. A command acts
 * as this process from its beginning.
 */
@RequestScoped
public class Caller {

  private Principal principal;
  private Origin origin = Origin.PROCESS;
  private @Nullable Supplier<Principal> again;
  private Consumer<Principal> rule = anybody -> {};

  Caller(Launch launch) {
    principal = launch.serves() ? Principal.ANONYMOUS : Principal.PROCESS;
  }

  /**
   * Says that this process itself acts, which may do everything: for tasks that no request asks
   * for.
   */
  public void enterProcess() {
    enter(Principal.PROCESS, Origin.PROCESS);
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
