package dev.cartulary.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A small DNS server that knows TXT records. By UDP it answers in up to 512 bytes and says so where
 * there is more; by TCP it gives all.
 */
public final class TestDns implements AutoCloseable {

  private static final int HEADER = 12;
  private static final int LARGEST_DATAGRAM = 512;

  private final DatagramSocket datagrams;
  private final ServerSocket streams;
  private final Map<String, List<String>> records = new ConcurrentHashMap<>();

  /** Listens on a free port, by UDP and TCP. */
  public TestDns() {
    try {
      streams = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
      datagrams = new DatagramSocket(streams.getLocalSocketAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::serveDatagrams);
    daemon(this::serveStreams);
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "test-dns");
    thread.setDaemon(true);
    thread.start();
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) streams.getLocalSocketAddress();
  }

  /** As the setting AUTH_DNS_SERVER has it. */
  public String setting() {
    return "127.0.0.1:" + streams.getLocalPort();
  }

  /** Gives a domain these TXT records. */
  public void put(String domain, String... texts) {
    records.put(domain, List.of(texts));
  }

  private void serveDatagrams() {
    byte[] buffer = new byte[4096];
    while (!datagrams.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        datagrams.receive(packet);
        byte[] answer = answer(ByteBuffer.wrap(buffer, 0, packet.getLength()).slice());
        if (answer.length > LARGEST_DATAGRAM) {
          answer[2] |= 2; // truncated
          ByteBuffer.wrap(answer).putShort(6, (short) 0);
          answer = Arrays.copyOf(answer, LARGEST_DATAGRAM);
        }
        datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serveStreams() {
    while (!streams.isClosed()) {
      try (Socket socket = streams.accept()) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] question = new byte[in.readUnsignedShort()];
        in.readFully(question);
        byte[] answer = answer(ByteBuffer.wrap(question));
        socket
            .getOutputStream()
            .write(
                ByteBuffer.allocate(2 + answer.length)
                    .putShort((short) answer.length)
                    .put(answer)
                    .array());
      } catch (IOException closed) {
        return;
      }
    }
  }

  private byte[] answer(ByteBuffer query) {
    StringBuilder name = new StringBuilder();
    query.position(HEADER);
    for (int length = query.get(); length != 0; length = query.get()) {
      byte[] label = new byte[length];
      query.get(label);
      name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
    }
    int end = query.position() + 4;
    List<String> texts = records.get(name.toString().toLowerCase(Locale.ROOT));
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    for (String text : texts == null ? List.<String>of() : texts) {
      byte[] data = characterStrings(text);
      answers.writeBytes(new byte[] {(byte) 0xc0, HEADER, 0, 16, 0, 1, 0, 0, 0, 60});
      answers.writeBytes(ByteBuffer.allocate(2).putShort((short) data.length).array());
      answers.writeBytes(data);
    }
    return ByteBuffer.allocate(end + answers.size())
        .put(query.slice(0, end))
        .put(answers.toByteArray())
        .putShort(2, (short) (texts == null ? 0x8183 : 0x8180))
        .putShort(6, (short) (texts == null ? 0 : texts.size()))
        .putShort(10, (short) 0)
        .array();
  }

  private static byte[] characterStrings(String text) {
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < bytes.length; from += 255) {
      int length = Math.min(255, bytes.length - from);
      parts.write(length);
      parts.write(bytes, from, length);
    }
    return parts.toByteArray();
  }

  @Override
  public void close() {
    datagrams.close();
    try {
      streams.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
