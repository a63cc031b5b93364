package dev.cartulary.http.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who the client is, from what proxies wrote. */
class ClientConnectionTest {

  private static final String PEER = "10.0.0.1";

  private static final List<AddressRange> TRUSTED =
      Stream.of("10.0.0.0/8", "fd00::/8")
          .map(text -> AddressRange.parse(text).orElseThrow())
          .toList();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9|203.0.113.9",
        "203.0.113.9:4711|203.0.113.9",
        "[2001:db8::1]:4711|2001:db8::1",
        "2001:DB8:0::1|2001:db8::1",
        "::ffff:203.0.113.9|203.0.113.9",
        // What the client sent stands first; what the proxies saw stands last.
        "1.1.1.1, 203.0.113.9|203.0.113.9",
        "1.1.1.1, 203.0.113.9, 10.2.3.4, fd00::7|203.0.113.9",
        "10.9.9.9, 10.8.8.8|10.9.9.9",
        // Where a proxy says nothing of use, what stands before it is not believed.
        "203.0.113.9, unknown|10.0.0.1",
        "203.0.113.9, localhost, 10.2.3.4|10.2.3.4",
        "203.0.113.9, [10.2.3.4|10.0.0.1",
        "203.0.113.9,|203.0.113.9",
      })
  void xForwardedForIsReadFromItsEnd(String header, String expected) {
    ForwardedChain chain = ForwardedChain.ofXForwarded(List.of(header), List.of());
    assertThat(chain.client(PEER, false, TRUSTED).address()).isEqualTo(expected);
  }

  @Test
  void severalLinesAreOneList() {
    assertThat(
            ForwardedChain.ofXForwarded(List.of("1.1.1.1", "203.0.113.9"), List.of())
                .client(PEER, false, TRUSTED)
                .address())
        .isEqualTo("203.0.113.9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "for=203.0.113.9;proto=https;by=10.0.0.1|203.0.113.9|true",
        "For=\"[2001:db8::1]:4711\";Proto=HTTPS|2001:db8::1|true",
        "for=1.1.1.1;proto=https, for=203.0.113.9;proto=http|203.0.113.9|false",
        "for=203.0.113.9;proto=https, for=10.1.1.1;proto=http|203.0.113.9|true",
        "for=\"_a,b\", for=10.1.1.1|10.1.1.1|false",
        "for=203.0.113.9, for=unknown|10.0.0.1|false",
        "proto=https|10.0.0.1|true",
        // An open quote of the client's does not swallow what the proxy appended.
        "for=\"1.1.1.1, for=203.0.113.9|203.0.113.9|false",
        "for = 1.1.1.1, for=203.0.113.9|203.0.113.9|false",
      })
  void forwardedIsReadFromItsEnd(String header, String address, boolean secure) {
    assertThat(ForwardedChain.ofForwarded(List.of(header)).client(PEER, false, TRUSTED))
        .isEqualTo(new ClientConnection(address, secure));
  }

  @Test
  void theSchemeIsTheOneThatTheClientSpeaks() {
    assertThat(secure(List.of("203.0.113.9, 10.2.3.4"), "https, http")).isTrue();
    assertThat(secure(List.of("203.0.113.9, 10.2.3.4"), "https")).isTrue();
    assertThat(secure(List.of("203.0.113.9"), "https")).isTrue();
    assertThat(
            ForwardedChain.ofXForwarded(List.of(), List.of("https")).client(PEER, false, TRUSTED))
        .isEqualTo(new ClientConnection(PEER, true));
    assertThat(ForwardedChain.ofXForwarded(List.of(), List.of()).client(PEER, true, TRUSTED))
        .isEqualTo(new ClientConnection(PEER, true));
  }

  @Test
  void aSchemeInFrontOfTheProxysWordDoesNotCount() {
    assertThat(secure(List.of("203.0.113.9"), "https", "http")).isFalse();
    assertThat(secure(List.of("203.0.113.9"), "https,http")).isFalse();
    assertThat(secure(List.of(), "https,http")).isFalse();
    assertThat(secure(List.of("1.1.1.1, 203.0.113.9"), "https,http")).isFalse();
  }

  private static boolean secure(List<String> addresses, String... schemes) {
    return ForwardedChain.ofXForwarded(addresses, List.of(schemes))
        .client(PEER, false, TRUSTED)
        .secure();
  }

  /** With a step back for each letter, these would take hours. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "\"", "a=\"", "a=\\\"", "for=\"\\", ",", ";=", "for=["})
  @Timeout(60)
  void aLongHeaderIsReadInOnePass(String part) {
    String line = part.repeat(1_000_000) + ", for=203.0.113.9";
    ForwardedChain chain = ForwardedChain.ofForwarded(List.of(line));
    assertThat(chain.client(PEER, false, TRUSTED).address()).isIn("203.0.113.9", PEER);
  }

  @Test
  void anIpv6HostIsOneClientWithAllOfItsAddresses() {
    String one = new ClientConnection("2001:db8:1:2::1", false).network();
    assertThat(new ClientConnection("2001:db8:1:2:ffff::9", false).network()).isEqualTo(one);
    assertThat(new ClientConnection("2001:db8:1:3::1", false).network()).isNotEqualTo(one);
    assertThat(new ClientConnection("203.0.113.9", false).network()).isEqualTo("203.0.113.9");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,10.255.255.255,true",
    "10.0.0.0/8,11.0.0.0,false",
    "10.1.2.3/15,10.0.0.1,true",
    "10.1.2.3/16,10.0.0.1,false",
    "192.0.2.7,192.0.2.7,true",
    "192.0.2.7,192.0.2.8,false",
    "2001:db8::/33,2001:db8:7fff::1,true",
    "2001:db8::/33,2001:db8:8000::1,false",
    "10.0.0.0/8,::ffff:10.1.1.1,true",
    "::/8,10.1.1.1,false",
  })
  void aRangeHoldsItsAddresses(String range, String address, boolean holds) {
    byte[] bytes = Objects.requireNonNull(AddressRange.bytes(address));
    assertThat(AddressRange.parse(range).orElseThrow().contains(bytes)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/33", "10.0.0/8", "10.0.0.0/-1", "10.0.0.0/", "db", "::/129", "''"})
  void whatIsNoRangeIsRefused(String text) {
    assertThat(AddressRange.parse(text)).isEmpty();
  }
}
