package dev.cartulary.source.fetch;

import dev.cartulary.source.format.CatalogException;
import org.jspecify.annotations.Nullable;

/**
 * A document that is at hand: in the source's definition, or inside the program. Its state is the
 * hash of the bytes.
 */
public final class GivenDocument implements Fetch {

  /** Gives the bytes, the same ones each time. */
  @FunctionalInterface
  public interface Content {

    /** All of them. */
    byte[] bytes() throws CatalogException;
  }

  private final Content content;
  private @Nullable String hash;

  /** A document. */
  public GivenDocument(Content content) {
    this.content = content;
  }

  @Override
  public boolean mayHaveNews(@Nullable String state) throws CatalogException {
    return !hash().equals(state);
  }

  @Override
  public Fetched fetch(@Nullable String state, Documents into) throws CatalogException {
    if (hash().equals(state)) {
      return Fetched.unchanged(state);
    }
    into.take("", content.bytes());
    return Fetched.whole(hash());
  }

  private String hash() throws CatalogException {
    if (hash == null) {
      hash = Digest.of(content.bytes());
    }
    return hash;
  }
}
