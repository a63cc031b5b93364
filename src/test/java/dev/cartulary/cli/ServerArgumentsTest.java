package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Setting;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The short way of reading a command line agrees with the model of all commands. */
class ServerArgumentsTest {

  @Test
  void flagsAndTheNameOfTheCommandStartTheServer() {
    assertThat(ServerArguments.read(List.of())).hasValue(new ServerArguments(Map.of(), false));
    assertThat(ServerArguments.read(List.of("--port=80", "serve", "--host", "::1")))
        .hasValue(new ServerArguments(Map.of(Setting.PORT, "80", Setting.HOST, "::1"), true));
  }

  @Test
  void itKnowsEveryCommand() {
    CommandLine all =
        CartularyCommand.create(
            CommandLine.defaultFactory(), new EnumMap<>(Setting.class), List.of());
    assertThat(ServerArguments.COMMANDS).isEqualTo(all.getSubcommands().keySet());
  }

  @Test
  void whateverElseIsAskedForIsLeftToTheModel() {
    for (List<String> arguments :
        List.of(
            List.of("--help"),
            List.of("serve", "--help"),
            List.of("migrate", "status"),
            List.of("--port"),
            List.of("--port", "--host"),
            List.of("--port="),
            List.of("--port=1", "--port=2"),
            List.of("--nonsense=1"),
            List.of("serve", "serve"),
            List.of("--"))) {
      assertThat(ServerArguments.read(arguments)).as("%s", arguments).isEmpty();
    }
  }

  @Property
  void itNeverReadsAnythingElseThanTheModelDoes(@ForAll("commandLines") List<String> arguments) {
    Optional<ServerArguments> read = ServerArguments.read(arguments);

    read.ifPresent(server -> {
      Map<Setting, String> flags = new EnumMap<>(Setting.class);
      ParseResult parsed = parse(flags, arguments);
      assertThat(flags).isEqualTo(server.flags());
      assertThat(parsed.hasSubcommand()).isEqualTo(server.named());
    });
  }

  private static ParseResult parse(Map<Setting, String> flags, List<String> arguments) {
    try {
      return CartularyCommand.create(CommandLine.defaultFactory(), flags, arguments)
          .parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException refused) {
      throw new AssertionError("the model refuses " + arguments, refused);
    }
  }

  @Provide
  Arbitrary<List<String>> commandLines() {
    return Arbitraries.of(
            "serve",
            "migrate",
            "--port",
            "--port=1",
            "--host",
            "--host=",
            "--database-url=sqlite:a=b",
            "--yes",
            "-h",
            "--",
            "",
            "@file",
            "\"quoted\"",
            "8080")
        .list()
        .ofMaxSize(5);
  }
}
