package dev.cartulary.identity.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamespacePatternTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "com.example/*",
        "io.github.acme/tool-*",
        "com.example/weather",
        "a/b",
        "a/b_*"
      })
  void takesNamesTheirBeginningsAndEverything(String text) {
    assertThatCode(() -> NamespacePattern.check(text)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "com.example",
        "com.example*",
        "com*/x",
        "com.example.*",
        "com.*.example/*",
        "*/x",
        "com.example/",
        "com.example/**",
        "com.example/a*b",
        "com.example/-*",
        "com.example/x-",
        ".com/x",
        "com.example./*",
        "com.example/x/*",
        "com.exämple/*",
        "com.example/* "
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> NamespacePattern.check(text))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("namespace: write a name");
  }

  @ParameterizedTest
  @CsvSource({
    "*,com.example/weather,true",
    "*,com.example/server,true",
    "com.example/*,com.example/server,true",
    "com.example/*,com.example.a/server,false",
    "com.example/*,comXexample/server,false",
    "com.example.*/*,com.example.a/server,true",
    "com.example.*/*,com.example/server,false",
    "com.example/*,com.example/weather,true",
    "com.example/*,com.example.evil/weather,false",
    "com.example/*,com.exampleevil/weather,false",
    "com.example/*,Com.Example/weather,false",
    "com.example/*,com.example,false",
    "com.example.*/*,com.example.eu/weather,true",
    "com.example.*/*,com.example/weather,false",
    "com.example.*/*,com.example.eu,false",
    "io.acme/tool-*,io.acme/tool-box,true",
    "io.acme/tool-*,io.acme/toolbox,false",
    "io.acme/tool,io.acme/tool,true",
    "io.acme/tool,io.acme/tool-box,false"
  })
  void coversWhatItNames(String pattern, String name, boolean covered) {
    assertThat(new NamespacePattern(pattern).covers(name)).isEqualTo(covered);
  }

  @ParameterizedTest
  @ValueSource(ints = {188, 189})
  void isAtMost200CharactersLong(int length) {
    String text = "com.example/" + "x".repeat(length);
    if (text.length() <= 200) {
      NamespacePattern.check(text);
    } else {
      assertThatThrownBy(() -> NamespacePattern.check(text)).isInstanceOf(ProblemException.class);
    }
  }
}
