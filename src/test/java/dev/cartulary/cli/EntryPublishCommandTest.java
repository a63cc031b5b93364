package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

class EntryPublishCommandTest {

  private static String type(String json) throws Exception {
    return EntryPublishCommand.type("a.json", new ObjectMapper().readTree(json));
  }

  @Test
  void aDocumentSaysWhatItIs() throws Exception {
    assertThat(type("{\"$schema\":\"https://a.example/plugin.schema.json\"}")).isEqualTo("plugin");
    assertThat(type("{\"$schema\":\"https://a.example/1/server.schema.json\"}"))
        .isEqualTo("server");
    assertThat(type("{\"name\":\"com.example/a\"}")).isEqualTo("server");
    assertThatThrownBy(() -> type("{\"namespace\":\"com.example\"}"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("a.json does not say whether it is a skill or a plugin: give --type");
  }

  @Test
  void claimsAreGatheredByTheirNames() {
    CommandSpec spec = new CommandLine(CommandSpec.create()).getCommandSpec();
    assertThat(
            EntryPublishCommand.claims(spec, "--claim", List.of("g=a", " g = b ", "/o=x=y"))
                .toString())
        .isEqualTo("{\"g\":[\"a\",\"b\"],\"/o\":[\"x=y\"]}");
    assertThatThrownBy(() -> EntryPublishCommand.claims(spec, "--claim", List.of("g")))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--claim takes CLAIM=VALUE");
  }
}
