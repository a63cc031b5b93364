package dev.cartulary.registry.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.config.Settings;
import dev.cartulary.http.body.RequestJson;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.source.format.ServerSchema;
import dev.cartulary.source.rules.Issue;
import dev.cartulary.source.rules.JsonPositions;
import dev.cartulary.source.rules.JsonPositions.Position;
import dev.cartulary.source.rules.ServerRules;
import dev.cartulary.source.rules.ServerShape;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Checks a server's document without a server, as {@code POST /validate} does, and says where. */
public final class DocumentCheck {

  private static final Position START = new Position(1, 1);

  /**
   * What is wrong, and where it stands.
   *
   * @param line from 1
   * @param column from 1
   */
  public record Located(Issue issue, int line, int column) {}

  private DocumentCheck() {}

  /** All that is wrong with a document; empty where nothing is. */
  public static List<Located> check(byte[] bytes, Settings settings) {
    JsonNode tree;
    JsonPositions positions;
    try {
      tree = RequestJson.parse(bytes);
      positions = JsonPositions.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (ProblemException notText) {
      return List.of(new Located(Issue.json("", notText.detail(), "json"), 1, 1));
    } catch (UncheckedIOException notJson) {
      return List.of(located(notJson));
    }
    List<Issue> issues = new ArrayList<>();
    ServerShape.check(tree)
        .forEach(fault -> issues.add(Issue.schema(fault.path(), fault.message(), "shape")));
    if (issues.isEmpty()) {
      issues.addAll(new ServerRules(PublishSettings.resolve(settings).repositories()).check(tree));
      issues.addAll(new ServerSchema().check(tree));
    }
    return issues.stream()
        .map(issue -> {
          String path = issue.path().equals("schema") ? "$schema" : issue.path();
          Position position = positions.of(path, START);
          return new Located(issue, position.line(), position.column());
        })
        .toList();
  }

  private static Located located(UncheckedIOException failure) {
    if (failure.getCause() instanceof JsonProcessingException json && json.getLocation() != null) {
      String words = json.getOriginalMessage().lines().findFirst().orElse("it is not JSON");
      return new Located(
          Issue.json("", words, "json"),
          json.getLocation().getLineNr(),
          json.getLocation().getColumnNr());
    }
    return new Located(Issue.json("", "it is not JSON", "json"), 1, 1);
  }
}
