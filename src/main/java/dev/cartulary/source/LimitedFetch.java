package dev.cartulary.source;

import dev.cartulary.config.Finding;
import dev.cartulary.source.fetch.Documents;
import dev.cartulary.source.fetch.Fetch;
import dev.cartulary.source.format.CatalogException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads nothing that a source may not read now: links and settings may have changed since it was
 * made.
 */
record LimitedFetch(Fetch fetch, Source source, SourceLimits limits) implements Fetch {

  @Override
  public boolean mayHaveNews(@Nullable String state) throws CatalogException {
    return fetch.mayHaveNews(state);
  }

  @Override
  public Fetched fetch(@Nullable String state, Documents into) throws CatalogException {
    List<Finding> refused = limits.refusals(source.definition(), source.origin());
    if (!refused.isEmpty()) {
      throw new CatalogException(refused.get(0).sentence());
    }
    return fetch.fetch(state, into);
  }

  @Override
  public void onNews(Runnable look) {
    fetch.onNews(look);
  }

  @Override
  public void close() {
    fetch.close();
  }
}
