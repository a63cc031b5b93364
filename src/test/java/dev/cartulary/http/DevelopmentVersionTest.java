package dev.cartulary.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DevelopmentVersionTest {

  @Test
  void whatIsUnderTheDevelopmentVersionIsTheStableOne() {
    assertThat(DevelopmentVersion.stable("/v0/servers")).contains("/v0.1/servers");
    assertThat(DevelopmentVersion.stable("/v0")).contains("/v0.1");
    assertThat(DevelopmentVersion.stable("/registry/team/v0/servers/a%2Fb/versions/1"))
        .contains("/registry/team/v0.1/servers/a%2Fb/versions/1");
  }

  @Test
  void otherPathsStay() {
    for (String path :
        new String[] {"/v0.1/servers", "/v1/me", "/v01", "/x/v0/servers", "/registry/v0"}) {
      assertThat(DevelopmentVersion.stable(path)).as(path).isEmpty();
    }
  }
}
