package dev.cartulary.registry.publish;

import dev.cartulary.http.idempotency.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Publishing for commands on the database: what the API does, with the same checks. */
@ApplicationScoped
public class Publishing {

  private final PublishService service;
  private final StatusService status;

  Publishing(PublishService service, StatusService status) {
    this.service = service;
    this.status = status;
  }

  /** Publishes a document to a registry. */
  public Answer publish(String registry, byte[] document) {
    return service.publish(Optional.of(registry), document);
  }

  /** Changes the status of one version; the body is that of the API. */
  public Answer status(String registry, String name, String version, byte[] body) {
    return status.one(Optional.of(registry), name, version, StatusChange.of(body));
  }

  /** Changes the status of all versions; the body is that of the API. */
  public Answer status(String registry, String name, byte[] body) {
    return status.all(Optional.of(registry), name, StatusChange.of(body));
  }
}
