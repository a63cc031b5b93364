package dev.cartulary.source.fetch;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/**
 * A process whose exit code may be asked for while it still ends: JGit does so as soon as what it
 * reads from it is over.
 */
final class EndingProcess extends Process {

  private static final int SECONDS = 5;

  private final Process process;

  EndingProcess(Process process) {
    this.process = process;
  }

  @Override
  public int exitValue() {
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroy();
        return process.waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return -1;
    }
    return process.exitValue();
  }

  @Override
  public OutputStream getOutputStream() {
    return process.getOutputStream();
  }

  @Override
  public InputStream getInputStream() {
    return process.getInputStream();
  }

  @Override
  public InputStream getErrorStream() {
    return process.getErrorStream();
  }

  @Override
  public int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void destroy() {
    process.destroy();
  }
}
