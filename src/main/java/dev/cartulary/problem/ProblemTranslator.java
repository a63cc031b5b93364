package dev.cartulary.problem;

import java.util.Optional;

/**
 * Turns a failure that a package knows into its problem. Beans of this type are asked in turn
 * before a failure is called unexpected.
 */
public interface ProblemTranslator {

  /** The problem that this failure means, or empty where the failure is not this translator's. */
  Optional<ProblemException> translate(Throwable failure);
}
