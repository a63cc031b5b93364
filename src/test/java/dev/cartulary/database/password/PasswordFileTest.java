package dev.cartulary.database.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Secret;
import dev.cartulary.database.url.HostPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFileTest {
  private static final List<HostPort> HOST = List.of(new HostPort("db", 5432));

  @TempDir Path directory;

  @Test
  void theFirstLineThatFitsCounts() throws IOException {
    PasswordFile file =
        PasswordFile.read(
            file(
                "rw-------",
                """
                # a comment
                other:5432:reg:ann:wrong
                db:5432:reg:bob:bobs
                *:*:*:ann:anns
                db:5432:reg:ann:late
                """));

    assertThat(file.warning()).isEmpty();
    assertThat(file.find(HOST, "reg", "ann")).contains(new Secret("anns"));
    assertThat(file.find(HOST, "reg", "bob")).contains(new Secret("bobs"));
    assertThat(file.find(HOST, "reg", "eve")).isEmpty();
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
    PasswordFile file = PasswordFile.read(file("rw-------", "\uFEFFdb:5432:reg:ann:anns\n"));

    assertThat(file.find(HOST, "reg", "ann")).contains(new Secret("anns"));
  }

  @Test
  void aFileWithANulIsIgnoredWithAWarning() throws IOException {
    PasswordFile file = PasswordFile.read(file("rw-------", "d\0b\0:5432:reg:ann:anns\n"));

    assertThat(file.lines()).isEmpty();
    assertThat(file.warning().orElse(""))
        .endsWith("it holds a NUL character; save it as UTF-8 text.");
  }

  @Test
  void escapesAreUndone() throws IOException {
    PasswordFile file = PasswordFile.read(file("r--------", "db:5432:r\\:eg:ann:p\\:w\\\\d\\x\n"));

    assertThat(file.find(HOST, "r:eg", "ann")).contains(new Secret("p:w\\dx"));
  }

  @Test
  void aFileThatOthersMayReadIsIgnoredWithAWarning() throws IOException {
    Path readable = file("rw-r-----", "*:*:*:*:hunter22\n");

    PasswordFile file = PasswordFile.read(readable);

    assertThat(file.find(HOST, "reg", "ann")).isEmpty();
    assertThat(file.warning())
        .contains(
            "The PostgreSQL password file "
                + readable
                + " is ignored: others may access it; its mode must be 0600 or stricter (chmod"
                + " 600).");
  }

  @Test
  void aMissingFileIsNoMatter() {
    assertThat(PasswordFile.read(directory.resolve("none")))
        .isEqualTo(new PasswordFile(List.of(), Optional.empty(), "there is no such file"));
  }

  @Property
  void anyTextGivesLinesOfAtLeastFiveFields(@ForAll String text) {
    assertThat(PasswordFile.parse(text)).allMatch(line -> line.size() >= 5);
  }

  private Path file(String mode, String text) throws IOException {
    Path file = directory.resolve("pgpass");
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
