package dev.cartulary.registry.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.config.Settings;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.remote.FetchFailed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Asks package registries whether the packages of a server name it, so that nobody publishes a
 * server over somebody else's package. To be asked before a transaction: it may take long.
 */
@ApplicationScoped
public class PackageOwnership {

  private static final Logger LOG = Logger.getLogger(PackageOwnership.class);
  private static final int MOST_PACKAGES = 20;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** Each holds a worker thread for seconds, of which there are about 200 for everything. */
  private static final int MOST_AT_ONCE = 16;

  private final boolean checked;
  private final Map<String, PackageProof> proofs;
  private final Semaphore turns = new Semaphore(MOST_AT_ONCE);

  @Inject
  PackageOwnership(Settings given) {
    this(OwnershipSettings.resolve(given));
  }

  PackageOwnership(OwnershipSettings settings) {
    PackageHosts hosts = new PackageHosts(settings.privateHosts());
    this.checked = settings.checked();
    this.proofs =
        Map.of(
            "npm", new NpmProof(settings.npm(), hosts),
            "pypi", new PypiProof(settings.pypi(), hosts),
            "nuget", new NugetProof(settings.nuget(), hosts),
            "cargo", new CargoProof(settings.cargo(), hosts),
            "oci", new OciProof(settings.oci(), hosts),
            "mcpb", new McpbProof(settings.mcpb(), hosts));
  }

  /**
   * Why a server may not be published, for its publisher; empty where every package names it, or
   * the settings ask for no check.
   *
   * @throws ProblemException too many requests, where too many are being checked
   */
  public Optional<String> problem(JsonNode server) {
    JsonNode packages = server.path("packages");
    if (!checked || packages.isEmpty()) {
      return Optional.empty();
    }
    if (packages.size() > MOST_PACKAGES) {
      return Optional.of(
          "registry validation failed: at most " + MOST_PACKAGES + " packages can be checked");
    }
    if (!turns.tryAcquire()) {
      throw ProblemException.retryLater(
          ProblemType.TOO_MANY_REQUESTS,
          "The packages of too many servers are being checked; try again.",
          Duration.ofSeconds(1),
          null);
    }
    try {
      return problem(server.path("name").asText(), packages);
    } finally {
      turns.release();
    }
  }

  private Optional<String> problem(String name, JsonNode packages) {
    long start = System.nanoTime();
    for (int i = 0; i < packages.size(); i++) {
      NamedPackage given = NamedPackage.of(name, packages.path(i));
      String place =
          "registry validation failed for package " + i + " (" + given.identifier() + "): ";
      if (System.nanoTime() - start > LONGEST.toNanos()) {
        return Optional.of(place + "the packages before it took too long to check; try again");
      }
      try {
        check(given);
      } catch (Unproven unproven) {
        return Optional.of(place + unproven.getMessage());
      } catch (FetchFailed | IllegalArgumentException failure) {
        // Why stays in the log: it may tell of the network behind this server.
        LOG.infof("package %s of %s: %s", given.identifier(), name, failure.getMessage());
        return Optional.of(
            place + "its package registry does not answer as it should; try again in a moment");
      }
    }
    return Optional.empty();
  }

  private void check(NamedPackage given) throws Unproven, FetchFailed {
    PackageProof proof = proofs.get(given.type());
    if (proof == null) {
      throw new Unproven("unsupported registry type: " + given.type());
    }
    proof.check(given);
  }
}
