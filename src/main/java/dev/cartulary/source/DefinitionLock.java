package dev.cartulary.source;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** One change of sources and registries at a time, of all processes on a database. */
@ApplicationScoped
public class DefinitionLock {

  private final SourceRepository sources;

  DefinitionLock(SourceRepository sources) {
    this.sources = sources;
  }

  /**
   * Waits until no other process changes sources or registries, and lets every process see that
   * they are others. To be called in a transaction, before rows are read that are to be changed;
   * lasts until its end.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void take() {
    sources.lock();
  }
}
