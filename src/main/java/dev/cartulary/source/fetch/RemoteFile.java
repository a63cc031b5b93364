package dev.cartulary.source.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.remote.FetchFailed;
import dev.cartulary.remote.RemoteClient;
import dev.cartulary.remote.RemoteRequest;
import dev.cartulary.remote.RemoteResponse;
import dev.cartulary.source.format.CatalogException;
import dev.cartulary.source.format.CatalogReader;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A catalog file at a URL. It is downloaded where its entity tag is another one, or where there is
 * none; its state is the tag and the hash of the bytes.
 */
public final class RemoteFile implements Fetch {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI url;
  private final RemoteClient client;

  /** The file at the URL. */
  public RemoteFile(URI url, RemoteClient client) {
    this.url = url;
    this.client = client;
  }

  @Override
  public boolean mayHaveNews(@Nullable String state) {
    return true;
  }

  @Override
  public Fetched fetch(@Nullable String state, Documents into) throws CatalogException {
    JsonNode last = RemoteAnswers.state(state);
    RemoteRequest request =
        RemoteRequest.get(url, "application/json, application/yaml, text/*;q=0.5, */*;q=0.1");
    if (last.has("etag")) {
      request = request.with("If-None-Match", last.path("etag").asText());
    }
    try (RemoteResponse response = client.send(request)) {
      if (response.status() == 304 && last.has("etag")) {
        return Fetched.unchanged(state);
      }
      RemoteAnswers.requireOk(url, response);
      byte[] bytes = response.bytes(CatalogReader.LARGEST);
      String hash = Digest.of(bytes);
      var next = JSON.createObjectNode().put("hash", hash);
      response.header("ETag").ifPresent(tag -> next.put("etag", tag));
      if (hash.equals(last.path("hash").asText())) {
        return Fetched.unchanged(next.toString());
      }
      into.take("", bytes);
      return Fetched.whole(next.toString());
    } catch (FetchFailed e) {
      throw new CatalogException(e.getMessage(), e);
    }
  }
}
