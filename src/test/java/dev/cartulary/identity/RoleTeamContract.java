package dev.cartulary.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.access.Permission;
import dev.cartulary.identity.role.BuiltInRole;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.TestEngine;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles, teams and namespaces, and that nobody gets more than was given, on every engine. */
abstract class RoleTeamContract extends ServerContract {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String DEMOTION = "{\"role\":\"user\"}";
  private static final String STOP = "{\"disabled\":true}";
  private static final String NO_ID = "00000000-0000-7000-8000-000000000000";

  private Visitor admin;
  private Visitor first;
  private Visitor second;

  RoleTeamContract(TestEngine engine) {
    super(engine);
  }

  @Override
  protected Map<String, String> settings() {
    return Visitor.SETTINGS;
  }

  @BeforeAll
  void logIn() {
    Await.until(
        LIMIT,
        "the first administrator is there",
        () -> server.output().contains("Made the first administrator"));
    admin = Visitor.user(server, "root");
    first = admin.newUser("first");
    second = admin.newUser("second");
  }

  @Test
  void listsEveryPermissionInParts() {
    JsonNode all = admin.done("GET", "/v1/permissions", null);
    assertThat(Visitor.each(all, "code"))
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Permission.values()).map(Permission::code).toList());
    assertThat(Visitor.each(all, "sentence")).allMatch(sentence -> sentence.endsWith("."));
    assertThat(codesPageByPage("/v1/permissions?limit=5", "code"))
        .isEqualTo(Visitor.each(all, "code"));
    refused(admin.get("/v1/permissions?limit=0"), 400, "invalid_request", "limit");
    refused(admin.get("/v1/permissions?cursor=AAAA"), 400, "invalid_request", "cursor");
  }

  private List<String> codesPageByPage(String path, String member) {
    List<String> texts = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode part = admin.done("GET", path + cursor, null);
      texts.addAll(Visitor.each(part, member));
      assertThat(part.get("count").intValue()).isEqualTo(part.get("items").size());
      cursor = part.has("nextCursor") ? "&cursor=" + part.get("nextCursor").textValue() : "";
    } while (!cursor.isEmpty());
    return texts;
  }

  @Test
  void aCustomRoleIsMadeChangedRenamedAndDeletedWithItsUsers() {
    HttpResponse<String> made =
        admin.send(
            "POST",
            "/v1/roles",
            "{\"name\":\"watcher\",\"description\":\"Looks\",\"permissions\":[\"audit:read\"]}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(made.headers().firstValue("Location").orElse("")).endsWith("/v1/roles/watcher");
    assertThat(made.body())
        .isEqualTo(
            "{\"name\":\"watcher\",\"builtIn\":false,\"description\":\"Looks\","
                + "\"permissions\":[\"audit:read\"],\"users\":0}");
    Visitor user = first;
    admin.giveRole(user, "watcher");
    assertThat(permissionsOf(user)).containsExactly("audit:read");

    JsonNode renamed =
        admin.done(
            "PUT",
            "/v1/roles/watcher",
            "{\"name\":\"reader\",\"permissions\":[\"audit:read\",\"metadata:read\"]}");
    assertThat(renamed.get("users").intValue()).isEqualTo(1);
    assertThat(renamed.get("description").textValue()).isEmpty();
    assertThat(permissionsOf(user)).containsExactly("metadata:read", "audit:read");
    assertThat(roleOf(user)).isEqualTo("reader");
    refused(
        admin.send("PUT", "/v1/roles/watcher", "{\"permissions\":[\"audit:read\"]}"),
        404,
        "not_found");

    assertThat(admin.send("DELETE", "/v1/roles/reader", null).statusCode()).isEqualTo(204);
    assertThat(roleOf(user)).isEqualTo("user");
    assertThat(permissionsOf(user)).contains("metadata:own").doesNotContain("audit:read");
    refused(admin.send("DELETE", "/v1/roles/reader", null), 404, "not_found");
  }

  private static List<String> permissionsOf(Visitor user) {
    List<String> codes = new ArrayList<>();
    user.done("GET", "/v1/me", null).get("permissions").forEach(c -> codes.add(c.textValue()));
    return codes;
  }

  private static String roleOf(Visitor user) {
    return user.done("GET", "/v1/me", null).get("roles").get(0).textValue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "name; {\"name\":\"A b\",\"permissions\":[\"audit:read\"]}",
        "name; {\"name\":\"a\",\"permissions\":[\"audit:read\"]}",
        "name; {\"permissions\":[\"audit:read\"]}",
        "permissions; {\"name\":\"wrong\",\"permissions\":[]}",
        "permissions; {\"name\":\"wrong\"}",
        "permissions[1]; {\"name\":\"wrong\",\"permissions\":[\"audit:read\",\"audit:write\"]}",
        "extra; {\"name\":\"wrong\",\"permissions\":[\"audit:read\"],\"extra\":1}",
        "description; {\"name\":\"wrong\",\"description\":\"\\u0000\",\"permissions\":[\"audit:read\"]}",
        "body; []"
      })
  void refusesRolesThatAreWrongByTheMember(String field, String body) {
    refused(admin.send("POST", "/v1/roles", body), 400, "invalid_request", field);
  }

  @Test
  void builtInRolesNeverChangeAndNamesAreTakenOnce() {
    JsonNode roles = admin.done("GET", "/v1/roles?limit=1000", null);
    assertThat(Visitor.each(roles, "name")).isSorted().contains("admin", "editor", "user");
    roles
        .get("items")
        .forEach(role ->
            assertThat(role.get("builtIn").booleanValue())
                .isEqualTo(BuiltInRole.of(role.get("name").textValue()).isPresent()));
    for (BuiltInRole role : BuiltInRole.values()) {
      String path = "/v1/roles/" + role.word();
      refused(admin.send("PUT", path, "{\"permissions\":[\"audit:read\"]}"), 409, "conflict");
      refused(admin.send("DELETE", path, null), 409, "conflict");
      refused(admin.send("POST", "/v1/roles", role(role.word(), "audit:read")), 409, "conflict");
    }
    admin.done("POST", "/v1/roles", role("taken", "audit:read"));
    refused(admin.send("POST", "/v1/roles", role("taken", "audit:read")), 409, "conflict");
    admin.done("POST", "/v1/roles", role("other", "audit:read"));
    refused(admin.send("PUT", "/v1/roles/other", role("taken", "audit:read")), 409, "conflict");
    assertThat(codesPageByPage("/v1/roles?limit=2", "name"))
        .isSorted()
        .doesNotHaveDuplicates()
        .contains("admin", "editor", "other", "taken", "user");
  }

  private static String role(String name, String permission) {
    return "{\"name\":\"" + name + "\",\"permissions\":[\"" + permission + "\"]}";
  }

  @Test
  void nobodyMakesChangesOrDeletesARoleThatMayDoMore() {
    admin.done(
        "POST",
        "/v1/roles",
        "{\"name\":\"keeper\",\"permissions\":[\"roles:manage\",\"audit:read\"]}");
    admin.done("POST", "/v1/roles", role("strong", "users:manage"));
    admin.done("POST", "/v1/roles", role("weak", "audit:read"));
    Visitor keeper = first;
    admin.giveRole(keeper, "keeper");

    keeper.done("POST", "/v1/roles", role("own", "audit:read"));
    keeper.done("DELETE", "/v1/roles/own", null);
    for (HttpResponse<String> answer :
        List.of(
            keeper.send("POST", "/v1/roles", role("more", "users:manage")),
            keeper.send("PUT", "/v1/roles/weak", role("weak", "users:manage")),
            keeper.send("PUT", "/v1/roles/keeper", role("keeper", "users:manage")),
            keeper.send("PUT", "/v1/roles/strong", role("strong", "audit:read")),
            keeper.send("DELETE", "/v1/roles/strong", null))) {
      assertThat(refused(answer, 403, "forbidden").get("detail").textValue())
          .contains("users:manage");
    }
    // Its users would get the role user, which may do what the keeper may not.
    admin.giveRole(second, "weak");
    assertThat(
            refused(keeper.send("DELETE", "/v1/roles/weak", null), 403, "forbidden")
                .get("detail")
                .textValue())
        .contains("metadata:own");

    Visitor limited = admin.limitedTo("roles:manage");
    refused(limited.send("POST", "/v1/roles", role("by-key", "audit:read")), 403, "forbidden");
    limited.done("POST", "/v1/roles", role("by-key", "roles:manage"));
  }

  @Test
  void teamsHaveNamesOfTheirOwnAndMembers() {
    HttpResponse<String> made =
        admin.send("POST", "/v1/teams", "{\"name\":\" Ärzte \",\"description\":\"d\"}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonNode team = Visitor.json(made);
    String path = "/v1/teams/" + team.get("id").textValue();
    assertThat(made.headers().firstValue("Location").orElse("")).endsWith(path);
    assertThat(team.get("name").textValue()).isEqualTo("Ärzte");
    assertThat(team.get("members").intValue()).isZero();
    assertThat(admin.done("GET", path, null)).isEqualTo(team);

    refused(admin.send("POST", "/v1/teams", "{\"name\":\"äRZTE\"}"), 409, "conflict");
    refused(admin.send("POST", "/v1/teams", "{\"name\":\"A\u0308rzte\"}"), 409, "conflict");
    refused(admin.send("POST", "/v1/teams", "{}"), 400, "invalid_request", "name");
    refused(admin.send("POST", "/v1/teams", name(" ")), 400, "invalid_request", "name");
    refused(admin.send("POST", "/v1/teams", name("x".repeat(51))), 400, "invalid_request", "name");
    refused(admin.send("POST", "/v1/teams", name("İ".repeat(50))), 400, "invalid_request", "name");
    JsonNode long50 = admin.done("POST", "/v1/teams", name("😀".repeat(50)));
    JsonNode changed = admin.done("PATCH", path, name("ÄRZTE"));
    assertThat(changed.get("name").textValue()).isEqualTo("ÄRZTE");
    assertThat(changed.get("description").textValue()).isEqualTo("d");
    refused(admin.send("PATCH", path, "{}"), 400, "invalid_request", "body");
    refused(admin.send("PATCH", path, name("😀".repeat(50))), 409, "conflict");

    String member = path + "/members/" + second.id();
    assertThat(admin.send("PUT", member, null).statusCode()).isEqualTo(204);
    assertThat(admin.send("PUT", member, null).statusCode()).isEqualTo(204);
    assertThat(Visitor.each(admin.done("GET", path + "/members", null), "username"))
        .containsExactly("second");
    assertThat(admin.done("GET", path, null).get("members").intValue()).isEqualTo(1);
    refused(admin.send("DELETE", path, null), 409, "conflict");
    refused(admin.send("PUT", path + "/members/" + NO_ID, null), 404, "not_found");
    refused(admin.send("PUT", path + "/members/%C3%BC", null), 404, "not_found");
    assertThat(admin.send("DELETE", member, null).statusCode()).isEqualTo(204);
    refused(admin.send("DELETE", member, null), 404, "not_found");
    assertThat(codesPageByPage("/v1/teams?limit=1", "name")).contains("ÄRZTE", "😀".repeat(50));
    assertThat(admin.send("DELETE", path, null).statusCode()).isEqualTo(204);
    refused(admin.get(path), 404, "not_found");
    admin.done("DELETE", "/v1/teams/" + long50.get("id").textValue(), null);
  }

  private static String name(String name) {
    return "{\"name\":\"" + name + "\"}";
  }

  @Test
  void membersSeeTheirTeamsOnlyAndShareTheirMetadata() {
    String own = admin.done("POST", "/v1/teams", name("own team")).get("id").textValue();
    String foreign = admin.done("POST", "/v1/teams", name("foreign")).get("id").textValue();
    Visitor user = first;
    admin.giveRole(user, "user");
    assertThat(user.done("GET", "/v1/teams", null).get("items")).isEmpty();
    String item = "/v1/metadata/team:" + own + "/k";
    refused(user.send("PUT", item, "{\"value\":\"v\"}"), 403, "forbidden");

    String member = "/v1/teams/" + own + "/members/" + user.id();
    admin.done("PUT", member, null);
    assertThat(Visitor.each(user.done("GET", "/v1/teams", null), "id")).containsExactly(own);
    user.done("GET", "/v1/teams/" + own, null);
    assertThat(Visitor.each(user.done("GET", "/v1/teams/" + own + "/members", null), "username"))
        .containsExactly("first");
    user.done("PUT", item, "{\"value\":\"v\"}");
    for (String path : List.of("/v1/teams/" + foreign, "/v1/teams/" + foreign + "/members")) {
      refused(user.get(path), 404, "not_found");
    }
    refused(user.send("DELETE", member, null), 403, "forbidden");
    refused(user.send("PATCH", "/v1/teams/" + own, name("mine")), 403, "forbidden");

    admin.done("DELETE", member, null);
    refused(user.get("/v1/teams/" + own), 404, "not_found");
    refused(user.get(item), 403, "forbidden");
  }

  @Test
  void namespacesAreGrantedToUsersTeamsAndClaims() {
    Visitor user = admin.newUser("nora");
    String team = admin.done("POST", "/v1/teams", name("publishers")).get("id").textValue();
    String member = "/v1/teams/" + team + "/members/" + user.id();
    assertThat(patterns(user)).isEmpty();
    assertThat(patterns(admin)).isEmpty();

    String toUser = "{\"namespace\":\"com.example/*\",\"user\":\"" + user.id() + "\"}";
    HttpResponse<String> granted = admin.send("POST", "/v1/namespaces", toUser);
    assertThat(granted.statusCode()).as(granted.body()).isEqualTo(201);
    String path = "/v1/namespaces/" + Visitor.json(granted).get("id").textValue();
    assertThat(granted.headers().firstValue("Location").orElse("")).endsWith(path);
    refused(admin.send("POST", "/v1/namespaces", toUser), 409, "conflict");
    admin.done(
        "POST", "/v1/namespaces", "{\"namespace\":\"io.acme/tool-*\",\"team\":\"" + team + "\"}");
    JsonNode toClaim =
        admin.done(
            "POST",
            "/v1/namespaces",
            "{\"namespace\":\"*\",\"claim\":\"groups\",\"value\":\"a=b\"}");
    assertThat(toClaim.get("claim").textValue()).isEqualTo("groups");
    assertThat(toClaim.get("value").textValue()).isEqualTo("a=b");
    assertThat(patterns(user)).containsExactly("com.example/*");
    admin.done("PUT", member, null);
    assertThat(patterns(user)).containsExactly("com.example/*", "io.acme/tool-*");
    assertThat(codesPageByPage("/v1/namespaces?limit=2", "namespace"))
        .containsExactly("com.example/*", "io.acme/tool-*", "*");

    admin.done("DELETE", path, null);
    refused(admin.send("DELETE", path, null), 404, "not_found");
    assertThat(patterns(user)).containsExactly("io.acme/tool-*");
    admin.done("DELETE", member, null);
    assertThat(patterns(user)).isEmpty();
    // What was granted to a team or user goes with it.
    admin.done("POST", "/v1/namespaces", toUser);
    admin.done("DELETE", "/v1/teams/" + team, null);
    admin.done("DELETE", "/v1/users/" + user.id(), null);
    assertThat(codesPageByPage("/v1/namespaces?limit=2", "namespace")).containsExactly("*");
    admin.done("DELETE", "/v1/namespaces/" + toClaim.get("id").textValue(), null);
    refused(user.get("/v1/me/namespaces"), 401, "invalid_credentials");
  }

  private static List<String> patterns(Visitor visitor) {
    List<String> patterns = new ArrayList<>();
    visitor
        .done("GET", "/v1/me/namespaces", null)
        .get("items")
        .forEach(pattern -> patterns.add(pattern.textValue()));
    return patterns;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "namespace; {\"namespace\":\"com.example*\",\"claim\":\"a\",\"value\":\"b\"}",
        "namespace; {\"claim\":\"a\",\"value\":\"b\"}",
        "body; {\"namespace\":\"*\"}",
        "body; {\"namespace\":\"*\",\"claim\":\"a\",\"value\":\"b\",\"user\":\"x\"}",
        "claim; {\"namespace\":\"*\",\"claim\":\"a=b\",\"value\":\"b\"}",
        "value; {\"namespace\":\"*\",\"claim\":\"a\"}",
        "value; {\"namespace\":\"*\",\"user\":\"00000000-0000-7000-8000-000000000000\",\"value\":\"b\"}",
        "user; {\"namespace\":\"*\",\"user\":\"00000000-0000-7000-8000-000000000000\"}",
        "team; {\"namespace\":\"*\",\"team\":\"x\"}"
      })
  void refusesGrantsThatAreWrongByTheMember(String field, String body) {
    refused(admin.send("POST", "/v1/namespaces", body), 400, "invalid_request", field);
  }

  @Test
  void twoAdministratorsWhoStopEachOtherAtTheSameMomentLeaveOne() throws Exception {
    admin.giveRole(first, "admin");
    admin.giveRole(second, "admin");
    String rootPath = "/v1/users/" + admin.id();
    List<Visitor> two = List.of(first, second);
    List<String> paths = List.of("/v1/users/" + second.id(), "/v1/users/" + first.id());
    int left = 0;
    first.done("PATCH", rootPath, "{\"role\":\"user\"}");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (String body : List.of(DEMOTION, STOP, DEMOTION, STOP, DEMOTION, STOP)) {
        List<Callable<HttpResponse<String>>> calls =
            List.of(
                () -> first.send("PATCH", paths.get(0), body),
                () -> second.send("PATCH", paths.get(1), body));
        List<Integer> statuses = new ArrayList<>();
        for (Future<HttpResponse<String>> answer : threads.invokeAll(calls)) {
          statuses.add(answer.get().statusCode());
        }
        assertThat(statuses).containsOnlyOnce(200).isSubsetOf(200, 401, 403, 409);
        left = statuses.indexOf(200);
        two.get(left).done("PATCH", paths.get(left), "{\"role\":\"admin\",\"disabled\":false}");
      }
    } finally {
      threads.shutdownNow();
      two.get(left).done("PATCH", rootPath, "{\"role\":\"admin\"}");
    }
  }

  private static JsonNode refused(
      HttpResponse<String> answer, int status, String code, String... fields) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode problem = Visitor.json(answer);
    assertThat(problem.get("code").textValue()).isEqualTo(code);
    for (String field : fields) {
      assertThat(problem.get("errors").findValuesAsText("field")).contains(field);
    }
    return problem;
  }
}
