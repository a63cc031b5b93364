package dev.cartulary.audit;

import java.util.Locale;

/** How an audited call ended. */
public enum Outcome {
  /** It was done. */
  SUCCESS,
  /** The caller may not do it, or could not prove who calls. */
  DENIED;

  /** The word for it in answers, {@code denied}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
