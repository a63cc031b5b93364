package dev.cartulary.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cartulary.problem.ProblemException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MetadataImportTest {

  private static final MetadataOwner OWNER = new MetadataOwner("system:global");

  @Test
  void readsJsonInItsOrder() {
    assertThat(read("{\"b\":\"1\",\n\"a/ü\":\"\"}", FileFormat.JSON))
        .containsExactly(Map.entry("b", "1"), Map.entry("a/ü", ""));
    assertThat(read("\uFEFF{}", FileFormat.JSON)).isEmpty();
  }

  @Test
  void namesEveryWrongLineOfAJsonFileAndNoValue() {
    assertThat(
            errors(
                "{\"a\": \"s3cret\",\n\"b\": 12345,\n\"c\": {\"x\": [1]},\n\"a\": \"s3cret\",\n"
                    + "\"\": \"s3cret\",\n\"d\": \"s3\\u0000cret\"}",
                FileFormat.JSON))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("f line 2: ").contains("b is a number"),
            line -> assertThat(line).startsWith("f line 3: ").contains("c is an object"),
            line -> assertThat(line).startsWith("f line 4: ").contains("a is also on line 1"),
            line -> assertThat(line).startsWith("f line 5: ").contains("the key is empty"),
            line ->
                assertThat(line).startsWith("f line 6: ").contains("value of d").contains("U+0000"))
        .noneMatch(line -> line.contains("s3") || line.contains("12345"));
  }

  @Test
  void saysOnWhichLineAFileStopsBeingJson() {
    assertThat(errors("{\"a\": \"1\",\n\n nope}", FileFormat.JSON))
        .singleElement()
        .asString()
        .startsWith("f line 3: ");
    assertThat(errors("", FileFormat.JSON)).singleElement().asString().startsWith("f line 1: ");
    assertThat(errors("[]", FileFormat.JSON)).singleElement().asString().startsWith("f line 1: ");
    assertThat(errors("{}\n{}", FileFormat.JSON))
        .singleElement()
        .asString()
        .startsWith("f line 2: ");
  }

  @Test
  void readsEnvFilesAndNamesTheirWrongLines() {
    assertThat(read("# c\nA=1\nexport B='x # y'\n", FileFormat.ENV))
        .containsExactly(Map.entry("A", "1"), Map.entry("B", "x # y"));
    assertThat(errors("A=1\ns3cret\nA=2\n", FileFormat.ENV))
        .hasSize(2)
        .anyMatch(line -> line.startsWith("f line 2: "))
        .anyMatch(line -> line.startsWith("f line 3: ") && line.contains("also on line 1"))
        .noneMatch(line -> line.contains("s3cret"));
  }

  @Property
  void importGivesBackExactlyWhatExportWrote(@ForAll("items") Map<String, String> items) {
    assertThat(roundTrip(items, FileFormat.JSON)).isEqualTo(items);
  }

  @Property
  void importGivesBackExactlyWhatExportWroteAsEnv(
      @ForAll("environment") Map<String, String> items) {
    assertThat(roundTrip(items, FileFormat.ENV)).isEqualTo(items);
  }

  @Test
  void refusesToWriteKeysThatAnEnvFileCannotHold() {
    ProblemException problem =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                MetadataExport.checkEnvironmentNames(
                    Stream.of(item("A", "s3cret"), item("a/b", "s3cret"), item("1", ""))));
    assertThat(problem.detail()).contains("a/b, 1", "use json").doesNotContain("s3cret");
  }

  @Provide
  Arbitrary<Map<String, String>> items() {
    return Arbitraries.maps(
            Arbitraries.strings()
                .all()
                .ofMaxLength(6)
                .filter(key -> MetadataKey.fault(key).isEmpty()),
            values())
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<Map<String, String>> environment() {
    return Arbitraries.maps(
            Arbitraries.strings().withChars("ABz_0.-").ofLength(4).map(rest -> "K" + rest),
            values())
        .ofMaxSize(5);
  }

  private static Arbitrary<String> values() {
    return Arbitraries.oneOf(
        Arbitraries.strings()
            .all()
            .ofMaxLength(12)
            .filter(value -> MetadataText.faultOfValue(value).isEmpty()),
        Arbitraries.strings().withChars("a \\\"'$#=\n\r\tnrt{}\u0085\u2028").ofMaxLength(12));
  }

  private static Map<String, String> roundTrip(Map<String, String> items, FileFormat format) {
    StringWriter writer = new StringWriter();
    MetadataExport.write(
        new TreeMap<>(items).entrySet().stream().map(it -> item(it.getKey(), it.getValue())),
        format,
        writer);
    return MetadataImport.read("f", writer.toString(), format).stream()
        .collect(Collectors.toMap(change -> change.key().text(), MetadataChange::value));
  }

  private static MetadataItem item(String key, String value) {
    ItemState state = new ItemState("id", 1, Instant.EPOCH, Instant.EPOCH, null);
    return MetadataItem.stored(OWNER, new MetadataKey(key), value, state);
  }

  private static List<Map.Entry<String, String>> read(String text, FileFormat format) {
    return MetadataImport.read("f", text, format).stream()
        .map(change -> Map.entry(change.key().text(), String.valueOf(change.value())))
        .toList();
  }

  private static List<String> errors(String text, FileFormat format) {
    return catchThrowableOfType(
            ProblemException.class, () -> MetadataImport.read("f", text, format))
        .errors()
        .stream()
        .map(error -> error.field() + ": " + error.message())
        .toList();
  }
}
