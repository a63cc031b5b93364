package dev.cartulary.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimRulesTest {

  private static final Map<String, Object> JANE =
      Map.of(
          "sub",
          "jane",
          "org",
          "acme",
          "groups",
          List.of("platform", "release"),
          "verified",
          true,
          "level",
          3L,
          "realm_access",
          Map.of("roles", List.of("writer")),
          "https://example.com/team",
          "blue");

  private final List<Finding> findings = new ArrayList<>();

  @TempDir Path directory;

  @Test
  void oneMapIsEnoughAndEveryClaimOfItMustFit() throws IOException {
    assertThat(rules("[{org: other}, {org: acme, groups: platform}]").admits(JANE)).isTrue();
    assertThat(rules("{org: acme, groups: sales}").admits(JANE)).isFalse();
    assertThat(rules("[{org: other}, {groups: sales}]").admits(JANE)).isFalse();
  }

  @Test
  void oneOfSeveralValuesIsEnough() throws IOException {
    assertThat(rules("{org: [other, acme]}").admits(JANE)).isTrue();
    assertThat(rules("{groups: [sales, release]}").admits(JANE)).isTrue();
    assertThat(rules("{groups: [sales, support]}").admits(JANE)).isFalse();
  }

  @Test
  void aDotIsPartOfTheNameOrLeadsIntoAClaim() throws IOException {
    assertThat(rules("{realm_access.roles: writer}").admits(JANE)).isTrue();
    assertThat(rules("{realm_access.roles: reader}").admits(JANE)).isFalse();
    assertThat(rules("{'https://example.com/team': blue}").admits(JANE)).isTrue();
    assertThat(rules("{org.name: acme}").admits(JANE)).isFalse();
  }

  @Test
  void textsNumbersAndBooleansAreCompared() throws IOException {
    assertThat(rules("{verified: true, level: 3}").admits(JANE)).isTrue();
    assertThat(rules("{realm_access: '{roles=[writer]}'}").admits(JANE)).isFalse();
    assertThat(rules("{ORG: acme}").admits(JANE)).isFalse();
    assertThat(rules("{org: Acme}").admits(JANE)).isFalse();
    assertThat(ClaimRules.NOBODY.admits(JANE)).isFalse();
  }

  @Test
  void whatWouldAdmitEverybodyIsRefused() throws IOException {
    assertThat(rules("{}").admits(JANE)).isFalse();
    rules("[]");
    rules("{groups: []}");
    rules("platform");
    rules("{groups: [{a: b}]}");
    assertThat(findings).hasSize(5);
    assertThat(findings.get(0).sentence())
        .contains("registries[0].claims")
        .contains("admit every token")
        .contains("groups: [platform, release]");
  }

  private ClaimRules rules(String yaml) throws IOException {
    Path file =
        Files.writeString(directory.resolve("c.yaml"), "registries: [{claims: " + yaml + "}]");
    Settings settings = Settings.load(Map.of(Setting.CONFIG, file.toString()), Map.of(), directory);
    return ClaimRules.read(
        settings.list("registries").items().get(0).get("claims").orElseThrow(), findings);
  }
}
