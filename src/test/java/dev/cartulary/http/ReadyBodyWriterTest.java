package dev.cartulary.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Test;

class ReadyBodyWriterTest {

  private static final Annotation[] NONE = {};

  private final ReadyBodyWriter writer = new ReadyBodyWriter();

  @Test
  void bytesAreSentAsTheyAre() throws IOException {
    byte[] bytes = {123, 125};
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    writer.writeTo(
        new ReadyBody(bytes),
        ReadyBody.class,
        ReadyBody.class,
        NONE,
        MediaType.APPLICATION_JSON_TYPE,
        new MultivaluedHashMap<>(),
        sent);
    assertThat(sent.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void nothingElseIsWrittenByIt() {
    MediaType json = MediaType.APPLICATION_JSON_TYPE;
    assertThat(writer.isWriteable(ReadyBody.class, ReadyBody.class, NONE, json)).isTrue();
    assertThat(writer.isWriteable(String.class, String.class, NONE, json)).isFalse();
  }
}
