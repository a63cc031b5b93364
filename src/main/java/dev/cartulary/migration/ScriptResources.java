package dev.cartulary.migration;

import dev.cartulary.database.url.Engine;
import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Gives Flyway the scripts of the known steps, by name. Looking for files on the class path would
 * cost time and does not work in a native executable.
 */
final class ScriptResources implements ResourceProvider {

  private final List<LoadableResource> scripts;

  ScriptResources(Engine engine) {
    scripts =
        SchemaSteps.ALL.stream()
            .map(step -> (LoadableResource) new Script(SqlScript.forward(engine, step)))
            .toList();
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return scripts.stream()
        .filter(script -> script.getRelativePath().equals(name))
        .findFirst()
        .orElse(null);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return scripts.stream()
        .filter(script -> script.getFilename().startsWith(prefix))
        .filter(script -> Arrays.stream(suffixes).anyMatch(script.getFilename()::endsWith))
        .toList();
  }

  private static final class Script extends LoadableResource {

    private final SqlScript script;

    Script(SqlScript script) {
      this.script = script;
    }

    @Override
    public Reader read() {
      return new StringReader(script.text());
    }

    @Override
    public String getAbsolutePath() {
      return script.path();
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return script.path();
    }

    @Override
    public String getFilename() {
      return script.path().substring(script.path().lastIndexOf('/') + 1);
    }

    @Override
    public String getRelativePath() {
      return script.path();
    }
  }
}
