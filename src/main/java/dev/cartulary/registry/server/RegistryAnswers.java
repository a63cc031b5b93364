package dev.cartulary.registry.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.registry.Sight;
import dev.cartulary.registry.listing.ListingLooks;
import dev.cartulary.registry.listing.ListingView;
import dev.cartulary.registry.server.KeptAnswers.Key;
import dev.cartulary.registry.server.ServerService.Found;
import dev.cartulary.registry.server.ServerService.Version;
import dev.cartulary.source.format.EntryType;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers what is asked of a registry's servers with the bytes that are sent: those that are kept,
 * or new ones, which are kept then.
 */
@Singleton
class RegistryAnswers {

  private static final EntryType TYPE = EntryType.SERVER;

  private final ServerService service;
  private final ListingLooks looks;
  private final KeptAnswers answers;
  private final ObjectMapper json;

  RegistryAnswers(
      ServerService service, ListingLooks looks, KeptAnswers answers, ObjectMapper json) {
    this.service = service;
    this.looks = looks;
    this.answers = answers;
    this.json = json;
  }

  /**
   * Who asks, and how.
   *
   * @param registryName empty for the default one
   * @param anew whether nothing that was kept is wanted
   * @param gzip whether the packed form is wanted
   */
  record Asked(Optional<String> registryName, boolean anew, boolean gzip) {}

  /** A page of the list. */
  AnswerBytes list(Asked asked, ServerQuery query) {
    Sight sight = service.sight(asked.registryName());
    Question question = new Question.Page(query);
    return answer(asked, sight, question, () -> page(service.list(sight, TYPE, query)));
  }

  /** All versions of a server. */
  AnswerBytes versions(Asked asked, String name, boolean deleted) {
    Sight sight = service.sight(asked.registryName());
    Supplier<Found<AnswerBytes>> made = () -> page(service.versions(sight, TYPE, name, deleted));
    return deleted
        ? form(asked, made.get().it())
        : answer(asked, sight, new Question.Versions(name), made);
  }

  /** One version of a server; {@code latest} is the latest one. */
  AnswerBytes one(Asked asked, String name, String version, boolean deleted) {
    Sight sight = service.sight(asked.registryName());
    Version wanted = new Version(TYPE, name, version);
    if (deleted || !answers.isOn()) {
      return form(asked, one(service.one(sight, wanted, deleted)));
    }
    return answer(
        asked,
        sight,
        new Question.One(name, version),
        () -> {
          Found<ServerRow> found = service.one(sight, wanted);
          return new Found<>(one(found.it()), found.state());
        });
  }

  private AnswerBytes answer(
      Asked asked, Sight sight, Question question, Supplier<Found<AnswerBytes>> made) {
    if (!answers.isOn() || !question.isKept()) {
      return form(asked, made.get().it());
    }
    Optional<Key> key = looks.state(sight.registry()).map(state -> new Key(sight, state, question));
    Optional<AnswerBytes> kept = asked.anew() ? Optional.empty() : key.flatMap(answers::get);
    if (kept.isPresent()) {
      AnswerBytes answer = form(asked, kept.get());
      if (answer != kept.get()) {
        answers.put(key.orElseThrow(), answer);
      }
      return answer;
    }
    answers.missed();
    Found<AnswerBytes> found = made.get();
    AnswerBytes answer = form(asked, found.it());
    // By the state that was read before the rows: they may be newer than it, and never older.
    found.state().ifPresent(state -> answers.put(new Key(sight, state, question), answer));
    return answer;
  }

  private static AnswerBytes form(Asked asked, AnswerBytes answer) {
    return asked.gzip() ? answer.packed() : answer;
  }

  private Found<AnswerBytes> page(Found<ServerPage> found) {
    ServerPage page = found.it();
    return new Found<>(AnswerBytes.of(page.etag(), bytes(page.view())), found.state());
  }

  private AnswerBytes one(ServerRow row) {
    return AnswerBytes.of(row.etag(), bytes(ServerView.of(row, ListingView.NO_BOUND)));
  }

  /** A document is copied into them as the text that it is. */
  private byte[] bytes(Object view) {
    try {
      return json.writeValueAsBytes(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a view is always JSON", e);
    }
  }
}
