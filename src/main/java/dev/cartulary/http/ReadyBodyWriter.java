package dev.cartulary.http;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Sends finished bytes as they are. */
@Provider
@Produces(MediaType.APPLICATION_JSON)
public class ReadyBodyWriter implements ServerMessageBodyWriter<ReadyBody> {

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType media) {
    return type == ReadyBody.class;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
    return type == ReadyBody.class;
  }

  @Override
  public void writeResponse(ReadyBody body, Type generic, ServerRequestContext context) {
    context.serverResponse().end(body.bytes());
  }

  @Override
  public void writeTo(
      ReadyBody body,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, Object> headers,
      OutputStream to)
      throws IOException {
    to.write(body.bytes());
  }
}
