package dev.cartulary.cli;

import dev.cartulary.config.Secret;
import dev.cartulary.config.TextFile;
import dev.cartulary.key.KeyRotation;
import dev.cartulary.key.RecoveryCopy;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** A command on the encryption keys. */
abstract class KeyTask extends SchemaTask {

  @Inject KeyRotation rotation;

  /** The passphrase in a file. */
  Secret passphrase(@Nullable String file) {
    if (file == null) {
      throw new ParameterException(
          spec.commandLine(), "--recovery-file needs --passphrase-file FILE");
    }
    String text = TextFile.withoutLineEnd(MetadataArguments.read(spec, file));
    if (text.length() < RecoveryCopy.SHORTEST_PASSPHRASE) {
      throw new ParameterException(
          spec.commandLine(),
          "--passphrase-file "
              + file
              + ": a passphrase has "
              + RecoveryCopy.SHORTEST_PASSPHRASE
              + " characters or more");
    }
    return new Secret(text);
  }
}
