package dev.cartulary.source;

import java.time.Instant;
import java.util.Optional;

/**
 * A version with what decides which of two is the later one: a semantic version beats any other
 * text; two semantic versions compare by precedence; where that says nothing, the one published
 * later is the later one, then the one whose text is greater.
 */
public final class PublishedVersion implements Comparable<PublishedVersion> {

  private final String text;
  private final Instant publishedAt;
  private final Optional<SemanticVersion> semantic;

  /**
   * @param text the version as published
   * @param publishedAt when this registry first had it
   */
  public PublishedVersion(String text, Instant publishedAt) {
    this.text = text;
    this.publishedAt = publishedAt;
    this.semantic = SemanticVersion.parse(text);
  }

  @Override
  public int compareTo(PublishedVersion other) {
    int order = Boolean.compare(semantic.isPresent(), other.semantic.isPresent());
    if (order == 0 && semantic.isPresent() && other.semantic.isPresent()) {
      order = semantic.get().compareTo(other.semantic.get());
    }
    if (order == 0) {
      order = publishedAt.compareTo(other.publishedAt);
    }
    return order == 0 ? text.compareTo(other.text) : order;
  }

  /** Whether it is later by more than the time at which it was published, if both are semantic. */
  public boolean isLaterThan(PublishedVersion other) {
    boolean semantics = semantic.isPresent() && other.semantic.isPresent();
    return semantics ? semantic.get().compareTo(other.semantic.get()) > 0 : compareTo(other) > 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublishedVersion that
        && text.equals(that.text)
        && publishedAt.equals(that.publishedAt);
  }

  @Override
  public int hashCode() {
    return 31 * text.hashCode() + publishedAt.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
