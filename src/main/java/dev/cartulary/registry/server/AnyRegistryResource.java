package dev.cartulary.registry.server;

import dev.cartulary.http.EntityTags;
import dev.cartulary.http.GzipCoding;
import dev.cartulary.http.ReadyBody;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/** What all resources that read a registry do alike. */
abstract class AnyRegistryResource {

  /** The registry that the path names; empty for the default one. */
  static Optional<String> registry(UriInfo uri) {
    return Optional.ofNullable(uri.getPathParameters().getFirst("registryName"));
  }

  /** 200 with the body, or 304 where the client has this state already. */
  static <T> RestResponse<T> answer(String tag, HttpHeaders headers, Supplier<T> body) {
    RestResponse.ResponseBuilder<T> answer =
        EntityTags.known(lines(headers, HttpHeaders.IF_NONE_MATCH), tag)
            ? RestResponse.ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED)
            : RestResponse.ResponseBuilder.ok(body.get());
    return tagged(answer, tag).build();
  }

  /** The same with the bytes in the form that the client takes. */
  static RestResponse<ReadyBody> answer(AnswerBytes answer, HttpHeaders headers) {
    if (EntityTags.known(lines(headers, HttpHeaders.IF_NONE_MATCH), answer.tag())) {
      return tagged(
              RestResponse.ResponseBuilder.<ReadyBody>create(RestResponse.Status.NOT_MODIFIED),
              answer.tag())
          .build();
    }
    AnswerBytes.Form form = answer.form(takesGzip(headers));
    return tagged(RestResponse.ResponseBuilder.ok(new ReadyBody(form.bytes())), answer.tag())
        .header(HttpHeaders.CONTENT_ENCODING, form.coding())
        // Nobody else knows it where HEAD keeps the body back.
        .header(HttpHeaders.CONTENT_LENGTH, form.bytes().length)
        .build();
  }

  private static <T> RestResponse.ResponseBuilder<T> tagged(
      RestResponse.ResponseBuilder<T> answer, String tag) {
    return answer
        .tag(new EntityTag(tag, true))
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
  }

  /** Whether the client takes a body that is packed. */
  static boolean takesGzip(HttpHeaders headers) {
    return GzipCoding.isAccepted(lines(headers, HttpHeaders.ACCEPT_ENCODING));
  }

  /** The values of a header of the request; none where it is absent. */
  static List<String> lines(HttpHeaders headers, String name) {
    List<String> lines = headers.getRequestHeader(name);
    return lines == null ? List.of() : lines;
  }
}
