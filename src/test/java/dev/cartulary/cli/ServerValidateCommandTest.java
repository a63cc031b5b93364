package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerValidateCommandTest {

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private int check(ServerValidateCommand.Form form, String... documents) throws IOException {
    ServerValidateCommand command = new ServerValidateCommand();
    command.output = form;
    int number = 0;
    for (String document : documents) {
      Path file = directory.resolve("server" + number++ + ".json");
      command.files.add(Files.writeString(file, document).toString());
    }
    Settings settings = Settings.load(Map.of(), Map.of(), directory);
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return command.run(settings, stream, stream);
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).replace(directory + "/", "").lines().toList();
  }

  private static String document(String version) {
    return """
    {
      "$schema": "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
      "name": "com.example/weather",
      "description": "Weather",
      "version": "%s"
    }
    """
        .formatted(version);
  }

  @Test
  void whatIsWrongIsShownWithLineAndColumn() throws IOException {
    assertThat(check(ServerValidateCommand.Form.TEXT, document("^1.0"), document("1.0.0")))
        .isEqualTo(ExitCode.FAILED);
    assertThat(lines())
        .containsExactly(
            "server0.json:5:3: error: version: version must be a specific version, not a range:"
                + " \"^1.0\" [version-looks-like-range]",
            "server1.json: valid");
  }

  @Test
  void aWarningDoesNotCount() throws IOException {
    assertThat(
            check(
                ServerValidateCommand.Form.TEXT,
                document("1.0.0").replace("2025-12-11", "2025-10-17")))
        .isEqualTo(ExitCode.DONE);
    assertThat(lines().get(0)).startsWith("server0.json:2:3: warning: schema: schema version");
  }

  @Test
  void whatIsNoJsonIsShownWhereItBreaks() throws IOException {
    assertThat(check(ServerValidateCommand.Form.TEXT, "{\n  \"name\": }\n"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(lines().get(0)).startsWith("server0.json:2:").contains("error: ", "[json]");
  }

  @Test
  void theSchemaCountsToo() throws IOException {
    assertThat(
            check(
                ServerValidateCommand.Form.JSON,
                document("1.0.0")
                    .replace(
                        "\"version\"",
                        "\"icons\": [{\"src\": \"https://a.example/i\", \"theme\": \"odd\"}],\n"
                            + "  \"version\"")))
        .isEqualTo(ExitCode.FAILED);
    assertThat(String.join("", lines()))
        .contains("\"valid\" : false", "icons[0].theme", "\"line\" : 5", "#/definitions/Icon");
  }

  @Test
  void yamlIsAListOfFiles() throws IOException {
    assertThat(check(ServerValidateCommand.Form.YAML, document("latest")))
        .isEqualTo(ExitCode.FAILED);
    assertThat(String.join("\n", lines())).contains("- file:", "reserved-version-string");
  }
}
