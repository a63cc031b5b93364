package dev.cartulary.database.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalUrlTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "postgres://ann@db/registry,postgresql://db:5432/registry",
    "postgresql://ann:pw@DB:5432/registry?pool_size=3&sslmode=require,postgresql://db:5432/registry",
    "postgres://joe@db/registry,postgresql://db:5432/registry",
    "'postgres://ann@two,one:5433/r','postgresql://one:5433,two:5432/r'",
    "mysql://root@db/Registry,mysql://db:3306/Registry",
    "mariadb://ann@[::1]/r,mysql://[::1]:3306/r",
    "postgres://ann@db/a%2Fb,postgresql://db:5432/a/b",
    "sqlite::memory:,sqlite::memory:"
  })
  void oneTextForEverySpelling(String url, String canonical) {
    assertThat(text(url)).isEqualTo(canonical);
  }

  @Test
  void aFileIsWhereItReallyIs() throws IOException {
    Path real = directory.toRealPath();
    Path link =
        Files.createSymbolicLink(
            directory.resolve("link"), Files.createDirectory(directory.resolve("data")));
    String canonical = "sqlite:" + real.resolve("data/cartulary.db");
    assertThat(text("sqlite:data/cartulary.db")).isEqualTo(canonical);
    assertThat(text("sqlite:./data/../data/cartulary.db")).isEqualTo(canonical);
    assertThat(text("sqlite:" + link + "/cartulary.db")).isEqualTo(canonical);
    assertThat(text("sqlite:///nowhere/at/all.db")).isEqualTo("sqlite:/nowhere/at/all.db");
  }

  @Test
  void whatIsWrongIsAFinding() {
    CanonicalUrl.Reading reading = CanonicalUrl.read("--old-database-url", "oracle://x", directory);
    assertThat(reading.text()).isEmpty();
    assertThat(reading.findings()).isNotEmpty();
  }

  private String text(String url) {
    return CanonicalUrl.read("URL", url, directory).text().orElseThrow();
  }
}
