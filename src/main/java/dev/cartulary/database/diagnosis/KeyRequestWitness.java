package dev.cartulary.database.diagnosis;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Has no key, but notes that the server asked for one, and from which authorities. */
final class KeyRequestWitness extends X509ExtendedKeyManager {

  private boolean asked;
  private List<Principal> issuers = List.of();

  boolean asked() {
    return asked;
  }

  /** Empty where the server would take a certificate of any authority that it trusts. */
  List<Principal> issuers() {
    return issuers;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] accepted, Socket socket) {
    asked = true;
    issuers = accepted == null ? List.of() : List.of(accepted);
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] accepted) {
    return null;
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] accepted) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] accepted, Socket socket) {
    return null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return null;
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return null;
  }
}
