package dev.cartulary.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.config.ConfigNode;
import dev.cartulary.config.Finding;
import dev.cartulary.config.JsonTree;
import dev.cartulary.http.body.RequestJson;
import dev.cartulary.problem.FieldErrors;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.util.List;

/** The bodies of requests that define a source or a registry: what the configuration takes. */
public final class DefinitionBody {

  private DefinitionBody() {}

  /**
   * The body's nodes, without what only answers have, so that an answer may be sent back.
   *
   * @param name of the path; where the body has one, it must be the same
   * @param place of the configuration that the body is like, {@code sources[]}
   * @throws ProblemException invalid JSON; an invalid request that names the members that are wrong
   */
  public static ConfigNode read(byte[] bytes, String name, String place) {
    if (!SourceReader.isLabel(name)) {
      throw ProblemException.invalid(
          "name",
          "write 1 to 63 lower-case letters, digits and hyphens, beginning and ending with a letter"
              + " or digit");
    }
    JsonNode json = RequestJson.parse(bytes);
    if (!(json instanceof ObjectNode object)) {
      throw ProblemException.invalid("body", "write a JSON object");
    }
    object.remove(List.of("origin", "status"));
    if (object.has("name") && !object.path("name").asText().equals(name)) {
      throw ProblemException.invalid(
          "name", "is not " + name + ", which the path names; leave it out");
    }
    object.remove("name");
    ConfigNode node = JsonTree.of(object);
    refuse(JsonTree.unknown(node, place));
    return node;
  }

  /**
   * Refuses what has findings.
   *
   * @throws ProblemException an invalid request that names every member that is wrong
   */
  public static void refuse(List<Finding> findings) {
    FieldErrors errors = new FieldErrors();
    findings.forEach(
        finding -> errors.add(finding.setting(), finding.problem() + ". " + finding.fix() + "."));
    errors.finish();
  }

  /** Refuses to change what the configuration says. */
  public static ProblemException configured(String what) {
    return new ProblemException(
        ProblemType.FORBIDDEN,
        what + " comes from the configuration file; change it there, and send the server SIGHUP.");
  }
}
