package dev.cartulary.source.fetch;

import dev.cartulary.source.format.CatalogException;
import dev.cartulary.source.format.CatalogReader;
import java.io.IOException;
import java.util.Locale;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Reads the catalog files of a commit: one file, or all of a directory, in the order of paths. */
final class GitTree {

  private GitTree() {}

  static void read(Repository repository, ObjectId commit, String path, Documents into)
      throws IOException, CatalogException {
    String wanted = path.replaceAll("^(\\./|/)+|/+$", "");
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(repository)) {
      ObjectId tree = commits.parseCommit(commit).getTree();
      if (!wanted.isEmpty() && !wanted.equals(".")) {
        try (TreeWalk found = TreeWalk.forPath(repository, wanted, tree)) {
          if (found == null) {
            throw new CatalogException("there is no " + wanted + " in commit " + commit.name());
          }
          if (!found.getFileMode(0).equals(FileMode.TREE)) {
            into.take("", bytes(repository, found));
            return;
          }
          tree = found.getObjectId(0);
        }
      }
      walk.addTree(tree);
      walk.setRecursive(true);
      readAll(repository, walk, wanted, commit, into);
    }
  }

  private static void readAll(
      Repository repository, TreeWalk walk, String wanted, ObjectId commit, Documents into)
      throws IOException, CatalogException {
    int files = 0;
    while (walk.next()) {
      FileMode mode = walk.getFileMode(0);
      boolean file = mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
      String name = walk.getPathString();
      if (file && isCatalog(name)) {
        into.take(name, bytes(repository, walk));
        into.progress(0.5 + 0.5 * (1 - 1 / (1 + files / 50.0)), name);
        files++;
      }
    }
    if (files == 0) {
      throw new CatalogException(
          "there is no .json, .yaml or .yml file in "
              + (wanted.isEmpty() ? "the repository" : wanted)
              + " in commit "
              + commit.name());
    }
  }

  private static boolean isCatalog(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    boolean hidden = path.startsWith(".") || path.contains("/.");
    return !hidden && (name.endsWith(".json") || name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  private static byte[] bytes(Repository repository, TreeWalk walk)
      throws IOException, CatalogException {
    ObjectLoader loader = repository.open(walk.getObjectId(0));
    if (loader.getSize() > CatalogReader.LARGEST) {
      throw new CatalogException(walk.getPathString() + " is larger than 64 MiB");
    }
    return loader.getBytes(CatalogReader.LARGEST);
  }
}
