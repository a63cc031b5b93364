package dev.cartulary.identity.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cartulary.problem.FieldError;
import dev.cartulary.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a body grants a namespace to, and what is said of one that names nobody or several. */
class NamespaceGrantDraftTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"user\":\"u1\"                          | USER  | u1",
        "\"team\":\"t1\"                          | TEAM  | t1",
        "\"claim\":\"groups\",\"value\":\"release\" | CLAIM | groups=release"
      })
  void aGrantGoesToAUserATeamOrAClaim(String members, GranteeKind kind, String grantee) {
    assertThat(of(members)).isEqualTo(new NamespaceGrantDraft("com.example/*", kind, grantee));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"user\":\"u1\",\"team\":\"t1\"  | body",
        "\"value\":\"x\"                  | body",
        "\"claim\":\"groups\"             | value",
        "\"user\":\"u1\",\"value\":\"x\"  | value",
        "\"user\":null                    | user"
      })
  void aGrantToNobodyOrSeveralIsRefused(String members, String field) {
    ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> of(members));
    assertThat(refusal.errors()).extracting(FieldError::field).contains(field);
  }

  @Test
  void everyWrongMemberIsNamed() {
    ProblemException refusal =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                NamespaceGrantDraft.of(
                    "{\"namespace\":\"*/x\",\"team\":7,\"colour\":\"red\"}"
                        .getBytes(StandardCharsets.UTF_8)));
    List<FieldError> errors = refusal.errors();
    assertThat(errors).extracting(FieldError::field).contains("namespace", "team", "colour");
  }

  private static NamespaceGrantDraft of(String members) {
    String json = "{\"namespace\":\"com.example/*\"," + members + "}";
    return NamespaceGrantDraft.of(json.getBytes(StandardCharsets.UTF_8));
  }
}
