package dev.cartulary.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.access.Visibility;
import dev.cartulary.source.format.CatalogException;
import dev.cartulary.source.format.EntryFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogFileTest {

  @TempDir Path directory;

  @Test
  void changedContentIsGivenUntilItIsDealtWith() throws Exception {
    Path path = write("a.json", "one");
    CatalogFile file = file(path, EntryFilter.NONE, null);

    CatalogFile.Content first = file.look().orElseThrow();
    assertThat(file.look()).isPresent();
    file.dealtWith(first);
    assertThat(file.look()).isEmpty();

    write("a.json", "two");
    assertThat(file.look()).isPresent();
  }

  @Test
  void changeThatKeepsSizeAndTimeOfAFreshFileIsSeen() throws Exception {
    Path path = write("a.json", "one");
    FileTime time = Files.getLastModifiedTime(path);
    CatalogFile file = file(path, EntryFilter.NONE, null);
    file.dealtWith(file.look().orElseThrow());

    write("a.json", "two");
    Files.setLastModifiedTime(path, time);
    assertThat(file.look()).isPresent();
  }

  @Test
  void turnedSymbolicLinkIsSeen() throws Exception {
    Path old = write("old.json", "one");
    Path next = write("new.json", "two");
    age(old);
    age(next);
    Path link = Files.createSymbolicLink(directory.resolve("link.json"), old);
    CatalogFile file = file(link, EntryFilter.NONE, null);
    file.dealtWith(file.look().orElseThrow());
    assertThat(file.look()).isEmpty();

    Files.delete(link);
    Files.createSymbolicLink(link, next);
    assertThat(file.look()).isPresent();
  }

  @Test
  void contentThatAnEarlierProcessLoadedIsKnownUnlessTheFilterChanged() throws Exception {
    Path path = write("a.json", "one");
    String hash = file(path, EntryFilter.NONE, null).look().orElseThrow().hash();

    assertThat(file(path, EntryFilter.NONE, hash).look()).isEmpty();
    EntryFilter filter = new EntryFilter(List.of("x"), List.of(), List.of(), List.of());
    assertThat(file(path, filter, hash).look()).isPresent();
  }

  @Test
  void whatCannotBeReadIsSaid() throws Exception {
    Path missing = directory.resolve("missing.json");
    assertThatThrownBy(() -> file(missing, EntryFilter.NONE, null).look())
        .isInstanceOf(CatalogException.class)
        .hasMessage("the file " + missing + " does not exist");
    assertThatThrownBy(() -> file(directory, EntryFilter.NONE, null).look())
        .isInstanceOf(CatalogException.class)
        .hasMessage(directory + " is a directory; the path of a catalog file is needed");
  }

  @Test
  void sampleIsInsideTheProgram() throws Exception {
    assertThat(new CatalogFile(SourceDefinition.sample(), null).look()).isPresent();
  }

  private static void age(Path path) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static CatalogFile file(Path path, EntryFilter filter, @Nullable String known) {
    return new CatalogFile(
        SourceDefinition.file("a", path, Duration.ofSeconds(1), filter, Visibility.PUBLIC), known);
  }
}
