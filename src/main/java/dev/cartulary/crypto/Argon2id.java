package dev.cartulary.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.util.Pack;

/**
 * Argon2id, version 1.3 (RFC 9106), over one array that is used again.
 *
 * <p>Bouncy Castle's takes a new object for each KiB and hash. With garbage collectors as the
 * executable's these are copied to the old generation while the hash is computed, and twenty hashes
 * leave hundreds of MiB behind. Its BLAKE2b is used here, and the tests compare the results.
 */
final class Argon2id {

  /** 64-bit words in a block, which has 1 KiB. */
  static final int BLOCK = 128;

  private static final int VERSION = 0x13;
  private static final int TYPE = 2;
  private static final int INPUT = BLOCK;
  private static final int COUNTER = INPUT + 6;
  private static final int ZEROS = 2 * BLOCK;
  private static final int SLICES = 4;
  private static final int PREHASH_BYTES = 64;
  private static final int HALF_DIGEST = 32;
  private static final long LOW = 0xFFFF_FFFFL;

  private final long[] memory;
  private final int passes;
  private final int lanes;
  private final int segment;
  private final int lane;

  /** The block of addresses, that of which they are made, and zeros (RFC 9106, 3.4.1.2). */
  private final long[] addresses = new long[3 * BLOCK];

  private final long[] mixed = new long[BLOCK];

  private Argon2id(long[] memory, Cost cost) {
    this.memory = memory;
    this.passes = cost.passes();
    this.lanes = cost.lanes();
    this.segment = cost.kibibytes() / (SLICES * lanes);
    this.lane = segment * SLICES;
  }

  /**
   * What a hash costs.
   *
   * @param kibibytes of memory, at least 8 per lane
   * @param passes over the memory, at least 1
   * @param lanes at least 1; they are computed one after the other
   */
  record Cost(int kibibytes, int passes, int lanes) {

    /** How many words of work memory are needed. */
    int words() {
      return kibibytes * BLOCK;
    }
  }

  /**
   * The hash.
   *
   * @param memory at least {@link Cost#words}; what is in it does not matter, and it holds only
   *     zeros afterwards
   * @param bytes of the hash, at least 4
   */
  static byte[] hash(byte[] password, byte[] salt, Cost cost, int bytes, long[] memory) {
    Argon2id run = new Argon2id(memory, cost);
    try {
      run.begin(password, salt, bytes, cost.kibibytes());
      for (int pass = 0; pass < cost.passes(); pass++) {
        for (int slice = 0; slice < SLICES; slice++) {
          for (int lane = 0; lane < cost.lanes(); lane++) {
            run.fill(pass, slice, lane);
          }
        }
      }
      return run.end(bytes);
    } finally {
      Arrays.fill(memory, 0, cost.words(), 0);
    }
  }

  /** The first two blocks of each lane (RFC 9106, 3.2, steps 1 to 4). */
  private void begin(byte[] password, byte[] salt, int bytes, int kibibytes) {
    Blake2bDigest digest = new Blake2bDigest(PREHASH_BYTES * Byte.SIZE);
    for (int number : new int[] {lanes, bytes, kibibytes, passes, VERSION, TYPE}) {
      digest.update(Pack.intToLittleEndian(number), 0, Integer.BYTES);
    }
    for (byte[] part : new byte[][] {password, salt, {}, {}}) {
      digest.update(Pack.intToLittleEndian(part.length), 0, Integer.BYTES);
      digest.update(part, 0, part.length);
    }
    byte[] seed = new byte[PREHASH_BYTES + 2 * Integer.BYTES];
    digest.doFinal(seed, 0);
    for (int i = 0; i < lanes; i++) {
      Pack.intToLittleEndian(i, seed, PREHASH_BYTES + Integer.BYTES);
      for (int column = 0; column < 2; column++) {
        Pack.intToLittleEndian(column, seed, PREHASH_BYTES);
        byte[] block = stretch(seed, BLOCK * Long.BYTES);
        Pack.littleEndianToLong(block, 0, memory, (i * lane + column) * BLOCK, BLOCK);
      }
    }
  }

  /** The last column of all lanes, hashed (steps 7 and 8). */
  private byte[] end(int bytes) {
    long[] last = new long[BLOCK];
    for (int i = 1; i <= lanes; i++) {
      xor(memory, (i * lane - 1) * BLOCK, last, 0);
    }
    return stretch(Pack.longToLittleEndian(last), bytes);
  }

  /** The hash of any length, H' (RFC 9106, 3.3). */
  private static byte[] stretch(byte[] input, int bytes) {
    byte[] out = new byte[bytes];
    byte[] next = new byte[Math.min(bytes, PREHASH_BYTES)];
    digest(Pack.intToLittleEndian(bytes), input, next);
    int at = 0;
    while (bytes - at > PREHASH_BYTES) {
      System.arraycopy(next, 0, out, at, HALF_DIGEST);
      at += HALF_DIGEST;
      byte[] former = next;
      next = new byte[Math.min(bytes - at, PREHASH_BYTES)];
      digest(former, new byte[0], next);
    }
    System.arraycopy(next, 0, out, at, next.length);
    return out;
  }

