package dev.cartulary.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.cartulary.problem.FieldErrors;
import dev.cartulary.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a body may cost. */
class JsonBodyTest {

  @Test
  void theAnswerToManyUnknownMembersStaysSmall() {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class,
            () -> JsonBody.of(members(5000), Set.of("username", "password")).finish());
    assertThat(refused.errors()).hasSize(FieldErrors.MOST + 1);
    assertThat(refused.errors().get(FieldErrors.MOST).message()).contains("4900 more");
  }

  @Test
  void aBodyOfVeryManyPartsIsNotReadToItsEnd() {
    assertThat(catchThrowable(() -> JsonBody.of(members(110_000), Set.of())))
        .hasRootCauseInstanceOf(StreamConstraintsException.class);
  }

  private static byte[] members(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"" + i + "\":1")
        .collect(Collectors.joining(",", "{", "}"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
