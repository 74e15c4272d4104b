package dev.stageflow.processor.write;

import com.squareup.javapoet.JavaFile;
import com.squareup.javapoet.TypeSpec;
import dev.stageflow.processor.model.FlowModel.Header;

/**
 * Writes, for a definition with mistakes, a class of the same public face: so the compiler has no
 * more to say than what is wrong with the definition.
 */
public final class StubWriter {

  private StubWriter() {}

  /**
   * Writes a stub.
   *
   * @param header what users see of it
   * @return the source file
   */
  public static JavaFile write(Header header) {
    FlowShell shell = new FlowShell(header);
    String message = header.definition().simpleName() + " has errors";
    TypeSpec.Builder stub =
        shell
            .type()
            .addJavadoc(
                "Stands for a flow whose definition, {@link $T}, has errors.\n",
                header.definition())
            .addMethod(shell.describe().addStatement(unsupported(), UNSUPPORTED, message).build());
    shell.addBegin(stub, shell.begin().addStatement(unsupported(), UNSUPPORTED, message).build());
    if (header.isDurable()) {
      stub.addMethod(shell.restore().addStatement(unsupported(), UNSUPPORTED, message).build())
          .addMethod(shell.savedForm().addStatement(unsupported(), UNSUPPORTED, message).build());
    }
    shell.nested().forEach(stub::addType);
    return shell.file(stub.build());
  }

  private static final Class<?> UNSUPPORTED = UnsupportedOperationException.class;

  private static String unsupported() {
    return "throw new $T($S)";
  }
}
