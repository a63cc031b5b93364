package dev.cartulary.cli;

/** What the process tells its caller; the same for every command. */
public final class ExitCode {

  public static final int DONE = 0;
  public static final int FAILED = 1;

  /** The command line or the configuration is wrong, or the database is not a supported one. */
  public static final int USAGE = 2;

  /** The command asks for a confirmation that it did not get. */
  public static final int REFUSED = 3;

  private ExitCode() {}
}
