package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalSyncTest {

  private static final int THREADS = 8;
  private static final int COMMITS = 50;

  @TempDir Path directory;

  @Test
  void everyCommitIsAnsweredHoweverManyWaitAtOnce() throws Exception {
    WalSync sync = new WalSync(Files.writeString(directory.resolve("t.db-wal"), "frames"));
    for (Future<Boolean> end : atOnce(sync)) {
      assertThat(end.get()).isTrue();
    }
  }

  @Test
  void aLogThatIsGoneNeedsNoSync() {
    assertThatCode(() -> new WalSync(directory.resolve("t.db-wal")).await())
        .doesNotThrowAnyException();
  }

  @Test
  void whoeverWaitsLearnsThatTheDiskRefused() throws Exception {
    WalSync sync = new WalSync(directory); // which cannot be opened for writing
    assertThatThrownBy(sync::await).isInstanceOf(IOException.class).hasMessageContaining("disk");
    for (Future<Boolean> end : atOnce(sync)) {
      assertThatThrownBy(end::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void allConnectionsToADatabaseShareOne() {
    assertThat(WalSync.of(directory.resolve("a.db")))
        .isSameAs(WalSync.of(directory.resolve("a.db")));
    assertThat(WalSync.of(directory.resolve("a.db")))
        .isNotSameAs(WalSync.of(directory.resolve("b.db")));
  }

  private static List<Future<Boolean>> atOnce(WalSync sync) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Callable<Boolean> commits =
          () -> {
            for (int i = 0; i < COMMITS; i++) {
              sync.await();
            }
            return true;
          };
      return new ArrayList<>(threads.invokeAll(Collections.nCopies(THREADS, commits)));
    } finally {
      threads.shutdown();
    }
  }
}
