package dev.stageflow.internal.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class MethodLinesTest {
  interface Greets {
    default StackTraceElement hello() {
      return new Exception().getStackTrace()[0];
    }
  }

  static class Base {
    StackTraceElement inherited() {
      return new Exception().getStackTrace()[0];
    }
  }

  static final class Derived extends Base implements Greets {
    static final long LONG_CONSTANT_TAKES_TWO_PLACES = 1L << 40;
    static final double SO_DOES_A_DOUBLE = 0.5;

    StackTraceElement own() {
      return new Exception(LONG_CONSTANT_TAKES_TWO_PLACES + "" + SO_DOES_A_DOUBLE)
          .getStackTrace()[0];
    }
  }

  @Test
  void aMethodIsFoundAtItsFirstLine() {
    StackTraceElement found = MethodLines.of(Derived.class, "own");
    StackTraceElement thrown = new Derived().own();
    assertThat(found.getFileName()).isEqualTo("MethodLinesTest.java");
    assertThat(found.getClassName()).isEqualTo(thrown.getClassName());
    assertThat(found.getLineNumber()).isBetween(thrown.getLineNumber() - 1, thrown.getLineNumber());
  }

  @Test
  void anInheritedMethodIsFoundWhereItIsDeclared() {
    assertThat(MethodLines.of(Derived.class, "inherited"))
        .hasToString(new Derived().inherited().toString());
    assertThat(MethodLines.of(Derived.class, "hello"))
        .hasToString(new Derived().hello().toString());
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(MethodLines.of(Derived.class, "missing")).isNull();
    assertThat(MethodLines.of(int[].class, "own")).isNull();
  }

  @Test
  void aClassWhoseFileCannotBeReadHasNoLines() throws Exception {
    URL[] here = {Derived.class.getProtectionDomain().getCodeSource().getLocation()};
    try (URLClassLoader failing =
        new URLClassLoader(here, null) {
          @Override
          public InputStream getResourceAsStream(String name) {
            throw new UncheckedIOException(new IOException("unreadable"));
          }
        }) {
      Class<?> unreadable = failing.loadClass(Base.class.getName());
      assertThat(unreadable).isNotSameAs(Base.class);
      assertThat(MethodLines.of(unreadable, "inherited")).isNull();
    }
  }
}
