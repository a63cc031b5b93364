package dev.cartulary.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How lists are read page by page. */
class CursorTest {

  private static final List<String> NAMES = List.of("ann", "bob", "cäsar", "dora", "emil");

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "cäsar", "m1\nuser:ann\n\nkey", "[\"a1\",null]", "𝄞"})
  void aCursorHoldsItsText(String content) {
    assertThat(Cursor.of(content)).matches("[A-Za-z0-9_-]*");
    assertThat(Cursor.content(Cursor.of(content))).contains(content);
  }

  @Test
  void cursorsThatClientsHoldAreRead() {
    assertThat(Cursor.content("Y8Okc2Fy")).contains("cäsar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Y8Okc2Fy==", "YQ==", "YR", "ÿ", "a b", "_w", "Y8Okc2Fy\n"})
  void whatIsNeverGivenOutIsNotRead(String cursor) {
    assertThat(Cursor.content(cursor)).isEmpty();
  }

  @Test
  void aVeryLongCursorIsNotRead() {
    assertThat(Cursor.content(Cursor.of("a".repeat(12_001)))).isEmpty();
  }

  @Test
  void aListIsReadPageByPage() {
    Page<String> first = page("2", null);
    assertThat(first.items()).containsExactly("ann", "bob");
    assertThat(first.count()).isEqualTo(2);
    Page<String> second = page("2", first.nextCursor());
    assertThat(second.items()).containsExactly("cäsar", "dora");
    Page<String> last = page("2", second.nextCursor());
    assertThat(last.items()).containsExactly("emil");
    assertThat(last.nextCursor()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "-1", "x", "", "00001", "1.5"})
  void aWrongLimitIsNamed(String limit) {
    assertThatThrownBy(() -> PageRequest.of(limit, null))
        .isInstanceOf(ProblemException.class)
        .hasMessage("limit: write a number from 1 to 1000");
  }

  @Test
  void aWrongCursorIsNamed() {
    for (String cursor : List.of("%", Cursor.of("a\u0000b"))) {
      assertThatThrownBy(() -> PageRequest.of("1", cursor))
          .isInstanceOf(ProblemException.class)
          .hasMessage("cursor: take nextCursor of the page before as it is");
    }
    assertThatThrownBy(() -> PageRequest.byId("1", Cursor.of("ann")))
        .isInstanceOf(ProblemException.class)
        .hasMessage("cursor: take nextCursor of the page before as it is");
    String id = "018f0000-0000-7000-8000-000000000000";
    assertThat(PageRequest.byId("1", Cursor.of(id)).after()).isEqualTo(id);
  }

  private static Page<String> page(String limit, @Nullable String cursor) {
    return PageRequest.of(limit, cursor)
        .page(
            (after, most) ->
                NAMES.stream().filter(name -> name.compareTo(after) > 0).limit(most).toList(),
            name -> name);
  }
}
