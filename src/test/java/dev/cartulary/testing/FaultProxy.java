package dev.cartulary.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on loopback that stands for the network between a server and its database, and that
 * breaks in a given way for as long as a test wants. It reads no protocol: the connections through
 * it must not be encrypted for {@link #breakAt}.
 */
public final class FaultProxy implements AutoCloseable {

  /** What may be wrong with the network. */
  public enum Fault {
    /** Everything passes. */
    NONE,
    /** Everything passes, each piece {@link #DELAY} late. */
    DELAY,
    /** Half of the next piece reaches the database, and nothing after it. */
    STALL_REQUEST,
    /** Half of the next piece reaches the server, and nothing after it. */
    STALL_ANSWER,
    /** Connections are closed in the orderly way (FIN), new ones at once. */
    CUT,
    /** Connections are reset (RST), new ones at once. */
    RESET,
    /** Connections are closed and nobody listens: new ones are refused. */
    REFUSE
  }

  /** The two moments of a message at which the connection can break. */
  public enum Moment {
    /** The message does not reach the database. */
    BEFORE_DELIVERY,
    /** The database has the message and has answered; the answer does not arrive. */
    BEFORE_THE_ANSWER
  }

  /** How late each piece is under {@link Fault#DELAY}. */
  public static final Duration DELAY = Duration.ofMillis(30);

  private record Trigger(Pattern message, String after, Moment moment) {}

  private final DatabaseServer database;
  private final int port;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final Object change = new Object();
  private final Socket place = new Socket();
  private ServerSocket listener;
  private volatile Fault fault = Fault.NONE;
  private volatile @Nullable Trigger trigger;

  /** Starts a proxy in front of the database server; everything passes. */
  public FaultProxy(DatabaseServer database) {
    this.database = database;
    this.port = keepPort();
    this.listener = listen();
  }

  /** Where the server under test connects to, on {@code 127.0.0.1}. */
  public int port() {
    return port;
  }

  /** Begins a fault; it lasts until {@link #end}. */
  public synchronized void begin(Fault next) {
    change(next);
    switch (next) {
      case CUT -> links.forEach(link -> link.close(false));
      case RESET -> links.forEach(link -> link.close(true));
      case REFUSE -> {
        close(listener);
        links.forEach(link -> link.close(false));
      }
      case NONE, DELAY, STALL_REQUEST, STALL_ANSWER -> {
        // The links see it when the next piece arrives.
      }
    }
  }

  /** Ends the fault. What was held back now passes. */
  public synchronized void end() {
    trigger = null;
    if (listener.isClosed()) {
      listener = listen();
    }
    change(Fault.NONE);
  }

  /**
   * Resets a connection, once, at a message to the database that contains the pattern, where the
   * text has gone over that connection before: the program also does work that no request asked
   * for. The message's bytes are taken as ISO-8859-1.
   */
  public void breakAt(Pattern message, String after, Moment moment) {
    trigger = new Trigger(message, after, moment);
  }

  private void change(Fault next) {
    synchronized (change) {
      fault = next;
      change.notifyAll();
    }
  }

  /**
   * Takes a free port for as long as the proxy lives. While nobody listens there, the system would
   * else give it away: even to a client that tries to connect to it, which then talks to itself.
   */
  private int keepPort() {
    try {
      place.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      place.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return place.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServerSocket listen() {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      start("proxy-accept", () -> acceptAll(socket));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void acceptAll(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        connect(socket.accept());
      } catch (IOException closedOrDatabaseAway) {
        // The caller's connection is closed where the database cannot be reached.
      }
    }
  }

  private void connect(Socket caller) throws IOException {
    if (fault == Fault.CUT || fault == Fault.RESET || fault == Fault.REFUSE) {
      close(caller, fault == Fault.RESET);
      return;
    }
    try {
      Link link = new Link(caller, new Socket(database.host(), database.port()));
      links.add(link);
      link.start();
    } catch (IOException e) {
      close(caller, false);
      throw e;
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket, boolean reset) {
    try {
      if (reset) {
        socket.setSoLinger(true, 0); // makes close send RST instead of FIN
      }
    } catch (SocketException closedAlready) {
      return;
    }
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed either way.
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    close(listener);
    close(place, false);
    links.forEach(link -> link.close(false));
    change(Fault.NONE);
  }

  /** One connection through the proxy. */
  private final class Link {

    private final Socket caller;
    private final Socket server;
    private volatile boolean withoutAnswer;
    private @Nullable Trigger seen;

    Link(Socket caller, Socket server) throws IOException {
      this.caller = caller;
      this.server = server;
      caller.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
    }

    void start() {
      FaultProxy.start("proxy-to-database", () -> pump(caller, server, true));
      FaultProxy.start("proxy-to-server", () -> pump(server, caller, false));
    }

    void close(boolean reset) {
      links.remove(this);
      FaultProxy.close(caller, reset);
      FaultProxy.close(server, reset);
    }

    private void pump(Socket from, Socket to, boolean request) {
      byte[] piece = new byte[1 << 16];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
          if (breaks(piece, length, request)) {
            close(true);
            return;
          }
          forward(piece, length, out, request ? Fault.STALL_REQUEST : Fault.STALL_ANSWER);
        }
      } catch (IOException closed) {
        // Either side has closed, or a fault did.
      }
      close(false);
    }

    private boolean breaks(byte[] piece, int length, boolean request) {
      Trigger armed = trigger;
      if (!request || armed == null) {
        return !request && withoutAnswer;
      }
      String text = new String(piece, 0, length, StandardCharsets.ISO_8859_1);
      if (text.contains(armed.after())) {
        seen = armed;
      }
      if (!armed.equals(seen) || !armed.message().matcher(text).find()) {
        return false;
      }
      trigger = null;
      withoutAnswer = true;
      return armed.moment() == Moment.BEFORE_DELIVERY;
    }

    private void forward(byte[] piece, int length, OutputStream out, Fault stall)
        throws IOException {
      if (fault == Fault.DELAY) {
        LockSupport.parkNanos(DELAY.toNanos());
      }
      int first = fault == stall ? length / 2 : length;
      out.write(piece, 0, first);
      out.flush();
      if (first < length) {
        awaitEndOf(stall);
        out.write(piece, first, length - first);
        out.flush();
      }
    }

    private void awaitEndOf(Fault stall) {
      synchronized (change) {
        while (fault == stall && !caller.isClosed()) {
          try {
            change.wait(100); // also looks whether the link was closed
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
          }
        }
      }
    }
  }
}
