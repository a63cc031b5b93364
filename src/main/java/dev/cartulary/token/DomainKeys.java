package dev.cartulary.token;

import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.remote.Access;
import dev.cartulary.remote.FetchFailed;
import dev.cartulary.remote.RemoteFetch;
import dev.cartulary.remote.RemoteFetch.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** The keys that a domain publishes for registries. */
final class DomainKeys {

  private static final int LARGEST_FILE = 4096;

  /** Each holds a worker thread for seconds, of which there are about 200 for everything. */
  private static final int MOST_AT_ONCE = 16;

  /** Where other protocols keep such records. */
  private static final List<String> MISTAKEN = List.of("_mcp-auth", "_mcp-registry");

  /**
   * What a domain publishes.
   *
   * @param broken whether there is no key, but a text that is meant as one
   */
  record Published(List<ProofKey> keys, boolean broken) {}

  private final RemoteFetch fetch;
  private final Function<String, URI> file;
  private final TxtRecords records;
  private final Semaphore lookups = new Semaphore(MOST_AT_ONCE);

  DomainKeys(RegistryTokenSettings settings) {
    this(
        new Access(Optional.empty(), Optional.empty(), settings.privateDomains(), false),
        domain -> URI.create("https://" + domain + "/.well-known/mcp-registry-auth"),
        new TxtRecords(settings.dnsServer()));
  }

  DomainKeys(Access access, Function<String, URI> file, TxtRecords records) {
    this.fetch = new RemoteFetch(access, LARGEST_FILE);
    this.file = file;
    this.records = records;
  }

  /**
   * Those that the domain publishes by the method.
   *
   * @throws ProblemException too many requests, where too many domains are being looked up
   */
  Published by(RegistryTokenMethod method, String domain) throws FetchFailed {
    if (!lookups.tryAcquire()) {
      throw ProblemException.retryLater(
          ProblemType.TOO_MANY_REQUESTS,
          "Too many domains are being looked up; try again.",
          Duration.ofSeconds(1),
          null);
    }
    try {
      return method == RegistryTokenMethod.DNS ? inDns(domain) : onWebsite(domain);
    } finally {
      lookups.release();
    }
  }

  /** Those in the file on the domain's website. */
  Published onWebsite(String domain) throws FetchFailed {
    URI url = file.apply(domain);
    Answer answer = fetch.get(url, "text/plain");
    if (answer.status() != 200) {
      throw new FetchFailed(url + " answers " + answer.status());
    }
    return keys(answer.body().lines().toList());
  }

  /** Those in the domain's TXT records. */
  Published inDns(String domain) throws FetchFailed {
    return keys(records.of(domain));
  }

  /**
   * The name below the domain where its key was put by mistake; empty where there is none either.
   */
  Optional<String> misplaced(String domain) {
    for (String label : MISTAKEN) {
      try {
        if (!keys(records.of(label + '.' + domain)).keys().isEmpty()) {
          return Optional.of(label + '.' + domain);
        }
      } catch (FetchFailed failure) {
        // Only a better message is lost.
      }
    }
    return Optional.empty();
  }

  private static Published keys(List<String> texts) {
    List<ProofKey> keys = texts.stream().flatMap(text -> ProofKey.of(text).stream()).toList();
    return new Published(keys, keys.isEmpty() && texts.stream().anyMatch(ProofKey::isMeant));
  }
}
