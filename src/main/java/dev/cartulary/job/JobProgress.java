package dev.cartulary.job;

/** Is told how far a job is. */
public interface JobProgress {

  /**
   * A step.
   *
   * @param done a share from 0.0 to 1.0
   * @param message what is done now, for a person
   * @return false where the job is to end: somebody has cancelled it, or the process stops
   */
  boolean at(double done, String message);

  /**
   * The moment before what cannot be taken back: whether the job has been cancelled is asked now,
   * and not only now and then.
   *
   * @return as for {@link #at}
   */
  boolean mayGoOn();
}
