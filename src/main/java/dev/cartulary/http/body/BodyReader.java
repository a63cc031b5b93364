package dev.cartulary.http.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.cartulary.config.Secret;
import dev.cartulary.problem.ProblemException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Reads a small JSON object into a record, strictly: unknown members, values of another type and
 * what the record itself refuses are collected and said all at once.
 */
public final class BodyReader {

  private static final JsonMapper JSON = mapper();

  private BodyReader() {}

  /**
   * The body.
   *
   * <p>Resources call this instead of taking the record as their parameter: JAX-RS would read it
   * before the endpoint's rule is judged, and tell strangers what is wrong with a body that they
   * may not send.
   *
   * @param check judges the members that are there; it notes what is wrong
   * @throws ProblemException invalid JSON; or an invalid request that names every member that is
   *     wrong
   */
  public static <T extends JsonBody> T read(
      byte[] bytes, Class<T> type, BiConsumer<T, BodyFaults> check) {
    JsonNode node = RequestJson.parse(bytes);
    if (!(node instanceof ObjectNode object)) {
      throw ProblemException.invalid("body", "write a JSON object");
    }
    Map<String, JavaType> members = members(type);
    BodyFaults faults = new BodyFaults(object);
    String known = String.join(", ", members.keySet());
    object
        .fieldNames()
        .forEachRemaining(name -> {
          if (!members.containsKey(name)) {
            faults.wrong(name, "is not known here; known are " + known);
          }
        });
    ObjectNode right = JSON.createObjectNode();
    members.forEach((name, member) -> {
      JsonNode value = object.path(name);
      if (fits(value, member)) {
        right.set(name, value);
      } else if (!value.isMissingNode()) {
        faults.wrong(name, expectation(member));
      }
    });
    T body = convert(right, type);
    check.accept(body, faults);
    faults.finish();
    return body;
  }

  private static Map<String, JavaType> members(Class<?> type) {
    Map<String, JavaType> members = new TreeMap<>();
    for (BeanPropertyDefinition member :
        JSON.getDeserializationConfig().introspect(JSON.constructType(type)).findProperties()) {
      members.put(member.getName(), member.getPrimaryType());
    }
    return members;
  }

  private static boolean fits(JsonNode value, JavaType type) {
    if (value.isMissingNode() || hasNull(value)) {
      return false;
    }
    try {
      JSON.readerFor(type).readValue(JSON.treeAsTokens(value));
      return true;
    } catch (MismatchedInputException another) {
      return false;
    } catch (IOException e) {
      throw new IllegalStateException("a parsed value can be read", e);
    }
  }

  /** Jackson would read a null in a list as an item. */
  private static boolean hasNull(JsonNode value) {
    return value.valueStream().anyMatch(JsonNode::isNull);
  }

  private static String expectation(JavaType type) {
    if (type.isCollectionLikeType()) {
      return "write a list of texts";
    }
    return type.hasRawClass(Boolean.class) ? "write true or false" : "write a text";
  }

  private static <T> T convert(ObjectNode object, Class<T> type) {
    try {
      return JSON.treeToValue(object, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of members that fit can be made", e);
    }
  }

  /** Jackson would read 1 as "1" and "true" as true. */
  private static JsonMapper mapper() {
    return JsonMapper.builder()
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            texts -> {
              texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
              texts.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
              texts.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
        .addModule(new SimpleModule().addDeserializer(Secret.class, new Secrets()))
        .build();
  }

  private static final class Secrets extends StdScalarDeserializer<Secret> {

    private static final long serialVersionUID = 1L;

    Secrets() {
      super(Secret.class);
    }

    @Override
    public Secret deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return new Secret(context.readValue(parser, String.class));
    }
  }
}