  private static void digest(byte[] first, byte[] second, byte[] out) {
    Blake2bDigest digest = new Blake2bDigest(out.length * Byte.SIZE);
    digest.update(first, 0, first.length);
    digest.update(second, 0, second.length);
    digest.doFinal(out, 0);
  }

  /** One quarter of a lane in one pass (steps 5 and 6). */
  private void fill(int pass, int slice, int row) {
    boolean first = pass == 0 && slice == 0;
    // Half a pass does not depend on the password, so that caches tell nothing of it.
    boolean independent = pass == 0 && slice < SLICES / 2;
    if (independent) {
      Arrays.fill(addresses, 0);
      long[] input = {pass, row, slice, (long) lanes * lane, passes, TYPE};
      System.arraycopy(input, 0, addresses, INPUT, input.length);
    }
    int begin = first ? 2 : 0;
    for (int i = begin; i < segment; i++) {
      if (independent && (i == begin || i % BLOCK == 0)) {
        addresses[COUNTER]++;
        compress(addresses, INPUT, ZEROS, 0, false);
        compress(addresses, 0, ZEROS, 0, false);
      }
      int column = slice * segment + i;
      int before = (row * lane + (column == 0 ? lane : column) - 1) * BLOCK;
      long random = independent ? addresses[i % BLOCK] : memory[before];
      int other = first ? row : (int) ((random >>> Integer.SIZE) % lanes);
      int mixedIn = (other * lane + referenced(pass, slice, i, other == row, random)) * BLOCK;
      compress(memory, before, mixedIn, (row * lane + column) * BLOCK, pass > 0);
    }
  }

  /** The column of the block that is mixed in (RFC 9106, 3.4.2). */
  private int referenced(int pass, int slice, int index, boolean sameLane, long random) {
    int finished = pass == 0 ? slice * segment : lane - segment;
    int size = sameLane ? finished + index - 1 : finished - (index == 0 ? 1 : 0);
    long low = random & LOW;
    long back = (size * ((low * low) >>> Integer.SIZE)) >>> Integer.SIZE;
    int start = pass == 0 || slice == SLICES - 1 ? 0 : (slice + 1) * segment;
    return (int) ((start + size - 1 - back) % lane);
  }

  /**
   * The compression function G (RFC 9106, 3.5) of the blocks at {@code x} and {@code y}, into or
   * over the one at {@code to}.
   */
  private void compress(long[] blocks, int x, int y, int to, boolean over) {
    long[] v = mixed;
    for (int i = 0; i < BLOCK; i++) {
      long both = blocks[x + i] ^ blocks[y + i];
      v[i] = both;
      blocks[to + i] = over ? blocks[to + i] ^ both : both;
    }
    for (int row = 0; row < 8; row++) {
      permute(v, row * 16, 2);
    }
    for (int column = 0; column < 8; column++) {
      permute(v, column * 2, 16);
    }
    xor(v, 0, blocks, to);
  }

  /** The permutation P (RFC 9106, 3.6) of eight pairs of words, which are {@code step} apart. */
  private static void permute(long[] v, int a, int step) {
    int b = a + step;
    int c = b + step;
    int d = c + step;
    int e = d + step;
    int f = e + step;
    int g = f + step;
    int h = g + step;
    mix(v, a, c, e, g);
    mix(v, a + 1, c + 1, e + 1, g + 1);
    mix(v, b, d, f, h);
    mix(v, b + 1, d + 1, f + 1, h + 1);
    mix(v, a, c + 1, f, h + 1);
    mix(v, a + 1, d, f + 1, g);
    mix(v, b, d + 1, e, g + 1);
    mix(v, b + 1, c, e + 1, h);
  }

  private static void mix(long[] v, int first, int second, int third, int fourth) {
    long a = v[first];
    long b = v[second];
    long c = v[third];
    long d = v[fourth];
    a = product(a, b);
    d = Long.rotateRight(d ^ a, 32);
    c = product(c, d);
    b = Long.rotateRight(b ^ c, 24);
    a = product(a, b);
    d = Long.rotateRight(d ^ a, 16);
    c = product(c, d);
    b = Long.rotateRight(b ^ c, 63);
    v[first] = a;
    v[second] = b;
    v[third] = c;
    v[fourth] = d;
  }

  private static long product(long x, long y) {
    return x + y + 2 * (x & LOW) * (y & LOW);
  }

  private static void xor(long[] from, int at, long[] into, int to) {
    for (int i = 0; i < BLOCK; i++) {
      into[to + i] ^= from[at + i];
    }
  }
}
