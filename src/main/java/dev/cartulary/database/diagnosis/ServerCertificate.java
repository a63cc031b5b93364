package dev.cartulary.database.diagnosis;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * What a server's certificate says.
 *
 * @param chain the server's own certificate, then those that vouch for it, as far as it sent them;
 *     never empty
 */
public record ServerCertificate(List<X509Certificate> chain) {

  /** The kinds of subject alternative names (RFC 5280, 4.2.1.6). */
  private static final int DNS_NAME = 2;

  private static final int IP_ADDRESS = 7;

  X509Certificate own() {
    return chain.get(0);
  }

  public String subject() {
    return own().getSubjectX500Principal().getName();
  }

  public String issuer() {
    return own().getIssuerX500Principal().getName();
  }

  public Instant expires() {
    return own().getNotAfter().toInstant();
  }

  Instant begins() {
    return own().getNotBefore().toInstant();
  }

  boolean selfSigned() {
    return own().getIssuerX500Principal().equals(own().getSubjectX500Principal());
  }

  /** The hosts it is for: its alternative names or, where it has none, its common name. */
  List<String> hosts() {
    Collection<List<?>> alternatives = alternatives();
    List<String> names =
        alternatives.stream()
            .filter(name ->
                Integer.valueOf(DNS_NAME).equals(name.get(0))
                    || Integer.valueOf(IP_ADDRESS).equals(name.get(0)))
            .map(name -> String.valueOf(name.get(1)))
            .toList();
    return names.isEmpty() ? commonNames() : names;
  }

  /** Whether one of its names is this host; a star stands for one whole first label. */
  boolean isFor(String host) {
    String wanted = canonical(host);
    int dot = wanted.indexOf('.');
    String star = dot < 0 ? wanted : "*" + wanted.substring(dot);
    return hosts().stream()
        .map(ServerCertificate::canonical)
        .anyMatch(name -> name.equals(wanted) || name.equals(star));
  }

  /** Lower case; an IPv6 address, which can be written in many ways, in full. */
  private static String canonical(String host) {
    if (host.indexOf(':') < 0) {
      return host.toLowerCase(Locale.ROOT);
    }
    try {
      return InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException noAddress) {
      return host;
    }
  }

  /** Whether one of the authorities vouches for it; its dates do not matter here. */
  boolean isVouchedForBy(Set<X509Certificate> authorities) {
    if (authorities.contains(own())) {
      return true;
    }
    try {
      X509CertSelector target = new X509CertSelector();
      target.setCertificate(own());
      Set<TrustAnchor> anchors =
          authorities.stream().map(it -> new TrustAnchor(it, null)).collect(Collectors.toSet());
      if (anchors.isEmpty()) {
        return false;
      }
      PKIXBuilderParameters wanted = new PKIXBuilderParameters(anchors, target);
      wanted.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
      wanted.setRevocationEnabled(false);
      wanted.setDate(Date.from(withinItsDates(Instant.now())));
      CertPathBuilder.getInstance("PKIX").build(wanted);
      return true;
    } catch (GeneralSecurityException nobody) {
      return false;
    }
  }

  private Instant withinItsDates(Instant now) {
    Instant last = expires().minusSeconds(1);
    return now.isBefore(begins()) ? begins() : now.isAfter(last) ? last : now;
  }

  private Collection<List<?>> alternatives() {
    try {
      Collection<List<?>> names = own().getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException broken) {
      return List.of();
    }
  }

  private List<String> commonNames() {
    try {
      return new LdapName(subject())
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .map(String::valueOf)
              .toList();
    } catch (InvalidNameException broken) {
      return List.of();
    }
  }
}
