package dev.cartulary.audit;

import jakarta.enterprise.context.ApplicationScoped;

/** Writes the audit log. */
@ApplicationScoped
public class AuditLog {

  /**
   * Adds the event to the running transaction, so that it is kept exactly where the change is. To
   * be called last in the transaction: from here to the commit other writers of the log wait.
   */
  public void record(AuditEvent event) {}

  /** Adds the event in a transaction of its own: for what changes nothing, like a denied call. */
  public void recordNow(AuditEvent event) {}
}
