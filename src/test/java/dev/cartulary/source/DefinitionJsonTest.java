package dev.cartulary.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.access.ClaimRules;
import dev.cartulary.access.Visibility;
import dev.cartulary.source.SourceKind.CatalogDocument;
import dev.cartulary.source.SourceKind.GitRepository;
import dev.cartulary.source.SourceKind.KubernetesCluster;
import dev.cartulary.source.SourceKind.UpstreamRegistry;
import dev.cartulary.source.format.EntryFilter;
import dev.cartulary.source.format.Validation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DefinitionJsonTest {

  @Property(tries = 500, edgeCases = EdgeCasesMode.MIXIN)
  void whatIsStoredIsReadBackAsItWas(@ForAll("sources") SourceDefinition source) {
    String stored = DefinitionJson.of(source).toString();
    assertThat(DefinitionJson.source("a", source.kind().word(), Optional.of(stored)))
        .isEqualTo(source);
  }

  @Test
  void whatCannotBeReadIsSeenByNobody() {
    for (String stored : List.of("{", "{}", "{\"ftp\":{}}", "[]")) {
      SourceDefinition source = DefinitionJson.source("a", "ftp", Optional.of(stored));
      assertThat(source.kind()).isEqualTo(new SourceKind.Unreadable("ftp"));
      assertThat(source.visibility().everybody()).isFalse();
    }
    assertThat(DefinitionJson.source("a", "file", Optional.empty()).visibility().everybody())
        .isFalse();
  }

  @Provide
  Arbitrary<SourceDefinition> sources() {
    return Combinators.combine(
            kinds(),
            durations(1, 86_400),
            Arbitraries.of(Validation.class),
            filters(),
            visibilities(),
            Arbitraries.of(
                SourceNetwork.PUBLIC,
                SourceNetwork.ANY,
                new SourceNetwork(true, Optional.of(Path.of("/etc/ca.pem")))))
        .as((kind, interval, validation, filter, visibility, network) ->
            new SourceDefinition(
                "a",
                kind,
                kind instanceof SourceKind.Managed ? SourceDefinition.DEFAULT_INTERVAL : interval,
                validation,
                filter,
                visibility,
                network));
  }

  private static Arbitrary<SourceKind> kinds() {
    Arbitrary<SourceKind> documents =
        Combinators.combine(texts(), durations(1, 300), Arbitraries.of(0, 1, 2))
            .as((text, timeout, which) ->
                new CatalogDocument(
                    which == 0 ? Optional.of(Path.of("/srv", text)) : Optional.empty(),
                    which == 1
                        ? Optional.of(URI.create("https://example.com/" + text))
                        : Optional.empty(),
                    which == 2
                        ? Optional.of("{\"servers\":[\"ü\\n" + text + "\"]}")
                        : Optional.empty(),
                    timeout));
    Arbitrary<SourceKind> repositories =
        Combinators.combine(texts(), Arbitraries.of(0, 1, 2, 3), Arbitraries.of(true, false))
            .as(DefinitionJsonTest::repository);
    Arbitrary<SourceKind> upstreams =
        Combinators.combine(texts(), durations(1, 300), durations(60, 2_000_000), files())
            .as((text, timeout, full, token) ->
                new UpstreamRegistry(
                    URI.create("https://example.com/" + text), timeout, full, token));
    Arbitrary<SourceKind> clusters =
        texts().list().ofMaxSize(3).map(namespaces -> new KubernetesCluster(namespaces));
    return Arbitraries.oneOf(
        documents,
        repositories,
        upstreams,
        clusters,
        Arbitraries.of(new SourceKind.Managed(), new SourceKind.Builtin()));
  }

  private static SourceKind repository(String text, int which, boolean login) {
    Optional<String> name = Optional.of(text);
    Optional<Path> secret = login ? Optional.of(Path.of("/run/secrets", text)) : Optional.empty();
    return new GitRepository(
        "https://example.com/" + text,
        new GitRepository.Revision(
            which == 1 ? name : Optional.empty(),
            which == 2 ? name : Optional.empty(),
            which == 3 ? Optional.of("0".repeat(40)) : Optional.empty()),
        text + "/registry.json",
        login ? name : Optional.empty(),
        secret,
        Optional.empty(),
        Optional.empty());
  }

  private static Arbitrary<EntryFilter> filters() {
    Arbitrary<List<String>> lists = texts().list().ofMaxSize(2);
    return Combinators.combine(lists, lists, lists, lists).as(EntryFilter::new);
  }

  private static Arbitrary<Visibility> visibilities() {
    Arbitrary<Set<String>> names = texts().set().ofMaxSize(2);
    Arbitrary<ClaimRules> claims =
        Arbitraries.maps(texts(), texts().set().ofMinSize(1).ofMaxSize(2))
            .ofMinSize(1)
            .ofMaxSize(2)
            .list()
            .ofMaxSize(2)
            .map((List<Map<String, Set<String>>> maps) -> new ClaimRules(maps));
    return Combinators.combine(claims, names, names, Arbitraries.of(true, false))
        .as((rules, roles, teams, everybody) ->
            new Visibility(
                everybody && rules.isEmpty() && roles.isEmpty() && teams.isEmpty(),
                rules,
                roles,
                teams));
  }

  private static Arbitrary<Optional<Path>> files() {
    return texts().map(text -> Path.of("/run", text)).optional();
  }

  private static Arbitrary<Duration> durations(int from, int to) {
    return Arbitraries.integers().between(from, to).map(Duration::ofSeconds);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(12);
  }
}
