package dev.cartulary.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One client that puts ever higher numbers under the keys of an owner of its own, single keys,
 * batches and {@link KeyedPuts} in turn, and keeps account of what it was told.
 */
final class KillWriter {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SLOTS = 12;
  private static final int KEYS_OF_A_BATCH = 5;

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(20);

  /** What one or several keys that are always written together may hold. */
  private static final class Slot {
    private final List<String> keys;

    /** The number that must be there unless a later one is; 0 for none. */
    private long acknowledged;

    private final Set<Long> possible = new HashSet<>();
    private final Set<Long> denied = new HashSet<>();

    Slot(List<String> keys) {
      this.keys = keys;
    }
  }

  private final String owner;
  private final List<Slot> slots = new ArrayList<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private final List<String> lost = new ArrayList<>();
  private final List<String> halfWritten = new ArrayList<>();
  private final List<String> untrue = new ArrayList<>();
  private final KeyedPuts keyed;
  private long number;
  private long refused;
  private long unknown;

  KillWriter(String owner) {
    this.owner = owner;
    this.keyed = new KeyedPuts(path() + "/keyed", untrue);
    for (int slot = 0; slot < SLOTS; slot++) {
      List<String> keys = new ArrayList<>();
      for (int key = 0; key < (slot % 2 == 0 ? 1 : KEYS_OF_A_BATCH); key++) {
        keys.add("slot" + slot + "." + key);
      }
      slots.add(new Slot(keys));
    }
  }

  /** Writes until a write is not acknowledged. */
  void writeUntilFailure(Program program) {
    while (++number % (SLOTS + 1) == SLOTS
        ? keyed.put(program)
        : write(program, slots.get((int) (number % (SLOTS + 1))))) {
      acknowledged.incrementAndGet();
    }
  }

  /** Writes, whatever the answers are, until it is told to stop. */
  void writeUntil(BooleanSupplier stop, Program program, Runnable acknowledgement) {
    while (!stop.getAsBoolean()) {
      if (write(program, slots.get((int) (++number % SLOTS)))) {
        acknowledged.incrementAndGet();
        acknowledgement.run();
      } else {
        LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
      }
    }
  }

  private boolean write(Program program, Slot slot) {
    HttpResponse<String> answer;
    try {
      answer = send(program, slot);
    } catch (UncheckedIOException noAnswer) {
      unknown++;
      slot.possible.add(number);
      return false;
    }
    int status = answer.statusCode();
    if (status == 200 || status == 201) {
      slot.acknowledged = number;
      slot.possible.clear();
      return true;
    }
    if (answer.body().contains("\"outcome_unknown\"")) {
      unknown++;
      slot.possible.add(number);
    } else {
      refused++;
      slot.denied.add(number);
      if (status != 503) {
        untrue.add(owner + " got " + status + " " + answer.body());
      }
    }
    return false;
  }

  private HttpResponse<String> send(Program program, Slot slot) {
    String value = Long.toString(number);
    if (slot.keys.size() == 1) {
      return program.send("PUT", path() + "/" + slot.keys.get(0), item(value).toString());
    }
    ObjectNode body = JSON.createObjectNode();
    ArrayNode set = body.putArray("set");
    slot.keys.forEach(key -> set.add(item(value).put("key", key)));
    return program.send("POST", path() + ":batch", body.toString());
  }

  private static ObjectNode item(String value) {
    return JSON.createObjectNode().put("value", value);
  }

  private String path() {
    return "/v1/metadata/" + owner;
  }

  /** Reads everything back; what is there is what the next round builds on. */
  void compare(Program program) {
    keyed.compare(program);
    Map<String, Long> stored = stored(program);
    for (Slot slot : slots) {
      Set<Long> values = new HashSet<>();
      slot.keys.forEach(key -> values.add(stored.getOrDefault(key, 0L)));
      if (values.size() > 1) {
        halfWritten.add(owner + " " + slot.keys + " hold " + values);
      }
      long value = values.iterator().next();
      if (slot.denied.contains(value)) {
        untrue.add(owner + " " + slot.keys + " hold " + value + ", which was refused");
      } else if (value != slot.acknowledged && !slot.possible.contains(value)) {
        lost.add(owner + " " + slot.keys + " hold " + value + ", not " + slot.acknowledged);
      }
      slot.acknowledged = value;
      slot.possible.clear();
      slot.denied.clear();
    }
  }

  private Map<String, Long> stored(Program program) {
    HttpResponse<String> answer = program.get(path() + "?limit=1000");
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    Map<String, Long> stored = new HashMap<>();
    try {
      for (JsonNode item : JSON.readTree(answer.body()).get("items")) {
        stored.put(item.get("key").textValue(), Long.valueOf(item.get("value").textValue()));
      }
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    return stored;
  }

  /** May be read while the writer writes. */
  long acknowledged() {
    return acknowledged.get();
  }

  long refused() {
    return refused;
  }

  long unknown() {
    return unknown;
  }

  List<String> lost() {
    return lost;
  }

  List<String> halfWritten() {
    return halfWritten;
  }

  List<String> untrue() {
    return untrue;
  }
}
