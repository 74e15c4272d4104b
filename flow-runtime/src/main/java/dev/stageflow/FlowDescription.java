package dev.stageflow;

import dev.stageflow.internal.diagram.MermaidDiagram;
import dev.stageflow.internal.diagram.SvgDiagram;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A flow's stages, for people and tools to look at.
 *
 * @param name the flow's name
 * @param input the input's type as in source code, {@code ?} if it is not known, as in a flow that
 *     was built at run time without a key for it, or null if the first stage takes none
 * @param stages the stages in order
 */
public record FlowDescription(String name, @Nullable String input, List<Stage> stages) {

  /**
   * Copies the stages.
   *
   * @param name the flow's name
   * @param input the input's type as in source code, {@code ?} if it is not known, as in a flow
   *     that was built at run time without a key for it, or null if the first stage takes none
   * @param stages the stages in order
   */
  public FlowDescription {
    Objects.requireNonNull(name, "name");
    stages = List.copyOf(stages);
  }

  /** What a stage does with its items. */
  public enum Kind {
    /** One in, at most one out. */
    FUNCTION,
    /** A call is started for the item, which goes on; what it gives is taken further down. */
    FORK,
    /** One in, none out. */
    CONSUMER,
    /** The item goes on unchanged or ends. */
    FILTER,
    /** One in, many out. */
    SEQUENCE,
    /** The item is run through another flow, whose outputs go on. */
    SUBFLOW,
    /** Many in, one out. */
    ACCUMULATE,
    /** No stage: a context around another one, or one that is opened where no stage follows. */
    CONTEXT;

    /**
     * Returns whether what goes on is the item itself, not what the stage gives.
     *
     * @return true for filters, forks and contexts
     */
    public boolean passesItem() {
      return this == FILTER || this == FORK || this == CONTEXT;
    }
  }

  /**
   * One stage.
   *
   * @param name its name
   * @param kind what it does
   * @param output the type of what it gives as in source code, {@code void} for nothing, or null if
   *     it is not known, as in a flow that was built at run time without keys
   * @param opensContext whether each item that arrives here opens a context
   * @param gathersIn for an accumulate, the name of the stage whose context it gathers in; null for
   *     the run, and for all other stages
   * @param notes what its options say, in words, such as {@code up to 4 at once} and {@code given
   *     up after 300 ms}: whether it is tunnelled or parallel, ends a sequence, passes batches on,
   *     has an output of its own, and what is done when it fails or takes too long; names are in
   *     single quotes
   */
  public record Stage(
      String name,
      Kind kind,
      @Nullable String output,
      boolean opensContext,
      @Nullable String gathersIn,
      List<String> notes) {

    /**
     * Checks the name and the kind, and copies the notes.
     *
     * @param name its name
     * @param kind what it does
     * @param output the type of what it gives as in source code, {@code void} for nothing, or null
     *     if it is not known, as in a flow that was built at run time without keys
     * @param opensContext whether each item that arrives here opens a context
     * @param gathersIn for an accumulate, the name of the stage whose context it gathers in; null
     *     for the run, and for all other stages
     * @param notes what its options say
     */
    public Stage {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(kind, "kind");
      notes = List.copyOf(notes);
    }

    /**
     * Makes a stage of its parts.
     *
     * @param name its name
     * @param kind what it does
     * @param output the type of what it gives as in source code, {@code void} for nothing, or null
     *     if it is not known, as in a flow that was built at run time without keys
     * @param opensContext whether each item that arrives here opens a context
     * @param gathersIn for an accumulate, the name of the stage whose context it gathers in; null
     *     for the run, and for all other stages
     * @param notes what its options say
     */
    public Stage(
        String name,
        Kind kind,
        @Nullable String output,
        boolean opensContext,
        @Nullable String gathersIn,
        String... notes) {
      this(name, kind, output, opensContext, gathersIn, List.of(notes));
    }
  }

  /**
   * Draws the flow.
   *
   * @return a Mermaid flowchart: stages as nodes with what their options say, types on the edges,
   *     contexts as boxes; it ends with a line break
   */
  public String toMermaid() {
    return new MermaidDiagram(this).text();
  }

  /**
   * Draws the flow as a picture for a web page or a document.
   *
   * @return an SVG document: stages from top to bottom with what their options say, and the types
   *     between them, indented by the sequences that they are in, and a dashed frame around what is
   *     in a context; it depends on nothing but this description, and ends with a line break
   */
  public String toSvg() {
    return new SvgDiagram(this).text();
  }
}
