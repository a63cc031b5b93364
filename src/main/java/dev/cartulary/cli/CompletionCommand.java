package dev.cartulary.cli;

import dev.cartulary.config.Settings;
import java.io.PrintStream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code cartulary completion}. */
@Command(
    name = "completion",
    description = {
      "Print what makes a shell complete commands and options.",
      "For bash: source <(cartulary completion bash). For zsh the same, after compinit."
    })
class CompletionCommand implements WithoutContainer {

  /** The shells; one script serves both, since zsh reads bash's completions. */
  enum Shell {
    BASH,
    ZSH
  }

  @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh.")
  Shell shell;

  @Override
  public int run(Settings settings, PrintStream out, PrintStream err) {
    CommandLine all = CartularyCommand.whole(CommandLine.defaultFactory());
    out.print(AutoComplete.bash("cartulary", all));
    return ExitCode.DONE;
  }
}
