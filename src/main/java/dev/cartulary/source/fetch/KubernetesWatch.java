package dev.cartulary.source.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.remote.FetchFailed;
import dev.cartulary.remote.RemoteResponse;
import dev.cartulary.source.format.CatalogException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches lists of a cluster and wakes whoever fetches them. It only says that something has
 * changed: what, the next list says, so that an event that is lost costs no more than time. One
 * thread for each list.
 */
final class KubernetesWatch implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(KubernetesWatch.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SERVER_SECONDS = 300;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;
  private static final int GONE = 410;

  private final KubernetesCluster cluster;
  private final Map<String, Watcher> watchers = new ConcurrentHashMap<>();
  private volatile @Nullable Runnable wake;
  private volatile boolean closed;

  KubernetesWatch(KubernetesCluster cluster) {
    this.cluster = cluster;
  }

  void onNews(Runnable given) {
    wake = given;
  }

  /**
   * Watches these lists, and no others, each since the version with which it was listed.
   *
   * @param since the version for each list's path
   */
  synchronized void from(Map<String, String> since) {
    if (wake == null || closed) {
      return;
    }
    watchers
        .entrySet()
        .removeIf(one -> {
          boolean other = !since.containsKey(one.getKey()) || !one.getValue().isAlive();
          if (other) {
            one.getValue().interrupt();
          }
          return other;
        });
    since.forEach((path, version) -> {
      if (!watchers.containsKey(path)) {
        Watcher watcher = new Watcher(path, version);
        watchers.put(path, watcher);
        watcher.start();
      }
    });
  }

  @Override
  public synchronized void close() {
    closed = true;
    watchers.values().forEach(Thread::interrupt);
    watchers.clear();
  }

  private void wake() {
    Runnable waiting = wake;
    if (waiting != null && !closed) {
      waiting.run();
    }
  }

  /** Watches one list until it is interrupted, or the list has to be read anew. */
  private final class Watcher extends Thread {

    private final String path;
    private String version;

    Watcher(String path, String version) {
      super("kubernetes-watch");
      this.path = path;
      this.version = version;
      setDaemon(true);
    }

    @Override
    public void run() {
      long pause = 1000;
      try {
        while (!closed && !isInterrupted()) {
          if (watch()) {
            pause = 1000;
          } else {
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
          }
        }
      } catch (InterruptedException e) {
        LOG.debugf("The watch of %s ends", path);
      } catch (Outdated e) {
        LOG.debugf("The watch of %s begins anew", path);
        wake();
      }
    }

    /** Reads one answer to its end; false where there was none. */
    private boolean watch() throws Outdated {
      String query =
          "?watch=1&allowWatchBookmarks=true&timeoutSeconds="
              + SERVER_SECONDS
              + "&resourceVersion="
              + KubernetesCluster.encoded(version);
      try (RemoteResponse response = cluster.watch(path + query)) {
        if (response.status() == GONE) {
          throw new Outdated();
        }
        if (response.status() != 200) {
          return false;
        }
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(response.body(Long.MAX_VALUE), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          event(JSON.readTree(line));
        }
        return true;
      } catch (FetchFailed | CatalogException | IOException e) {
        LOG.debugf(e, "The watch of %s broke off; it goes on soon", path);
        return false;
      }
    }

    private void event(JsonNode event) throws Outdated {
      String type = event.path("type").asText();
      if (type.equals("ERROR")) {
        throw new Outdated();
      }
      version = event.at("/object/metadata/resourceVersion").asText(version);
      if (!type.equals("BOOKMARK") && !type.isEmpty()) {
        wake();
      }
    }
  }

  /** The server no longer knows what has changed since. */
  private static final class Outdated extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
