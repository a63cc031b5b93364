package dev.cartulary.source.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.source.rules.JsonPositions.Position;
import org.junit.jupiter.api.Test;

class JsonPositionsTest {

  private static final Position NONE = new Position(0, 0);

  @Test
  void aPartStandsWhereItsNameDoes() {
    JsonPositions positions =
        JsonPositions.of(
            """
            {
              "name": "a/b",
              "packages": [
                {"version": "1"}, {"transport":
                  {"type": "stdio"}}
              ]
            }
            """);
    assertThat(positions.of("name", NONE)).isEqualTo(new Position(2, 3));
    assertThat(positions.of("packages[0].version", NONE)).isEqualTo(new Position(4, 6));
    assertThat(positions.of("packages[1]", NONE)).isEqualTo(new Position(4, 23));
    assertThat(positions.of("packages[1].transport.type", NONE)).isEqualTo(new Position(5, 8));
    assertThat(positions.of("packages[1].transport.url", NONE)).isEqualTo(new Position(4, 24));
    assertThat(positions.of("version", NONE)).isEqualTo(new Position(1, 1));
  }
}
