package dev.cartulary.access;

import jakarta.enterprise.context.RequestScoped;

/**
 * Who makes the running request, and from where. Outside of a request it is this process itself, so
 * every request must {@link #enter} before anything asks.
 */
@RequestScoped
public class Caller {

  private Principal principal = Principal.PROCESS;
  private Origin origin = Origin.PROCESS;

  /** Says who makes the running request. */
  public void enter(Principal caller, Origin from) {
    principal = caller;
    origin = from;
  }

  public Principal principal() {
    return principal;
  }

  public Origin origin() {
    return origin;
  }
}
