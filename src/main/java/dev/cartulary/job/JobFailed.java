package dev.cartulary.job;

/** A job could not be done. The message is for whoever may see the job, without a secret. */
public final class JobFailed extends Exception {

  private static final long serialVersionUID = 1L;

  public JobFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
