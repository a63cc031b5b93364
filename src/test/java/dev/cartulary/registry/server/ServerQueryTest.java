package dev.cartulary.registry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cartulary.problem.FieldError;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.registry.server.ServerQuery.Parameters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerQueryTest {

  private static final ServerFilter FILTER =
      new ServerFilter(
          Optional.of("größe/+?"),
          Optional.of(Instant.parse("2025-08-07T13:15:04.280001Z")),
          Optional.of("latest"),
          true);
  private static final Instant UNTIL = Instant.parse("2026-01-01T00:00:00.000001Z");
  private static final ServerPosition AFTER = new ServerPosition("a.b/c", "1.0.0+x");

  @Test
  void cursorNeedsNoEncodingInAUrlAndBringsItsFilterBack() {
    String cursor = new ServerCursor(FILTER, AFTER, UNTIL).encode();
    assertThat(cursor).matches("[A-Za-z0-9_-]+");
    ServerQuery query = ServerQuery.of(new Parameters(cursor, "7", null, "", " ", null));
    assertThat(query).isEqualTo(new ServerQuery(FILTER, new ServerCursor(FILTER, AFTER, UNTIL), 7));
  }

  @Test
  void sameFilterBesideTheCursorIsAccepted() {
    String cursor = new ServerCursor(FILTER, AFTER, UNTIL).encode();
    assertThat(
            ServerQuery.of(
                    new Parameters(
                        cursor,
                        null,
                        "GRÖßE/+?",
                        "2025-08-07T15:15:04.280001+02:00",
                        "latest",
                        "true"))
                .filter())
        .isEqualTo(FILTER);
  }

  @Test
  void anotherFilterBesideTheCursorIsRefused() {
    String cursor = new ServerCursor(FILTER, AFTER, UNTIL).encode();
    assertThat(refused(new Parameters(cursor, null, "x", "2020-01-01T00:00:00Z", "1.0.0", null)))
        .containsExactly("search", "updated_since", "version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "101", "ten", "1.5", "", " ", "99999999999", "0x10"})
  void badLimitIsRefused(String limit) {
    assertThat(refused(new Parameters(null, limit, null, null, null, null)))
        .containsExactly("limit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2025-08-07",
        "2025-08-07T13:15:04",
        "2025-08-07T13:15:04 02:00",
        "+999999999-01-01T00:00:00Z"
      })
  void badTimeIsRefused(String time) {
    assertThat(refused(new Parameters(null, null, null, time, null, null)))
        .containsExactly("updated_since");
  }

  @Test
  void everyBadParameterIsNamedAtOnce() {
    assertThat(refused(new Parameters("!", "0", "x".repeat(201), "x", "\u0000", "yes")))
        .containsExactly(
            "limit", "search", "updated_since", "version", "include_deleted", "cursor");
  }

  @Test
  void listOfWhatIsGoneCannotLeaveOutWhatIsGone() {
    String since = "2020-01-01T00:00:00Z";
    assertThat(refused(new Parameters(null, null, null, since, null, "false")))
        .containsExactly("include_deleted");
    assertThat(
            ServerQuery.of(new Parameters(null, null, null, since, null, null)).filter().deleted())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "null",
        "7",
        "[1,null,null,null,false,\"a\",\"b\",\"2026-01-01T00:00:00Z\"]",
        "[2,null,null,null,false,\"a\",\"2026-01-01T00:00:00Z\"]",
        "[2,null,\"x\",null,false,\"a\",\"b\",\"2026-01-01T00:00:00Z\"]",
        "[2,7,null,null,false,\"a\",\"b\",\"2026-01-01T00:00:00Z\"]",
        "[2,null,null,null,null,\"a\",\"b\",\"2026-01-01T00:00:00Z\"]",
        "[2,null,null,null,false,null,\"b\",\"2026-01-01T00:00:00Z\"]",
        "[2,null,null,null,false,\"a\",\"b\",\"soon\"]",
        "[2,null,null,null,false,\"\\u0000\",\"b\",\"2026-01-01T00:00:00Z\"]",
        "[2,null,null,null,false,\"a\",\"\\ud800\",\"2026-01-01T00:00:00Z\"]"
      })
  void forgedCursorIsRefused(String json) {
    String cursor =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    assertThat(refused(new Parameters(cursor, null, null, null, null, null)))
        .containsExactly("cursor");
  }

  @Property(tries = 300)
  void anyTextIsACursorOrIsRefused(@ForAll String text) {
    try {
      ServerCursor.decode(text);
    } catch (ProblemException e) {
      assertThat(e.errors()).extracting(FieldError::field).containsExactly("cursor");
    }
  }

  /** Whether the official registry's framework refuses it before its own code looks. */
  private static boolean isMistyped(Parameters given) {
    return given.limit() != null || "yes".equals(given.includeDeleted());
  }

  private static List<String> refused(Parameters parameters) {
    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> ServerQuery.of(parameters));
    assertThat(problem).isNotNull();
    assertThat(problem.type().status()).isEqualTo(isMistyped(parameters) ? 422 : 400);
    return problem.errors().stream().map(FieldError::field).toList();
  }
}
