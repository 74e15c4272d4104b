package dev.stageflow.processor.write;

import com.squareup.javapoet.JavaFile;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeSpec;
import dev.stageflow.processor.model.Header;
import java.util.stream.Stream;

/**
 * Writes a class with the same public members for a definition with errors, so that the compiler
 * reports no more than these errors.
 */
public final class StubWriter {

  private StubWriter() {}

  /**
   * Writes a stub.
   *
   * @param header the declaration of the class
   * @return the source file
   */
  public static JavaFile write(Header header) {
    FlowShell shell = new FlowShell(header);
    String message = header.definition().name().simpleName() + " has errors";
    TypeSpec.Builder stub =
        shell
            .type()
            .addJavadoc(
                "Stands for a flow whose definition, {@link $T}, has errors.\n",
                header.definition().name())
            .addMethod(shell.describe().addStatement(unsupported(), UNSUPPORTED, message).build());
    Stream<MethodSpec.Builder> starts =
        header.isDurable()
            ? Stream.of(shell.begin(), shell.restore(), shell.savedForm())
            : Stream.of(shell.begin());
    shell.addStarts(
        stub,
        starts.map(it -> it.addStatement(unsupported(), UNSUPPORTED, message).build()).toList());
    shell.nested().forEach(stub::addType);
    return shell.file(stub.build());
  }

  private static final Class<?> UNSUPPORTED = UnsupportedOperationException.class;

  private static String unsupported() {
    return "throw new $T($S)";
  }
}
