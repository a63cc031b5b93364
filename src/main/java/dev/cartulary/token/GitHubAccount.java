package dev.cartulary.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.remote.FetchFailed;
import dev.cartulary.remote.Limits;
import dev.cartulary.remote.RemoteClient;
import dev.cartulary.remote.RemoteRequest;
import dev.cartulary.remote.RemoteResponse;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/** Asks GitHub whose a token is, and of which organisations that user is an owner. */
final class GitHubAccount {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST_ANSWER = 1024 * 1024;
  private static final int PER_PAGE = 100;
  private static final int MOST_PAGES = 10;

  /** Each holds a worker thread for seconds, of which there are about 200 for everything. */
  private static final int MOST_AT_ONCE = 16;

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-]+");

  /** The token is none of GitHub's, or GitHub does not say whose it is; the message is safe. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  private final URI api;
  private final RemoteClient client;
  private final Semaphore turns = new Semaphore(MOST_AT_ONCE);

  GitHubAccount(GitHubSettings settings) {
    this.api = settings.apiUrl();
    this.client = new RemoteClient(settings.access(), Limits.SHORT);
  }

  /**
   * The user's name, then those of the organisations; of a user with an odd name alone, since a
   * namespace could not be made of it.
   *
   * @throws ProblemException too many requests
   */
  List<String> names(String token) throws Refused, FetchFailed {
    if (!turns.tryAcquire()) {
      throw ProblemException.retryLater(
          ProblemType.TOO_MANY_REQUESTS,
          "GitHub is being asked about too many tokens; try again.",
          Duration.ofSeconds(1),
          null);
    }
    try {
      JsonNode user =
          ask("/user", token).orElseThrow(() -> new Refused("GitHub does not accept the token."));
      String login = user.path("login").asText("");
      if (login.isEmpty()) {
        throw new Refused("GitHub does not say whose the token is.");
      }
      Set<String> names = new LinkedHashSet<>(List.of(login));
      names.addAll(organisations(token));
      boolean odd = names.stream().anyMatch(name -> !NAME.matcher(name).matches());
      return odd ? List.of(login) : List.copyOf(names);
    } finally {
      turns.release();
    }
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Those that the user owns; private memberships count, and members who own nothing do not. */
  private List<String> organisations(String token) throws FetchFailed {
    List<String> names = new ArrayList<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      Optional<JsonNode> memberships =
          ask("/user/memberships/orgs?state=active&per_page=" + PER_PAGE + "&page=" + page, token);
      for (JsonNode membership :
          memberships.isPresent() ? memberships.get() : JSON.createArrayNode()) {
        if (membership.path("role").asText().equals("admin")) {
          names.add(membership.path("organization").path("login").asText(""));
        }
      }
      if (memberships.isEmpty() || memberships.get().size() < PER_PAGE) {
        break;
      }
    }
    return names;
  }

  /** Empty where GitHub refuses: the token is wrong, or may not see this. */
  private Optional<JsonNode> ask(String path, String token) throws FetchFailed {
    URI url = URI.create(api + path);
    RemoteRequest request =
        RemoteRequest.get(url, "application/vnd.github+json")
            .with("Authorization", "Bearer " + token);
    try (RemoteResponse response = client.send(request)) {
      if (response.status() == 401 || response.status() == 403 || response.status() == 404) {
        return Optional.empty();
      }
      if (response.status() != 200) {
        throw new FetchFailed(url + " answers " + response.status());
      }
      return Optional.of(JSON.readTree(response.text(LARGEST_ANSWER)));
    } catch (JsonProcessingException e) {
      throw new FetchFailed(url + " does not answer with JSON", e);
    }
  }
}
