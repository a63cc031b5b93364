package dev.cartulary.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.access.Permission;
import dev.cartulary.identity.PermissionsPage.Rule;
import dev.cartulary.identity.PermissionsPage.Who;
import dev.cartulary.identity.role.BuiltInRole;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.TestEngine;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Calls every operation of the API's description as everybody there can be, and compares who was
 * let in with the table in docs/permissions.md. An operation without a row fails.
 */
abstract class RouteWalkContract extends ServerContract {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** What stands for the parameters of a path: things that do not exist, but for the owner. */
  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          Map.entry("{owner}", "system:global"),
          Map.entry("{key}", "walk"),
          Map.entry("{id}", "00000000-0000-7000-8000-000000000000"),
          Map.entry("{userId}", "00000000-0000-7000-8000-000000000001"),
          Map.entry("{name}", "no-such-role"),
          Map.entry("{type}", "server"),
          Map.entry("{entryName}", "com.example%2Fwalk"),
          Map.entry("{registryName}", "default"),
          Map.entry("{serverName}", "com.example%2Fwalk"),
          Map.entry("{version}", "latest"),
          Map.entry("{path}", "walk"),
          Map.entry("{namespace}", "com.example"));

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private Visitor root;
  private Visitor user;

  RouteWalkContract(TestEngine engine) {
    super(engine);
  }

  @Override
  protected Map<String, String> settings() {
    return Visitor.SETTINGS;
  }

  @BeforeAll
  void makeTheWalker() {
    Await.until(
        LIMIT,
        "the first administrator is there",
        () -> server.output().contains("Made the first administrator"));
    root = Visitor.user(server, "root");
    user = root.newUser("walker");
  }

  /** Somebody who walks, and what such a one may do. */
  private record Walker(String name, Visitor visitor, Who who, Set<Permission> permissions) {

    boolean passes(Rule rule) {
      return rule.admits(who, permissions);
    }
  }

  @Test
  void thePageHasARowForEachOperationAndNoOther() {
    assertThat(operations(server))
        .containsExactlyInAnyOrderElementsOf(PermissionsPage.rules().keySet());
  }

  /** One user walks in all roles: the tests of a role are made once those before are over. */
  @TestFactory
  Stream<DynamicContainer> everyOperationLetsInWhomItsRowNamesAndNobodyElse() {
    List<Supplier<Walker>> walkers = new ArrayList<>();
    walkers.add(() -> new Walker("nobody", Visitor.nobody(server), Who.EVERYBODY, Set.of()));
    for (BuiltInRole role : BuiltInRole.values()) {
      walkers.add(() -> inRole(role.word(), role.permissions()));
    }
    walkers.add(this::inACustomRole);
    walkers.add(this::byAnAdministratorsKey);
    return walkers.stream()
        .map(Supplier::get)
        .map(walker ->
            DynamicContainer.dynamicContainer(
                "as " + walker.name(),
                PermissionsPage.rules().entrySet().stream()
                    .map(row ->
                        DynamicTest.dynamicTest(
                            row.getKey(), () -> check(walker, row.getKey(), row.getValue())))));
  }

  /** Each with a session of its own, since some of these end it. */
  @TestFactory
  Stream<DynamicTest> whoHasLoggedInMayDoWhatIsForThemAlone() {
    return PermissionsPage.rules().entrySet().stream()
        .filter(row -> row.getValue().who() == Who.LOGGED_IN)
        .map(row ->
            DynamicTest.dynamicTest(
                row.getKey(), () -> check(loggedIn(), row.getKey(), row.getValue())));
  }

  private static Set<String> operations(Program server) {
    JsonNode paths = Visitor.json(server.get("/q/openapi?format=json")).get("paths");
    Set<String> operations = new TreeSet<>();
    paths
        .fieldNames()
        .forEachRemaining(path ->
            METHODS.stream()
                .filter(method -> paths.get(path).has(method.toLowerCase(Locale.ROOT)))
                .forEach(method -> operations.add(method + " " + path)));
    return operations;
  }

  private Walker inRole(String role, Set<Permission> permissions) {
    root.giveRole(user, role);
    return new Walker(role, user, Who.KNOWN, permissions);
  }

  private Walker inACustomRole() {
    root.done("POST", "/v1/roles", "{\"name\":\"auditor\",\"permissions\":[\"audit:read\"]}");
    return inRole("auditor", Set.of(Permission.AUDIT_READ));
  }

  private Walker byAnAdministratorsKey() {
    Visitor key = root.limitedTo(Permission.TEAMS_MANAGE.code());
    return new Walker("an administrator's key", key, Who.KNOWN, Set.of(Permission.TEAMS_MANAGE));
  }

  private Walker loggedIn() {
    return new Walker(
        "somebody logged in", Visitor.user(server, "walker"), Who.LOGGED_IN, Set.of());
  }

  private static void check(Walker walker, String operation, Rule rule) {
    String[] parts = operation.split(" ", 2);
    String path = parts[1];
    for (Map.Entry<String, String> parameter : PARAMETERS.entrySet()) {
      path = path.replace(parameter.getKey(), parameter.getValue());
    }
    assertThat(path).as("every parameter of the path has a value here").doesNotContain("{");
    boolean hasBody = Set.of("POST", "PUT", "PATCH").contains(parts[0]);
    HttpResponse<String> answer = walker.visitor().send(parts[0], path, hasBody ? "{}" : null);
    int status = answer.statusCode();
    int refusal = walker.who() == Who.EVERYBODY ? 401 : 403;
    String seen = operation + " as " + walker.name();
    if (walker.passes(rule)) {
      // 501: what the settings of this server switch off.
      assertThat(status == 501 ? 404 : status).as(seen).isNotIn(401, 403, 429).isLessThan(500);
    } else {
      assertThat(status).as(seen).isEqualTo(refusal);
    }
  }
}
