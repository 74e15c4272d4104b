package dev.stageflow.processor;

import com.squareup.javapoet.JavaFile;
import com.squareup.javapoet.SourceText;
import dev.stageflow.internal.save.SavedForm;
import dev.stageflow.processor.write.CompactLines;
import dev.stageflow.processor.write.LineBreaks;
import dev.stageflow.processor.write.UnicodeEscapes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;

/** Writes the generated files, each of which originates from one definition. */
final class FlowFiles {
  private final Filer filer;
  private final KnownDefinitions definitions;
  private final RoundSources sources;

  FlowFiles(Filer filer, KnownDefinitions definitions, RoundSources sources) {
    this.filer = filer;
    this.definitions = definitions;
    this.sources = sources;
  }

  /** Writes a flow, or its stub. */
  void writeSource(JavaFile file, TypeElement definition) {
    String source = SourceText.of(file);
    assert source.equals(file.toString()) : "JavaPoet itself would write\n" + file;
    // In one call, because the filer's writer encodes each call's text separately.
    String lines = LineBreaks.of(CompactLines.of(source));
    String text = UnicodeEscapes.of(lines, () -> definitions.sourceOf(definition));
    try (Writer writer =
        filer.createSourceFile(module(definition) + qualifiedName(file), definition).openWriter()) {
      writer.write(text);
      sources.noteGenerated(qualifiedName(file));
    } catch (FilerException exists) {
      // Generated sources were passed to the compiler as sources: the file is there already.
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Writes the saved form of a durable definition beside the compiled classes. */
  void writeForm(String form, TypeElement definition) {
    String name = SavedForm.resource(DefinitionFinder.qualifiedName(definition));
    // As bytes: the filer's writer would use the encoding of the sources.
    try (OutputStream resource =
        filer
            .createResource(StandardLocation.CLASS_OUTPUT, module(definition), name, definition)
            .openOutputStream()) {
      resource.write(form.getBytes(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String module(TypeElement definition) {
    return sources.areOfSeveralModules() ? definitions.module(definition) : "";
  }

  private static String qualifiedName(JavaFile file) {
    return file.packageName.isEmpty()
        ? file.typeSpec.name
        : file.packageName + "." + file.typeSpec.name;
  }
}
