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
  List<ProofKey> by(RegistryTokenMethod method, String domain) throws FetchFailed {
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
  List<ProofKey> onWebsite(String domain) throws FetchFailed {
    URI url = file.apply(domain);
    Answer answer = fetch.get(url, "text/plain");
    if (answer.status() != 200) {
      throw new FetchFailed(url + " answers " + answer.status());
    }
    return keys(answer.body().lines().toList());
  }

  /** Those in the domain's TXT records. */
  List<ProofKey> inDns(String domain) throws FetchFailed {
    return keys(records.of(domain));
  }

  private static List<ProofKey> keys(List<String> texts) {
    return texts.stream().flatMap(text -> ProofKey.of(text).stream()).toList();
  }
}
