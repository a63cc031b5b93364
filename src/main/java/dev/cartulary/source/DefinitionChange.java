package dev.cartulary.source;

import dev.cartulary.access.Caller;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.http.idempotency.IdempotentRequests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The transactions in which sources and registries are changed over the API. */
@ApplicationScoped
@ActivateRequestContext
public class DefinitionChange {

  private static final Logger LOG = Logger.getLogger(DefinitionChange.class);
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final IdempotentRequests requests;
  private final DefinitionLock lock;
  private final DefinitionRefresh refresh;
  private final Caller caller;

  DefinitionChange(
      IdempotentRequests requests, DefinitionLock lock, DefinitionRefresh refresh, Caller caller) {
    this.requests = requests;
    this.lock = lock;
    this.refresh = refresh;
    this.caller = caller;
  }

  /**
   * Makes a change while no other process makes one. The caller is looked at again: whoever has
   * lost a permission meanwhile changes nothing. Afterwards this process knows the change.
   */
  public <T> T alone(Supplier<T> change) {
    T result =
        WriteTransaction.repeated(
            LIMIT,
            () -> {
              requests.claim();
              lock.take();
              caller.renew();
              return change.get();
            });
    try {
      refresh.refresh();
    } catch (RuntimeException e) {
      // The change is made; the next look sees it.
      LOG.debug("the change could not be read back", e);
    }
    return result;
  }
}
