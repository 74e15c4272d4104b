package dev.stageflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** What a flow uses of a JDK that is later than the one that it is compiled for. */
class LaterJdksTest {
  @TempDir private Path folder;
  private Project project;

  @BeforeEach
  void createProject() {
    project = new Project(folder);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void tunnelsRunOnVirtualThreads() {
    project
        .with(
            "shop/Names.java",
            """
            package shop;

            import dev.stageflow.annotation.Function;
            import dev.stageflow.annotation.Tunnel;

            public class Names {
              @Tunnel
              @Function
              String thread(int number) {
                return Thread.currentThread().getName() + " " + Thread.currentThread().isVirtual();
              }
            }
            """)
        .with(
            "shop/Use.java",
            """
            package shop;

            public class Use {
              public static Object use() {
                return NamesFlow.create().collect(1);
              }
            }
            """)
        .javac();
    assertThat(project.use()).isEqualTo(List.of("Names.thread true"));
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_25)
  void scopedValuesAreBoundAroundSlicesAndTunnels() {
    project
        .with(
            "shop/Prices.java",
            """
            package shop;

            import dev.stageflow.PauseFlow;
            import dev.stageflow.annotation.Function;
            import dev.stageflow.annotation.Sequence;
            import dev.stageflow.annotation.Tunnel;
            import java.util.List;

            public class Prices {
              static final ScopedValue<String> USER = ScopedValue.newInstance();
              private boolean paused;

              @Tunnel
              @Sequence
              List<String> read(String product) {
                return List.of("read for " + USER.orElse("nobody"));
              }

              @Function
              String price(String read) throws PauseFlow {
                if (!paused) {
                  paused = true;
                  throw PauseFlow.now();
                }
                return read + ", priced for " + USER.orElse("nobody");
              }
            }
            """)
        .with(
            "shop/Use.java",
            """
            package shop;

            import static shop.Prices.USER;

            import dev.stageflow.FlowOptions;
            import dev.stageflow.ThreadContext;
            import java.util.ArrayList;
            import java.util.List;
            import java.util.concurrent.CompletableFuture;
            import java.util.concurrent.ExecutorService;
            import java.util.concurrent.Executors;
            import java.util.stream.Stream;

            public class Use {
              public static Object use() throws Exception {
                ThreadContext user =
                    ThreadContext.around(() -> ScopedValue.where(USER, USER.get())::run);
                PricesFlow prices =
                    PricesFlow.perRun(Prices::new)
                        .using(FlowOptions.defaults().threadContext(user));
                List<Object> all = new ArrayList<>();
                try (ExecutorService loop = Executors.newSingleThreadExecutor()) {
                  CompletableFuture<String> later =
                      ScopedValue.where(USER, "ann").call(() -> prices.on(loop).single("pen"));
                  all.add(later.join());
                }
                all.add(ScopedValue.where(USER, "bob").call(() -> prices.single("pen")));
                try (Stream<String> stream =
                    ScopedValue.where(USER, "eve").call(() -> prices.stream("pen"))) {
                  all.addAll(stream.toList());
                }
                return all;
              }
            }
            """)
        .javac();
    assertThat(project.use())
        .isEqualTo(
            List.of(
                "read for ann, priced for ann",
                "read for bob, priced for bob",
                "read for eve, priced for eve"));
  }
}
