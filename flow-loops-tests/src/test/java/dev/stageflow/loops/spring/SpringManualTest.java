package dev.stageflow.loops.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import reactor.core.Disposable;

/** The controller that the manual shows, in Spring WebFlux and in Spring MVC. */
@Timeout(30)
class SpringManualTest {
  private static final Pattern SHOWN = Pattern.compile("// manual\\R(.*?)// end", Pattern.DOTALL);

  private final CountDownLatch closed = new CountDownLatch(1);
  private AnnotationConfigApplicationContext spring;
  private OrderListController controller;

  /** An ordinary customer has two orders, and "many" has orders without an end. */
  private Stream<String> orders(String customer) {
    Stream<String> orders =
        customer.equals("many")
            ? IntStream.iterate(0, n -> n + 1).mapToObj(n -> "ink")
            : Stream.of("pen", "ink");
    return orders.onClose(closed::countDown);
  }

  @BeforeEach
  void startSpring() {
    spring = new AnnotationConfigApplicationContext();
    spring.registerBean(Orders.class, () -> this::orders);
    spring.register(OrderListConfiguration.class, OrderListController.class);
    spring.refresh();
    controller = spring.getBean(OrderListController.class);
  }

  @AfterEach
  void stopSpring() {
    spring.close();
  }

  private WebTestClient webFlux() {
    return WebTestClient.bindToController(controller).build();
  }

  private MockMvc mvc() {
    return MockMvcBuilders.standaloneSetup(controller).build();
  }

  @Test
  void webFluxSendsWhatIsPublished() {
    for (int request = 0; request < 2; request++) { // each with a count of its own
      webFlux()
          .get()
          .uri("/published/ann")
          .exchange()
          .expectBody(String.class)
          .isEqualTo("1. pen\n2. ink\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/published/ann", "/written/ann"})
  void mvcSendsWhatIsPublishedAndWhatIsWritten(String page) throws Exception {
    for (int request = 0; request < 2; request++) {
      MvcResult result = mvc().perform(get(page)).andReturn();
      result.getAsyncResult();
      mvc().perform(asyncDispatch(result));
      assertThat(result.getResponse().getContentAsString()).isEqualTo("1. pen\n2. ink\n");
    }
  }

  @Test
  void aClientOfWebFluxThatGoesAwayEndsItsRun() throws Exception {
    CountDownLatch begun = new CountDownLatch(3);
    Disposable connection =
        webFlux()
            .get()
            .uri("/published/many")
            .exchange()
            .returnResult(String.class)
            .getResponseBody()
            .subscribe(line -> begun.countDown());
    begun.await();
    connection.dispose();
    assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aClientOfMvcThatGoesAwayEndsAPublishedRun() throws Exception {
    MvcResult result = mvc().perform(get("/published/many")).andReturn();
    MockAsyncContext connection = (MockAsyncContext) result.getRequest().getAsyncContext();
    for (AsyncListener container : connection.getListeners()) {
      container.onError(new AsyncEvent(connection, new IOException("broken pipe")));
    }
    assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aClientOfMvcThatGoesAwayEndsAWrittenRun() throws Exception {
    OutputStream connection =
        new OutputStream() {
          @Override
          public void write(int character) throws IOException {
            throw new IOException("broken pipe");
          }
        };
    assertThatThrownBy(() -> controller.written("many").writeTo(connection))
        .isInstanceOf(IOException.class);
    assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OrderList", "OrderListConfiguration", "OrderListController"})
  void theManualShowsThisVeryCode(String type) throws IOException {
    Path here = Path.of("src", "test", "java", "dev", "stageflow", "loops", "spring");
    String code = Files.readString(here.resolve(type + ".java"));
    String shown = SHOWN.matcher(code).results().findFirst().orElseThrow().group(1);
    assertThat(Files.readString(Path.of("..", "docs", "event-loops.md"))).contains(shown.strip());
  }
}
