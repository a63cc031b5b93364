package dev.cartulary.source.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.remote.FetchFailed;
import dev.cartulary.remote.RemoteClient;
import dev.cartulary.remote.RemoteRequest;
import dev.cartulary.remote.RemoteResponse;
import dev.cartulary.source.format.CatalogException;
import dev.cartulary.source.format.CatalogFormat;
import dev.cartulary.source.format.CatalogReader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Another MCP registry, read page by page: all of it at intervals, in between only what has changed
 * since the last fetch. Its state says since when that is, by the other registry's clock, and when
 * all was read last.
 */
public final class UpstreamRegistry implements Fetch {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST_PAGE = 16 * 1024 * 1024;
  private static final int MOST_PAGES = 200_000;
  private static final int ON_A_PAGE = 100;
  private static final List<String> PREFIXES = List.of("/v0.1", "/v0");

  /** What was committed late there, or on another of its servers, is asked for once more. */
  private static final Duration OVERLAP = Duration.ofMinutes(5);

  private final String endpoint;
  private final Duration fullSyncInterval;
  private final RemoteClient client;

  /** A pass through the list; how the first page is asked for may change on the way. */
  private static final class Pass {
    private final @Nullable Instant since;
    private final Set<String> cursors = new HashSet<>();
    private boolean deleted = true;
    private int pages;

    Pass(@Nullable Instant since) {
      this.since = since;
    }
  }

  /**
   * The registry.
   *
   * @param endpoint its base URL, without {@code /v0.1}
   * @param fullSyncInterval how old the last full reading may be
   */
  public UpstreamRegistry(URI endpoint, Duration fullSyncInterval, RemoteClient client) {
    this.endpoint = endpoint.toString().replaceAll("/+$", "");
    this.fullSyncInterval = fullSyncInterval;
    this.client = client;
  }

  @Override
  public boolean mayHaveNews(@Nullable String state) {
    return true;
  }

  @Override
  public Fetched fetch(@Nullable String state, Documents into) throws CatalogException {
    into.laterWins();
    JsonNode last = RemoteAnswers.state(state);
    Instant since = instant(last, "since");
    Instant full = instant(last, "fullAt");
    Instant now = Instant.now();
    boolean whole =
        since == null
            || full == null
            || full.isAfter(now)
            || full.plus(fullSyncInterval).isBefore(now);
    String prefix = last.path("prefix").asText(PREFIXES.get(0));
    Instant begun;
    if (whole || since == null) {
      prefix = prefix(PREFIXES.get(0));
      begun = read(new Pass(null), prefix, into);
      full = now;
      // What has changed on pages that were read before it did.
      read(new Pass(begun.minus(OVERLAP)), prefix, into);
    } else {
      begun = read(new Pass(since.minus(OVERLAP)), prefix, into);
    }
    String next =
        JSON.createObjectNode()
            .put("since", begun.toString())
            .put("fullAt", String.valueOf(full))
            .put("prefix", prefix)
            .toString();
    return new Fetched(true, whole, next);
  }

  /** {@code /v0.1}, or {@code /v0} where the other registry knows only that. */
  private String prefix(String preferred) throws CatalogException {
    URI url = URI.create(endpoint + preferred + "/servers?limit=1");
    try (RemoteResponse response = client.send(RemoteRequest.get(url, "application/json"))) {
      return response.status() == 404 ? PREFIXES.get(1) : preferred;
    } catch (FetchFailed e) {
      throw new CatalogException(e.getMessage(), e);
    }
  }

  /**
   * Reads all pages.
   *
   * @return when the first was asked for, by the other registry's clock
   */
  private Instant read(Pass pass, String prefix, Documents into) throws CatalogException {
    Optional<Instant> begun = Optional.empty();
    Optional<String> cursor = Optional.empty();
    do {
      URI url = url(pass, prefix, cursor);
      try (RemoteResponse response = client.send(RemoteRequest.get(url, "application/json"))) {
        boolean refused = response.status() == 400 || response.status() == 422;
        if (refused && pass.pages == 0 && pass.deleted) {
          pass.deleted = false; // it does not know the parameter: its list holds no deleted ones
          continue;
        }
        RemoteAnswers.requireOk(url, response);
        begun = begun.or(() -> Optional.of(date(response)));
        cursor = page(pass, url, response.bytes(LARGEST_PAGE), into);
      } catch (FetchFailed e) {
        throw new CatalogException(e.getMessage(), e);
      }
      pass.pages++;
      // How many pages there are is not told: each one comes a little nearer to the end.
      into.progress(1 - 1 / (1 + pass.pages / 20.0), pass.pages + " pages read");
    } while (pass.pages == 0 || cursor.isPresent());
    return begun.orElseGet(Instant::now);
  }

  private static Optional<String> page(Pass pass, URI url, byte[] bytes, Documents into)
      throws CatalogException {
    CatalogReader.Read read = into.take("page " + (pass.pages + 1), bytes);
    if (read.format() != CatalogFormat.ANSWER) {
      throw new CatalogException(url + " answers with " + read.format().words());
    }
    if (read.nextCursor().isPresent() && !pass.cursors.add(Digest.of(read.nextCursor().get()))) {
      throw new CatalogException(
          endpointOf(url)
              + ": the list goes in circles: page "
              + (pass.pages + 1)
              + " has a nextCursor that a page before had");
    }
    if (pass.pages >= MOST_PAGES) {
      throw new CatalogException(
          endpointOf(url) + ": the list has more than " + MOST_PAGES + " pages");
    }
    return read.nextCursor();
  }

  private static String endpointOf(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
  }

  private URI url(Pass pass, String prefix, Optional<String> cursor) {
    StringBuilder url = new StringBuilder(endpoint + prefix + "/servers?limit=" + ON_A_PAGE);
    cursor.ifPresent(at -> url.append("&cursor=").append(encoded(at)));
    if (pass.since != null) {
      url.append("&updated_since=").append(encoded(pass.since.toString()));
    }
    if (pass.deleted) {
      url.append("&include_deleted=true");
    }
    return URI.create(url.toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Instant date(RemoteResponse response) {
    try {
      return response
          .header("Date")
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .orElseGet(Instant::now);
    } catch (DateTimeException e) {
      return Instant.now();
    }
  }

  private static @Nullable Instant instant(JsonNode state, String member) {
    try {
      return state.has(member) ? Instant.parse(state.path(member).asText()) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
