package dev.cartulary.source.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file that need not fit into memory. */
class LargeCatalogTest {

  private static final int SERVERS = 10_000;
  private static final String PADDING = "x".repeat(1000);

  private final AtomicLong given = new AtomicLong();
  private long taken;
  private long most;

  @Test
  void entriesAreHandedOverWhileTheFileIsRead() throws Exception {
    for (List<String> form :
        List.of(
            List.of("{\"data\":{\"servers\":[", "]}}"),
            List.of("[", "]"),
            List.of("{\"servers\":[", "],\"metadata\":{\"count\":10000}}"))) {
      given.set(0);
      taken = 0;
      most = 0;
      CatalogText.read(
          file(form.get(0), form.get(1)),
          (entry, format) -> {
            assertThat(entry.text()).startsWith("{\"name\":\"com.example/server-" + taken + "\"");
            taken++;
            most = Math.max(most, given.get() - taken);
          });
      assertThat(taken).isEqualTo(SERVERS);
      // What the buffers of the decoder and the parser hold.
      assertThat(most).isLessThan(100);
    }
  }

  @Test
  void whatCannotBeReadInPartsHasALimit() {
    String blank = " ".repeat(1024 * 1024);
    InputStream wide = many("[{\"name\":\"a\",", blank, 17, "\"version\":\"1\"}]");
    assertThatThrownBy(() -> CatalogText.read(wide, (entry, format) -> {}))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("larger than 16 MiB");
    InputStream yaml = many("servers:\n", "# " + blank + "\n", 65, "");
    assertThatThrownBy(() -> CatalogText.read(yaml, (entry, format) -> {}))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("YAML is read up to 64 MiB");
  }

  @Test
  void theListsOfTwoFormsAreNotMixed() {
    String both = "{\"servers\":[{}],\"data\":{\"servers\":[{}]}}";
    assertThatThrownBy(() ->
            CatalogText.read(
                new ByteArrayInputStream(both.getBytes(StandardCharsets.UTF_8)),
                (entry, format) -> {}))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("servers and data; keep one");
  }

  /** Each server is made when it is read. */
  private InputStream file(String before, String after) {
    return inTurn(
        Stream.concat(
                Stream.concat(
                    Stream.of(before), IntStream.range(0, SERVERS).mapToObj(this::server)),
                Stream.of(after))
            .iterator());
  }

  private String server(int number) {
    given.incrementAndGet();
    return (number == 0 ? "" : ",\n")
        + "{\"name\":\"com.example/server-"
        + number
        + "\", \"description\":\""
        + PADDING
        + "\"}";
  }

  private static InputStream many(String before, String part, int count, String after) {
    return inTurn(
        Stream.concat(
                Stream.concat(Stream.of(before), Collections.nCopies(count, part).stream()),
                Stream.of(after))
            .iterator());
  }

  private static InputStream inTurn(Iterator<String> parts) {
    return new InputStream() {
      private InputStream part = InputStream.nullInputStream();

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int count = part.read(into, offset, length);
        while (count < 0 && parts.hasNext()) {
          part = new ByteArrayInputStream(parts.next().getBytes(StandardCharsets.UTF_8));
          count = part.read(into, offset, length);
        }
        return count;
      }
    };
  }
}
