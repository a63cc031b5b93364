package dev.cartulary.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the audit log knows of. The words for them are part of the API. */
public enum Action {
  LOGIN,
  LOGOUT,
  PASSWORD_CHANGE,
  PASSWORD_RESET,
  SESSION_REVOKE,
  USER_CREATE,
  USER_UPDATE,
  USER_DELETE,
  API_KEY_CREATE,
  API_KEY_ROTATE,
  API_KEY_REVOKE,
  ROLE_CREATE,
  ROLE_UPDATE,
  ROLE_DELETE,
  TEAM_CREATE,
  TEAM_UPDATE,
  TEAM_DELETE,
  TEAM_MEMBER_ADD,
  TEAM_MEMBER_REMOVE,
  NAMESPACE_GRANT,
  NAMESPACE_WITHDRAW,
  ENTRY_PUBLISH,
  ENTRY_EDIT,
  ENTRY_STATUS,
  SOURCE_CREATE,
  SOURCE_UPDATE,
  SOURCE_DELETE,
  REGISTRY_CREATE,
  REGISTRY_UPDATE,
  REGISTRY_DELETE,
  ENTRY_DELETE,
  ENTRY_CLAIMS,
  METADATA_WRITE,
  METADATA_REVEAL,
  KEY_REWRAP,
  KEY_ROTATE,
  KEY_EXPORT,
  TOKEN_ISSUE,
  JOB_START,
  JOB_CANCEL,
  AUDIT_EXPORT,
  /** Rows at the log's beginning were removed because of their age. */
  AUDIT_PRUNE,
  /** A call that was refused before it reached an action of its own. */
  CALL;

  /** The word for it in answers and filters, {@code user_create}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All the words. */
  static List<String> words() {
    return Arrays.stream(values()).map(Action::word).toList();
  }
}
