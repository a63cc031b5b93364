package dev.cartulary.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class PropertyTextTest {

  @Property
  void anyTextComesBack(@ForAll @StringLength(min = 1) String text) {
    assertThat(read(PropertyText.literal(text))).isEqualTo(text);
  }

  @Property
  void textOfTheExpressionSyntaxComesBack(
      @ForAll @Chars({'$', '{', '}', '\\', ':', 'a'}) @StringLength(min = 1) String text) {
    assertThat(read(PropertyText.literal(text))).isEqualTo(text);
  }

  private static String read(String value) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(new PropertiesConfigSource(Map.of("key", value), "test", 100))
            .build();
    return config.getConfigValue("key").getValue();
  }
}
