package dev.cartulary.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.http.Precondition;
import dev.cartulary.metadata.MetadataChange;
import dev.cartulary.metadata.MetadataItem;
import dev.cartulary.metadata.MetadataKey;
import dev.cartulary.metadata.MetadataOwner;
import dev.cartulary.metadata.MetadataView;
import dev.cartulary.metadata.WriteResult;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code cartulary metadata}. */
@Command(
    name = "metadata",
    description = "Read and change metadata: text values of the system, a user or a team.")
class MetadataCommand implements CommandGroup {

  @Override
  public List<Class<?>> commands() {
    return List.of(
        MetadataCommand.Get.class,
        MetadataCommand.Put.class,
        MetadataCommand.Delete.class,
        MetadataCommand.Listing.class,
        MetadataImportCommand.class,
        MetadataExportCommand.class);
  }

  /** The forms of a list. */
  enum Output {
    TEXT,
    JSON
  }

  /** {@code cartulary metadata get}. */
  @Command(name = "get", description = "Print a value, and a line end after it.")
  static class Get extends MetadataTask {

    @Parameters(index = "1", paramLabel = "KEY", description = "The item's key.")
    String key;

    @Option(names = "--reveal", description = "Print the value also where it is encrypted.")
    boolean reveal;

    @Override
    int run(MetadataOwner of) {
      Optional<MetadataItem> item = service.find(of, MetadataArguments.key(spec, key));
      if (item.isEmpty()) {
        err().println(MetadataArguments.missing(of, key));
        return ExitCode.FAILED;
      }
      if (item.get().state().encrypted() && !reveal) {
        err().println("cartulary: the value is encrypted; add --reveal to print it");
        return ExitCode.FAILED;
      }
      String value = service.revealed(item.get()).value().orElseThrow();
      MetadataArguments.print(spec, writer -> writer.append(value).append('\n'));
      return ExitCode.DONE;
    }
  }

  /** {@code cartulary metadata set}. */
  @Command(
      name = "set",
      description = {
        "Create an item or replace its value.",
        "Everyone who can list processes sees a VALUE on the command line: give secrets through"
            + " --file or standard input."
      })
  static class Put extends MetadataTask {

    @Parameters(index = "1", paramLabel = "KEY", description = "The item's key.")
    String key;

    @Parameters(
        index = "2",
        arity = "0..1",
        paramLabel = "VALUE",
        description = "The value; - reads it from standard input.")
    @Nullable String value;

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "Take the value from this file, every byte of it; - is standard input.")
    @Nullable String file;

    @Option(
        names = "--encrypted",
        negatable = true,
        description = {
          "Store the value encrypted, or with --no-encrypted in clear.",
          "Without either it stays what it was, and a new one is as METADATA_ENCRYPTED_KEYS says."
        })
    @Nullable Boolean encrypted;

    @Override
    int run(MetadataOwner of) {
      MetadataKey named = MetadataArguments.key(spec, key);
      MetadataChange change = MetadataChange.set("", named, text(), encrypted, Precondition.NONE);
      WriteResult result = writer.write(of, List.of(change));
      out()
          .printf(
              "%s %s, version %d%n",
              result.created().isEmpty() ? "replaced" : "created",
              named,
              result.state(named).version());
      return ExitCode.DONE;
    }

    private String text() {
      if ((value == null) == (file == null)) {
        throw new ParameterException(
            spec.commandLine(), "give the value once: as VALUE, with --file FILE, or as -");
      }
      if (file != null) {
        return MetadataArguments.read(spec, file);
      }
      return "-".equals(value) ? MetadataArguments.read(spec, "-") : String.valueOf(value);
    }
  }

  /** {@code cartulary metadata delete}. */
  @Command(
      name = "delete",
      description = {
        "Delete items, in one transaction.",
        "Exit code 1 where one of them does not exist; the others are still deleted."
      })
  static class Delete extends MetadataTask {

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "KEY", description = "The keys.")
    List<String> keys = new ArrayList<>();

    @Override
    int run(MetadataOwner of) {
      WriteResult result =
          writer.write(
              of,
              keys.stream()
                  .distinct()
                  .map(key -> MetadataArguments.key(spec, key))
                  .map(key -> MetadataChange.delete("key", key, Precondition.NONE))
                  .toList());
      result.deleted().forEach(key -> out().println("deleted " + key));
      result.missing().forEach(key -> err().println(MetadataArguments.missing(of, key.text())));
      return result.missing().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  /** {@code cartulary metadata list}. */
  @Command(
      name = "list",
      description = {
        "List an owner's items by key.",
        "As text: version, time of the last change and key, without the values."
      })
  static class Listing extends MetadataTask {

    @Inject ObjectMapper json;

    @Option(
        names = "--prefix",
        paramLabel = "PREFIX",
        defaultValue = "",
        description = "Only keys that start so; no character is a wildcard.")
    String prefix = "";

    @Option(
        names = "--output",
        paramLabel = "FORM",
        defaultValue = "text",
        description = "text or json; json has the values but the encrypted ones.")
    Output output = Output.TEXT;

    @Override
    int run(MetadataOwner of) {
      try (Stream<MetadataItem> items = service.all(of, prefix)) {
        MetadataArguments.print(
            spec,
            writer -> {
              if (output == Output.JSON) {
                json(items, writer);
              } else {
                Iterator<MetadataItem> rest = items.iterator();
                if (!rest.hasNext()) {
                  err().println("There are no items.");
                }
                rest.forEachRemaining(item -> text(item, writer));
              }
            });
      }
      return ExitCode.DONE;
    }

    private static void text(MetadataItem item, PrintWriter writer) {
      writer
          .append(Long.toString(item.state().version()))
          .append('\t')
          .append(InstantMicros.format(item.state().updatedAt()))
          .append('\t')
          .append(item.key().text())
          .append('\n');
    }

    private void json(Stream<MetadataItem> items, PrintWriter writer) throws IOException {
      try (JsonGenerator generator = json.getFactory().createGenerator(writer)) {
        generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.setPrettyPrinter(new DefaultPrettyPrinter());
        generator.writeStartObject();
        generator.writeArrayFieldStart("items");
        for (MetadataItem item : (Iterable<MetadataItem>) items::iterator) {
          generator.writePOJO(MetadataView.of(item));
        }
        generator.writeEndArray();
        generator.writeEndObject();
      }
      writer.append('\n');
    }
  }
}
