package dev.cartulary.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.problem.ProblemException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListCursorTest {

  private static final MetadataOwner OWNER = new MetadataOwner("user:a");
  private static final String CURSOR = new ListCursor(OWNER, "ü", "ü/😀?").text();

  @Test
  void givesBackTheKeyAndNeedsNoEncodingInAUrl() {
    assertThat(CURSOR).matches("[A-Za-z0-9_-]+");
    assertThat(ListCursor.after(CURSOR, OWNER, "ü")).isEqualTo("ü/😀?");
    assertThat(ListCursor.after(null, OWNER, "ü")).isNull();
  }

  @Test
  void refusesTheCursorOfAnotherList() {
    assertThatThrownBy(() -> ListCursor.after(CURSOR, new MetadataOwner("user:b"), "ü"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("cursor: belongs to a list of another owner or prefix");
    assertThatThrownBy(() -> ListCursor.after(CURSOR, OWNER, ""))
        .isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%%%", "bTE", "AAAA", "bTEKdXNlcjphCgoK", "////"})
  void refusesWhatIsNoCursorByName(String cursor) {
    assertThatThrownBy(() -> ListCursor.after(cursor, OWNER, ""))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("cursor: ");
  }

  @Property
  void noTextBreaksIt(@ForAll String cursor) {
    assertThatThrownBy(() -> ListCursor.after(cursor, OWNER, ""))
        .isInstanceOf(ProblemException.class);
  }
}
