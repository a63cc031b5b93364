package dev.cartulary.audit;

import jakarta.enterprise.context.ApplicationScoped;

/** Who acts where no request does: a person of the operating system, by a command. */
@ApplicationScoped
public class ProcessActor {

  private volatile String command = "cartulary serve";

  /** Says which command this process runs, without its arguments: they may hold a secret. */
  public void runs(String commandName) {
    command = commandName;
  }

  /** For example {@code jane: cartulary key rotate}. */
  String name() {
    return System.getProperty("user.name", "unknown") + ": " + command;
  }
}
