package dev.cartulary.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients read of a part of a list. */
class PageTest {

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void aPageTellsWhereTheListGoesOn() throws JsonProcessingException {
    assertThat(json.writeValueAsString(Page.of(List.of(1, 2), "c").map(number -> "n" + number)))
        .isEqualTo("{\"items\":[\"n1\",\"n2\"],\"nextCursor\":\"c\",\"count\":2}");
  }

  @Test
  void theLastPageHasNoCursor() throws JsonProcessingException {
    assertThat(json.writeValueAsString(Page.of(List.of(), null)))
        .isEqualTo("{\"items\":[],\"count\":0}");
  }
}
