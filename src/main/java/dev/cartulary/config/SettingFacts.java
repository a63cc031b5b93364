package dev.cartulary.config;

import org.jspecify.annotations.Nullable;

/** What is known of a setting; filled only while its constant is made. */
final class SettingFacts {
  final Kind kind;
  final String description;
  @Nullable String variable;
  @Nullable String yamlKey;
  @Nullable String urlParameter;
  @Nullable String defaultValue;
  @Nullable String blockDefault;
  boolean secret;

  SettingFacts(Kind kind, String description) {
    this.kind = kind;
    this.description = description;
  }

  SettingFacts env(String name) {
    variable = name;
    return this;
  }

  SettingFacts yaml(String key) {
    yamlKey = key;
    return this;
  }

  SettingFacts url(String parameter) {
    urlParameter = parameter;
    return this;
  }

  SettingFacts or(String value) {
    defaultValue = value;
    return this;
  }

  SettingFacts inBlock(String value) {
    blockDefault = value;
    return this;
  }

  SettingFacts hidden() {
    secret = true;
    return this;
  }
}
