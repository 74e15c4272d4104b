package dev.stageflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.MavenInvocationException;

/**
 * Runs Maven on a project. The libraries come from a repository that this module's build fills; all
 * else comes from what Maven has downloaded for this build, if it is there.
 */
final class Maven {
  /** The repository that has the libraries. */
  static final Path REPOSITORY = Path.of(System.getProperty("stageflow.repository"));

  private final Path project;
  private final Path settings;
  private final Map<String, String> environment;

  /**
   * Prepares runs on a project.
   *
   * @param temporary a folder for files that the runs need
   * @param environment variables beside those of this process
   */
  Maven(Path project, Path temporary, Map<String, String> environment) {
    this.project = project;
    this.settings = temporary.resolve("settings.xml");
    this.environment = environment;
    try {
      Files.writeString(settings, settings());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Runs Maven, which must succeed, and returns what it printed. */
  List<String> succeeds(String... arguments) {
    List<String> printed = new ArrayList<>();
    int status = run(printed, arguments);
    assertThat(status).as(() -> String.join("\n", printed)).isZero();
    return printed;
  }

  /** Runs Maven, which must fail, and returns what it printed. */
  List<String> fails(String... arguments) {
    List<String> printed = new ArrayList<>();
    int status = run(printed, arguments);
    assertThat(status).as(() -> String.join("\n", printed)).isNotZero();
    return printed;
  }

  private int run(List<String> printed, String... arguments) {
    InvocationRequest request = new DefaultInvocationRequest();
    request.setMavenHome(new File(System.getProperty("maven.home")));
    request.setJavaHome(new File(System.getProperty("java.home")));
    request.setBaseDirectory(project.toFile());
    request.setUserSettingsFile(settings.toFile());
    request.setLocalRepositoryDirectory(REPOSITORY.toFile());
    request.setBatchMode(true);
    request.addArgs(List.of(arguments));
    request.setOutputHandler(printed::add);
    environment.forEach(request::addShellEnvironment);
    try {
      return new DefaultInvoker().execute(request).getExitCode();
    } catch (MavenInvocationException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String settings() {
    String downloaded =
        """
        <id>downloaded</id>
        <url>%s</url>
        <releases><checksumPolicy>ignore</checksumPolicy></releases>
        <snapshots><enabled>false</enabled></snapshots>
        """
            .formatted(Path.of(System.getProperty("stageflow.repository.downloaded")).toUri());
    return """
        <settings>
          <profiles>
            <profile>
              <id>downloaded</id>
              <repositories><repository>%1$s</repository></repositories>
              <pluginRepositories><pluginRepository>%1$s</pluginRepository></pluginRepositories>
            </profile>
          </profiles>
          <activeProfiles><activeProfile>downloaded</activeProfile></activeProfiles>
        </settings>
        """
        .formatted(downloaded);
  }
}
