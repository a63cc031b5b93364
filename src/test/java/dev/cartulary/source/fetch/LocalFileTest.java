package dev.cartulary.source.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.source.format.CatalogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileTest {

  private static final String ONE = "[{\"name\":\"com.example/a\",\"version\":\"1\"}]";
  private static final String TWO = "[{\"name\":\"com.example/a\",\"version\":\"2\"}]";

  @TempDir Path directory;

  private final GivenDocuments documents = new GivenDocuments();

  @Test
  void contentIsGivenUntilItsStateIsKnown() throws Exception {
    LocalFile file = new LocalFile(write("a.json", ONE));
    assertThat(file.mayHaveNews(null)).isTrue();
    assertThat(file.mayHaveNews(null)).isTrue();
    String state = file.fetch(null, documents).state();
    assertThat(documents.labels()).containsExactly("com.example/a 1");
    assertThat(file.mayHaveNews(state)).isFalse();
    assertThat(file.fetch(state, documents).news()).isFalse();
    assertThat(file.mayHaveNews(null)).isTrue();

    write("a.json", TWO);
    assertThat(file.mayHaveNews(state)).isTrue();
  }

  @Test
  void changeThatKeepsSizeAndTimeOfAFreshFileIsSeen() throws Exception {
    Path path = write("a.json", ONE);
    FileTime time = Files.getLastModifiedTime(path);
    LocalFile file = new LocalFile(path);
    String state = file.fetch(null, documents).state();

    write("a.json", TWO);
    Files.setLastModifiedTime(path, time);
    assertThat(file.mayHaveNews(state)).isTrue();
  }

  @Test
  void turnedSymbolicLinkIsSeen() throws Exception {
    Path old = write("old.json", ONE);
    Path next = write("new.json", TWO);
    age(old);
    age(next);
    Path link = Files.createSymbolicLink(directory.resolve("link.json"), old);
    LocalFile file = new LocalFile(link);
    String state = file.fetch(null, documents).state();
    assertThat(file.mayHaveNews(state)).isFalse();

    Files.delete(link);
    Files.createSymbolicLink(link, next);
    assertThat(file.mayHaveNews(state)).isTrue();
  }

  @Test
  void contentThatCannotBeUsedIsSaidAgainWithoutBeingReadAgain() throws Exception {
    Path path = write("a.json", "{");
    LocalFile file = new LocalFile(path);
    assertThat(file.mayHaveNews(null)).isTrue();
    assertThatThrownBy(() -> file.fetch(null, documents)).isInstanceOf(CatalogException.class);
    assertThatThrownBy(() -> file.mayHaveNews(null)).isInstanceOf(CatalogException.class);
    assertThat(documents.places).hasSize(1);

    write("a.json", ONE);
    assertThat(file.mayHaveNews(null)).isTrue();
    assertThat(file.fetch(null, documents).whole()).isTrue();
  }

  @Test
  void theStateIsThatOfWhatWasHandedOver() throws Exception {
    LocalFile file = new LocalFile(write("a.json", ONE));
    assertThat(file.mayHaveNews(null)).isTrue();
    write("a.json", TWO);
    String state = file.fetch(null, documents).state();
    assertThat(documents.labels()).containsExactly("com.example/a 2");
    assertThat(new LocalFile(write("a.json", TWO)).mayHaveNews(state)).isFalse();
    assertThat(new LocalFile(write("a.json", ONE)).mayHaveNews(state)).isTrue();
  }

  @Test
  void whatCannotBeReadIsSaid() {
    Path missing = directory.resolve("missing.json");
    assertThatThrownBy(() -> new LocalFile(missing).mayHaveNews(null))
        .isInstanceOf(CatalogException.class)
        .hasMessage("the file " + missing + " does not exist");
    assertThatThrownBy(() -> new LocalFile(directory).mayHaveNews(null))
        .isInstanceOf(CatalogException.class)
        .hasMessage(directory + " is a directory; the path of a catalog file is needed");
  }

  private static void age(Path path) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
