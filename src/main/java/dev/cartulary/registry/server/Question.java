package dev.cartulary.registry.server;

/**
 * What is asked of a registry's servers. Two requests that ask for the same thing make equal
 * questions, however they are written.
 */
sealed interface Question {

  /** A page of the list. */
  record Page(ServerQuery query) implements Question {}

  /** All versions of a server, without those that are deleted. */
  record Versions(String name) implements Question {}

  /** One version of a server, unless it is deleted; {@code latest} is the latest one. */
  record One(String name, String version) implements Question {}

  /**
   * Whether the answer is worth keeping: others ask for the same soon, and it changes only when
   * what the registry shows does. A search is seldom made twice, and mirrors ask for each time
   * once.
   */
  default boolean isKept() {
    if (!(this instanceof Page page)) {
      return true;
    }
    ServerFilter filter = page.query().filter();
    return filter.search().isEmpty()
        && !filter.asksForWhatIsGone()
        && filter.version().filter(version -> !version.equals(ServerFilter.LATEST)).isEmpty();
  }
}
