package dev.cartulary.source.fetch;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * No configuration: what a source does is said by its definition alone, and JGit would start the
 * machine's git to find where it has its own.
 */
final class GitConfiguration extends SystemReader.Delegate {

  private static boolean set;

  private GitConfiguration(SystemReader reader) {
    super(reader);
  }

  static synchronized void ignoreThatOfTheMachine() {
    if (!set) {
      SystemReader.setInstance(new GitConfiguration(SystemReader.getInstance()));
      set = true;
    }
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig getUserConfig() {
    return new Empty(null, FS.DETECTED);
  }

  @Override
  public FileBasedConfig getSystemConfig() {
    return new Empty(null, FS.DETECTED);
  }

  @Override
  public FileBasedConfig getJGitConfig() {
    return new Empty(null, FS.DETECTED);
  }

  private static final class Empty extends FileBasedConfig {

    @SuppressWarnings("NullAway") // JGit does the same where there is no file.
    Empty(@org.jspecify.annotations.Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
