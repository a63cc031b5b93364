package dev.cartulary.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

  @Test
  void theReferencePageHasTheRowOfEverySetting() throws IOException {
    String page = Files.readString(Path.of("docs", "configuration.md"));

    for (Setting setting : Setting.values()) {
      assertThat(page).contains(row(setting));
    }
  }

  private static String row(Setting setting) {
    return "| `"
        + setting.variable()
        + "` | "
        + code(Optional.of(setting.flag()).filter(flag -> !flag.isEmpty()))
        + " | "
        + code(setting.yamlKey())
        + " | "
        + code(setting.urlParameter())
        + " | "
        + defaults(setting)
        + " | "
        + setting.description()
        + "; "
        + setting.kind().range().replaceFirst(" \\(such as.*", "")
        + " |";
  }

  private static String defaults(Setting setting) {
    String plain = code(setting.defaultValue());
    String block = code(setting.blockDefault());
    return plain.equals(block) ? plain : plain + ", in a block " + block;
  }

  private static String code(Optional<String> text) {
    return text.map(t -> "`" + t + "`").orElse("–");
  }
}
