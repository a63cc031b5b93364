package dev.cartulary.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;

class Argon2idTest {

  private static final int MOST_KIBIBYTES = 600;

  @Test
  void itComputesWhatBouncyCastleComputes() {
    Random random = new Random(9106);
    long[] memory = random.longs((long) MOST_KIBIBYTES * Argon2id.BLOCK).toArray();
    for (int run = 0; run < 200; run++) {
      int lanes = 1 + random.nextInt(4);
      int least = 8 * lanes;
      Argon2id.Cost cost =
          new Argon2id.Cost(
              least + random.nextInt(MOST_KIBIBYTES - least + 1), 1 + random.nextInt(3), lanes);
      byte[] password = bytes(random, random.nextInt(300));
      byte[] salt = bytes(random, 8 + random.nextInt(60));
      int length = 4 + random.nextInt(200);

      assertThat(Argon2id.hash(password, salt, cost, length, memory))
          .as("run %d: %s, %d bytes", run, cost, length)
          .isEqualTo(bouncyCastle(password, salt, cost, length));
    }
  }

  @Test
  void nothingOfThePasswordStaysInTheMemory() {
    Argon2id.Cost cost = new Argon2id.Cost(64, 2, 1);
    long[] memory = new long[cost.words()];

    Argon2id.hash(new byte[] {1}, new byte[16], cost, 32, memory);

    assertThat(memory).containsOnly(0);
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] bouncyCastle(byte[] password, byte[] salt, Argon2id.Cost cost, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.kibibytes())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password, hash);
    return hash;
  }
}
