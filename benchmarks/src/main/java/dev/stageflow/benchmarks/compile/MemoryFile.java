package dev.stageflow.benchmarks.compile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.tools.SimpleJavaFileObject;

/** A source or class file in memory, so that no disk is measured. */
final class MemoryFile extends SimpleJavaFileObject {
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  MemoryFile(String type, Kind kind) {
    super(URI.create("memory:///" + type.replace('.', '/') + kind.extension), kind);
  }

  static MemoryFile source(String type, String text) {
    MemoryFile file = new MemoryFile(type, Kind.SOURCE);
    file.content.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return file;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return content.toString(StandardCharsets.UTF_8);
  }

  @Override
  public InputStream openInputStream() {
    return new ByteArrayInputStream(content.toByteArray());
  }

  @Override
  public OutputStream openOutputStream() {
    content.reset();
    return content;
  }
}
