package dev.cartulary.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.access.Permission;
import dev.cartulary.identity.PermissionsPage.Rule;
import dev.cartulary.identity.PermissionsPage.Who;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Calls every operation of the API's description as everybody there can be, and compares who was
 * let in with the table in docs/permissions.md. An operation without a row fails.
 */
abstract class RouteWalkContract {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** What stands for the parameters of a path: things that do not exist, but for the owner. */
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "{owner}", "system:global",
          "{key}", "walk",
          "{id}", "00000000-0000-7000-8000-000000000000",
          "{userId}", "00000000-0000-7000-8000-000000000001",
          "{name}", "no-such-role",
          "{registryName}", "default",
          "{serverName}", "com.example%2Fwalk",
          "{version}", "latest",
          "{path}", "walk");

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private final TestEngine engine;

  RouteWalkContract(TestEngine engine) {
    this.engine = engine;
  }

  /** Somebody who walks, and what such a one may do. */
  private record Walker(String name, Visitor visitor, Who who, Set<Permission> permissions) {

    boolean passes(Rule rule) {
      return rule.admits(who, permissions);
    }
  }

  @Test
  void everyOperationLetsInWhomItsRowNamesAndNobodyElse() {
    try (TestDatabase database = TestDatabase.create(engine);
        Program server = Program.start(Visitor.environment(database.url()))) {
      Await.until(
          LIMIT,
          "the first administrator is there",
          () -> server.output().contains("Made the first administrator"));
      Set<String> operations = operations(server);
      Map<String, Rule> rules = PermissionsPage.rules();
      assertThat(operations)
          .as("docs/permissions.md has a row for each operation, and no other")
          .containsExactlyInAnyOrderElementsOf(rules.keySet());
      List<String> wrong = new ArrayList<>();
      walk(server, walker -> rules.forEach((o, rule) -> check(walker, o, rule, wrong)));
      // Each with a session of its own, since some of these end it.
      rules.entrySet().stream()
          .filter(row -> row.getValue().who() == Who.LOGGED_IN)
          .forEach(row -> check(loggedIn(server), row.getKey(), row.getValue(), wrong));
      assertThat(wrong).isEmpty();
    }
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

  private static void walk(Program server, Consumer<Walker> round) {
    round.accept(new Walker("nobody", Visitor.nobody(server), Who.EVERYBODY, Set.of()));
    Visitor root = Visitor.user(server, "root");
    Visitor user = root.newUser("walker");
    for (BuiltInRole role : BuiltInRole.values()) {
      root.giveRole(user, role.word());
      round.accept(new Walker(role.word(), user, Who.KNOWN, role.permissions()));
    }
    root.done("POST", "/v1/roles", "{\"name\":\"auditor\",\"permissions\":[\"audit:read\"]}");
    root.giveRole(user, "auditor");
    round.accept(new Walker("a custom role", user, Who.KNOWN, Set.of(Permission.AUDIT_READ)));
    Visitor key = root.limitedTo(Permission.TEAMS_MANAGE.code());
    round.accept(
        new Walker("an administrator's key", key, Who.KNOWN, Set.of(Permission.TEAMS_MANAGE)));
  }

  private static Walker loggedIn(Program server) {
    return new Walker(
        "somebody logged in", Visitor.user(server, "walker"), Who.LOGGED_IN, Set.of());
  }

  private static void check(Walker walker, String operation, Rule rule, List<String> wrong) {
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
    boolean right =
        walker.passes(rule)
            ? status != 401 && status != 403 && status != 429 && status < 500
            : status == refusal;
    if (!right) {
      wrong.add(
          operation
              + " as "
              + walker.name()
              + " is answered "
              + status
              + (walker.passes(rule) ? ", and is permitted" : ", and should be " + refusal));
    }
  }
}
