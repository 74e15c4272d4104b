package dev.stageflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The first page shows the set-up that the manual shows, which other tests build with. */
class ReadmeTest {
  @Test
  void mavenIsSetUpAsInTheManual() throws IOException {
    assertThat(Manual.readme("xml")).isEqualTo(Manual.block("xml", "annotationProcessorPaths"));
  }

  @Test
  void gradleIsSetUpAsInTheManualForDefinitionsInMainSources() throws IOException {
    assertThat(Manual.readme("groovy").lines())
        .isSubsetOf(Manual.block("groovy", "annotationProcessor").lines().toList());
  }
}
