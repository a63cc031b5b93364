package dev.cartulary.registry.entry;

import dev.cartulary.problem.FieldError;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.registry.publish.ServerDrafts;
import dev.cartulary.source.EntryDraft;
import dev.cartulary.source.format.CatalogEntry;
import dev.cartulary.source.format.CatalogException;
import dev.cartulary.source.format.EntryReader;
import dev.cartulary.source.format.EntryType;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Checks documents: servers by the rules of publishing, skills and plugins by their schemas, as
 * those of catalog files are checked.
 */
@ApplicationScoped
class EntryDrafts {

  private final ServerDrafts servers;
  private SoftReference<EntryReader> reader = new SoftReference<>(null);

  EntryDrafts(ServerDrafts servers) {
    this.servers = servers;
  }

  /**
   * What is to be published.
   *
   * @throws ProblemException an invalid document or request, which names what is wrong below the
   *     member of the body
   */
  EntryDraft of(EntryBody body) {
    EntryDraft draft = body.type() == EntryType.SERVER ? server(body.document()) : other(body);
    return draft.keptFor(body.claims().orElse(null));
  }

  private EntryDraft server(String document) {
    try {
      return servers.of(document.getBytes(StandardCharsets.UTF_8));
    } catch (ProblemException refused) {
      throw refused.errors().isEmpty() ? refused : within(EntryType.SERVER.text(), refused);
    }
  }

  /** The places are those of the document; the caller sent a body around it. */
  static ProblemException within(String member, ProblemException refused) {
    return ProblemException.naming(
        refused.type(),
        refused.detail(),
        refused.errors().stream()
            .map(error ->
                FieldError.ofBody(
                    error.field().isEmpty() ? member : member + "." + error.field(),
                    error.message(),
                    error.value()))
            .toList(),
        null);
  }

  private EntryDraft other(EntryBody body) {
    try {
      CatalogEntry entry = reader().read(body.type(), body.document());
      return new EntryDraft(
          body.type().text(),
          entry.name(),
          entry.version(),
          entry.document(),
          entry.searchText(),
          Set.of(),
          entry.status(),
          null);
    } catch (CatalogException wrong) {
      String type = body.type().text();
      throw ProblemException.naming(
          ProblemType.INVALID_DOCUMENT,
          "The document of the " + type + " breaks a rule: " + wrong.getMessage(),
          List.of(FieldError.ofBody(type, wrong.getMessage(), null)),
          null);
    }
  }

  /** The validators take megabytes, and most servers are never asked to publish one. */
  private synchronized EntryReader reader() {
    EntryReader known = reader.get();
    if (known == null) {
      known = new EntryReader();
      reader = new SoftReference<>(known);
    }
    return known;
  }
}
