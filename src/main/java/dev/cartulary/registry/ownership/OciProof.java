package dev.cartulary.registry.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.registry.ownership.PackageHosts.Reply;
import dev.cartulary.remote.FetchFailed;
import dev.cartulary.remote.RemoteRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A label of the image names the server. Images are asked for as anybody would (the distribution
 * specification of the OCI).
 *
 * @param allowed by the host in an image's name, which may begin with {@code *.}, the base URL of
 *     its API; empty for {@code https://} and the host
 */
record OciProof(Map<String, String> allowed, PackageHosts hosts) implements PackageProof {

  private static final String LABEL = "io.modelcontextprotocol.server.name";
  private static final String MANIFESTS =
      "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json,"
          + " application/vnd.docker.distribution.manifest.list.v2+json,"
          + " application/vnd.docker.distribution.manifest.v2+json";
  private static final Pattern PARAMETER = Pattern.compile("(realm|service|scope)=\"([^\"]*)\"");

  /** The registry wants fewer requests: it is not the publisher's fault. */
  private static final class TooMany extends Exception {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void check(NamedPackage given) throws Unproven, FetchFailed {
    given.requireIdentifierAlone();
    if (!given.version().isEmpty() || !given.fileSha256().isEmpty()) {
      throw new Unproven(
          "packages of type oci must have neither version nor fileSha256; write the tag or digest"
              + " in identifier");
    }
    OciReference image = OciReference.of(given.identifier());
    URI base = base(image);
    String repository =
        image.host().isEmpty() && !image.repository().contains("/")
            ? "library/" + image.repository()
            : image.repository();
    try {
      String name = label(base + "/v2/" + repository, image.tag());
      if (name.isEmpty()) {
        throw new Unproven(
            "image "
                + given.identifier()
                + " has no label "
                + LABEL
                + ": add LABEL "
                + LABEL
                + "=\""
                + given.server()
                + "\" to its Dockerfile");
      }
      if (!name.equals(given.server())) {
        throw new Unproven(
            "label "
                + LABEL
                + " of image "
                + given.identifier()
                + " is "
                + name
                + ", not "
                + given.server());
      }
    } catch (TooMany unchecked) {
      return; // accepted, as the official registry does
    }
  }

  private URI base(OciReference image) throws Unproven {
    String host = image.host().isEmpty() ? allowed.keySet().iterator().next() : image.host();
    for (Map.Entry<String, String> one : allowed.entrySet()) {
      boolean fits =
          one.getKey().startsWith("*.")
              ? host.endsWith(one.getKey().substring(1))
              : host.equals(one.getKey());
      if (fits) {
        return URI.create(one.getValue().isEmpty() ? "https://" + host : one.getValue());
      }
    }
    throw new Unproven(
        "registry "
            + host
            + " is not allowed; allowed are: "
            + String.join(", ", allowed.keySet()));
  }

  private String label(String repository, String tag) throws Unproven, FetchFailed, TooMany {
    URI url = URI.create(repository + "/manifests/" + tag);
    Reply first = hosts.get(url, MANIFESTS);
    String token = first.status() == 401 ? token(first) : "";
    Reply manifest = first.status() == 401 ? get(url, MANIFESTS, token) : first;
    JsonNode json = ok(manifest, repository + ":" + tag).json();
    if (json.has("manifests")) {
      String digest = ofLinux(json.path("manifests")).path("digest").asText("");
      URI one = URI.create(repository + "/manifests/" + digest);
      json = ok(get(one, MANIFESTS, token), repository + "@" + digest).json();
    }
    String config = json.path("config").path("digest").asText("");
    Reply blob = get(URI.create(repository + "/blobs/" + config), "*/*", token);
    return ok(blob, repository + "@" + config)
        .json()
        .path("config")
        .path("Labels")
        .path(LABEL)
        .asText("");
  }

  private static JsonNode ofLinux(JsonNode manifests) {
    for (JsonNode one : manifests) {
      if (one.path("platform").path("os").asText().equals("linux")) {
        return one;
      }
    }
    return manifests.path(0);
  }

  private static Reply ok(Reply reply, String what) throws Unproven, FetchFailed, TooMany {
    if (reply.status() == 429) {
      throw new TooMany();
    }
    if (reply.status() == 401 || reply.status() == 403) {
      throw new Unproven("image " + what + " is private, or does not exist");
    }
    if (reply.status() == 404) {
      throw new Unproven("image " + what + " does not exist");
    }
    if (reply.status() != 200) {
      throw reply.unexpected();
    }
    return reply;
  }

  private Reply get(URI url, String accept, String token) throws FetchFailed {
    RemoteRequest request = RemoteRequest.get(url, accept);
    return hosts.send(token.isEmpty() ? request : request.with("Authorization", "Bearer " + token));
  }

  /** Everybody gets one for what is public. */
  private String token(Reply challenged) throws FetchFailed, TooMany {
    String challenge = challenged.challenge().orElse("");
    StringBuilder query = new StringBuilder();
    Optional<String> realm = Optional.empty();
    Matcher parameter = PARAMETER.matcher(challenge);
    while (parameter.find()) {
      if (parameter.group(1).equals("realm")) {
        realm = Optional.of(parameter.group(2));
      } else {
        query
            .append(query.isEmpty() ? "" : "&")
            .append(parameter.group(1))
            .append('=')
            .append(PackageHosts.segment(parameter.group(2)));
      }
    }
    if (realm.isEmpty()) {
      return "";
    }
    try {
      Reply reply = hosts.get(URI.create(realm.get() + "?" + query), "application/json");
      if (reply.status() == 429) {
        throw new TooMany();
      }
      JsonNode answer = reply.status() == 200 ? reply.json() : null;
      return answer == null
          ? ""
          : answer.path("token").asText(answer.path("access_token").asText(""));
    } catch (IllegalArgumentException e) {
      throw new FetchFailed(challenged.url() + " asks for a token at what is no URL", e);
    }
  }
}
