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

/** Writes what is generated for definitions, each file because of one definition. */
final class FlowFiles {
  private final Filer filer;
  private final KnownDefinitions definitions;
  private final RoundSources sources;

  FlowFiles(Filer filer, KnownDefinitions definitions, RoundSources sources) {
    this.filer = filer;
    this.definitions = definitions;
    this.sources = sources;
  }

  /** Writes a flow, or what stands for it. */
  void writeSource(JavaFile file, TypeElement definition) {
    String source = SourceText.of(file);
    assert source.equals(file.toString()) : "JavaPoet itself would write\n" + file;
    // As one text: the filer's writer encodes each piece that it is given by itself.
    String lines = LineBreaks.of(CompactLines.of(source));
    String text = UnicodeEscapes.of(lines, () -> definitions.sourceOf(definition));
    try (Writer writer =
        filer.createSourceFile(module(definition) + qualifiedName(file), definition).openWriter()) {
      writer.write(text);
      sources.noteGenerated(qualifiedName(file));
    } catch (FilerException exists) {
      // Generated sources were fed back in as sources: what is there is what would be written.
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Writes the saved form of a durable definition beside the compiled classes. */
  void writeForm(String form, TypeElement definition) {
    String name = SavedForm.resource(DefinitionFinder.qualifiedName(definition));
    // Its bytes: the filer's writer encodes as sources are encoded.
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
