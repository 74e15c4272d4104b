package dev.stageflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions in named modules. */
class ModulesTest {
  @TempDir private Path folder;
  private Project project;

  @BeforeEach
  void createProject() {
    project =
        new Project(folder)
            .with("shop/Lengths.java", Samples.LENGTHS)
            .with("shop/Use.java", Samples.USE)
            .onPaths(
                "--module-path", Jars.path(Jars.API),
                "--processor-path", Jars.path(Jars.PROCESSOR));
  }

  @Test
  void aModuleThatReadsStageflowAlone() {
    project
        .with("module-info.java", "/** Shop. */ module shop { requires dev.stageflow; }")
        .javac();
    assertThat(project.generated("shop/LengthsFlow.java"))
        .contains("public final class LengthsFlow ")
        .doesNotContain("@Generated");
    assertThat(project.use()).isEqualTo(List.of(7));
  }

  @Test
  void aModuleThatReadsTheCompilerApiHasItsFlowsMarkedAsGenerated() {
    project
        .with(
            "module-info.java",
            "module shop { requires dev.stageflow; requires static java.compiler; }")
        .javac();
    assertThat(project.generated("shop/LengthsFlow.java"))
        .contains("@Generated(\"dev.stageflow.processor.FlowProcessor\")");
  }

  @Test
  void anExportedPackageThatAnotherModuleUses() {
    project
        .with(
            "module-info.java", "module shop { requires transitive dev.stageflow; exports shop; }")
        .javac();
    Project user =
        new Project(folder.resolve("user"))
            .with("module-info.java", "module user { requires shop; }")
            .with(
                "user/Report.java",
                """
                package user;

                import dev.stageflow.Flow;
                import shop.LengthsFlow;

                class Report {
                  final Flow<String, Integer> flow = LengthsFlow.create();
                }
                """)
            .onPaths("--module-path", Jars.path(Jars.API, project.classes()));
    user.javac();
    assertThat(user.output()).containsKey("user/Report.class");
  }

  /** What goes from stage to stage is in the class by which stages are added. */
  @Test
  void anExportedPackageThatKeepsWhatGoesFromStageToStageToItself() {
    project
        .with(
            "module-info.java", "module shop { requires transitive dev.stageflow; exports shop; }")
        .with(
            "shop/Orders.java",
            """
            package shop;

            import dev.stageflow.annotation.FlowDefinition;
            import dev.stageflow.annotation.Function;
            import dev.stageflow.annotation.Sequence;
            import java.util.List;

            /** Takes and gives texts. */
            @FlowDefinition(extensible = true)
            public class Orders {
              /** Makes one. */
              public Orders() {}

              record Order(String text) {}

              @Sequence
              List<Order> orders(String text) {
                return List.of(new Order(text));
              }

              @Function
              String shown(Order order) {
                return order.text();
              }
            }
            """)
        .javac();
    assertThat(project.generated("shop/OrdersFlow.java"))
        .contains("@SuppressWarnings({")
        .contains("public Additions afterOrders(");
  }

  /** So it does for the annotations in any other class of an exported package. */
  @Test
  void anExportedPackageWhoseModuleDoesNotPassStageflowOnIsWarnedOf() {
    project.with("module-info.java", "module shop { requires dev.stageflow; exports shop; }");
    assertThat(project.failingJavac())
        .contains(
            "Lengths.java:14: warning: [exports] class Context in module dev.stageflow.annotation is"
                + " not indirectly exported");
  }

  @Test
  void theProcessorOnTheProcessorModulePath() {
    project
        .onPaths(
            "--module-path", Jars.path(Jars.API),
            "--processor-module-path", Jars.path(Jars.PROCESSOR))
        .with("module-info.java", "module shop { requires dev.stageflow; }")
        .javac();
    assertThat(project.use()).isEqualTo(List.of(7));
  }

  @Test
  void twoModulesInOneCompilation() {
    Path sources = folder.resolve("both/src");
    Project both =
        new Project(folder.resolve("both"))
            .with("first/module-info.java", "module first { requires dev.stageflow; }")
            .with("first/shop/Lengths.java", Samples.LENGTHS)
            .with("second/module-info.java", "module second { requires dev.stageflow; }")
            .with("second/store/Lengths.java", Samples.LENGTHS.replace("shop;", "store;"));
    both.onPaths(
            "--module-source-path", sources.toString(),
            "--module-path", Jars.path(Jars.API),
            "--processor-path", Jars.path(Jars.PROCESSOR))
        .javac();
    assertThat(both.output())
        .containsKeys("first/shop/LengthsFlow.class", "second/store/LengthsFlow.class");
  }
}
