package dev.cartulary.config;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Setting} is; filled only while its constant is made. The classes {@code
 * …Definitions} hold them, by what they are about.
 */
final class SettingDefinition {
  final String subject;
  final Kind kind;
  final String description;
  @Nullable String variable;
  @Nullable String yamlKey;
  @Nullable String urlParameter;
  @Nullable String defaultValue;
  @Nullable String blockDefault;
  boolean secret;

  SettingDefinition(String subject, Kind kind, String description) {
    this.subject = subject;
    this.kind = kind;
    this.description = description;
  }

  SettingDefinition env(String name) {
    variable = name;
    return this;
  }

  SettingDefinition yaml(String key) {
    yamlKey = key;
    return this;
  }

  SettingDefinition url(String parameter) {
    urlParameter = parameter;
    return this;
  }

  SettingDefinition or(String value) {
    defaultValue = value;
    return this;
  }

  SettingDefinition inBlock(String value) {
    blockDefault = value;
    return this;
  }

  SettingDefinition hidden() {
    secret = true;
    return this;
  }
}
