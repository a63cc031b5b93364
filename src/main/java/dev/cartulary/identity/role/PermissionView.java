package dev.cartulary.identity.role;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.cartulary.access.Permission;

/** A permission as the API shows it: its code and a sentence that says what it permits. */
@JsonPropertyOrder({"code", "sentence"})
record PermissionView(String code, String sentence) {

  static PermissionView of(Permission permission) {
    return new PermissionView(permission.code(), permission.sentence());
  }
}
