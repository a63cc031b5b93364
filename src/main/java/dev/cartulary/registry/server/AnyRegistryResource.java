package dev.cartulary.registry.server;

import dev.cartulary.http.EntityTags;
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
    List<String> known = headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH);
    RestResponse.ResponseBuilder<T> answer =
        known != null && EntityTags.known(known, tag)
            ? RestResponse.ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED)
            : RestResponse.ResponseBuilder.ok(body.get());
    return answer
        .tag(new EntityTag(tag, true))
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .build();
  }
}
