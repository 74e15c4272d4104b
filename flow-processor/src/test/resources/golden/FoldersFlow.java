package shop;

import dev.stageflow.DurableFlow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import dev.stageflow.internal.durable.AbstractDurableFlow;
import dev.stageflow.internal.durable.DurableSubflow;
import dev.stageflow.internal.flow.Definitions;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.save.DurableEmission;
import dev.stageflow.internal.save.DurableFrame;
import dev.stageflow.internal.save.SavedFrames;
import dev.stageflow.internal.save.SavedReader;
import dev.stageflow.internal.save.SavedWriter;
import dev.stageflow.internal.source.Sources;
import java.lang.Exception;
import java.lang.Override;
import java.lang.String;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;

/**
 * The flow of {@link Folders}, from {@code Folders.Folder} to {@code String}.
 *
 * <ol>
 *   <li>{@code folders} gives any number of {@code Folders.Folder} for each item
 *   <li>{@code inner} opens a context for each item, and runs each item through a flow of its own,
 *       which gives any number of {@code String}
 * </ol>
 *
 * <pre>{@code
 * flowchart TD
 *   input(["Folders.Folder"])
 *   stage0[["folders"]]
 *   subgraph context1 ["context of inner"]
 *     stage1{{"inner"}}
 *   end
 *   input --> stage0
 *   stage0 -- "Folders.Folder" --> stage1
 *   output(["output"])
 *   stage1 -- "String" --> output
 * }</pre>
 *
 * @see Folders#folders
 * @see Folders#inner
 */
@Generated("dev.stageflow.processor.FlowProcessor")
public final class FoldersFlow extends AbstractDurableFlow<Folders.Folder, String> {
  private final Definitions<Folders> definitions;

  private FoldersFlow(Definitions<Folders> definitions, FlowOptions options) {
    super(options);
    this.definitions = definitions;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static FoldersFlow of(Folders definition) {
    return new FoldersFlow(Definitions.shared(definition), FlowOptions.defaults());
  }

  /**
   * A flow with a definition of its own.
   *
   * @return the flow
   */
  public static FoldersFlow create() {
    return of(new Folders());
  }

  /**
   * A flow each of whose runs has a definition of its own, which may hold state. One that is
   * {@code AutoCloseable} is closed as the last thing of its run.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static FoldersFlow perRun(Supplier<? extends Folders> definitions) {
    return new FoldersFlow(Definitions.perRun(definitions), FlowOptions.defaults());
  }

  @Override
  public FoldersFlow using(FlowOptions options) {
    return new FoldersFlow(definitions, options);
  }

  @Override
  protected Frame begin(Folders.Folder outer, Sink<? super String> sink) {
    return definitions.begin(stages -> new RunFrame(stages, outer, sink));
  }

  @Override
  protected Frame restore(SavedFrames saved, Sink<? super String> sink) {
    return definitions.begin(stages -> saved.into(new RunFrame(stages, null, sink)));
  }

  @Override
  public String savedForm() {
    return "flow shop.Folders\n"
            + "level the run\n"
            + "  stage folders sequence\n"
            + "  value input shop.Folders.Folder\n"
            + "level folders\n"
            + "  opened inner\n"
            + "  stage inner subflow\n"
            + "  taken folders long\n"
            + "  value folders shop.Folders.Folder\n"
            + "level output of inner opened\n"
            + "  value output String\n"
            + "level flow of inner\n"
            + "record shop.Folders.Folder(String name, List<shop.Folders.Folder> folders)\n";
  }

  @Override
  public FlowDescription describe() {
    return new FlowDescription("Folders", "Folders.Folder", List.of(
        new FlowDescription.Stage("folders", FlowDescription.Kind.SEQUENCE, "Folders.Folder", false,
            null),
        new FlowDescription.Stage("inner", FlowDescription.Kind.SUBFLOW, "String", true, null)));
  }

  private static void writeFolder(SavedWriter out, Folders.Folder value) {
    if (out.begins(value)) {
      out.writeString(value.name());
      out.writeCollection(value.folders(), (to, it) -> writeFolder(to, it));
      out.ends();
    }
  }

  private static Folders.Folder readFolder(SavedReader in) {
    return in.begins()
        ? in.ends(new Folders.Folder(in.readString(), in.readList(from -> readFolder(from))))
        : null;
  }

  /** One run: what happens to its input. */
  private static final class RunFrame extends DurableFrame {
    private static final int FOLDERS = 0;
    private static final int END = 1;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.at("folders"),
      Waypoint.NONE.after("folders")
    };

    private final Folders stages;
    private final Sink<? super String> sink;
    private final FoldersFrame foldersFrame;
    private Folders.Folder outer;
    private int step;

    RunFrame(Folders stages, Folders.Folder outer, Sink<? super String> sink) {
      this.stages = stages;
      this.outer = outer;
      this.sink = sink;
      foldersFrame = new FoldersFrame(this);
    }

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      if (resume(stack)) {
        return budget;
      }
      stack.pop(this);
      close();
      return budget - 1;
    }

    /**
     * Takes the item in hand through its remaining steps.
     *
     * @return true if the frame must return: it is halted, or pushed another one
     */
    private boolean resume(FlowStack stack) throws Exception {
      if (step == FOLDERS) {
        List<Folders.Folder> source = stages.folders(outer);
        step = END;
        if (source != null || foldersFrame.isRestored()) {
          foldersFrame.enter(stack, source);
          return true;
        }
        stack.dropped("folders");
      }
      return false;
    }

    @Override
    protected void close() {
      outer = null;
    }

    @Override
    protected String level() {
      return "the run";
    }

    @Override
    protected List<DurableFrame> inner() {
      return List.of(foldersFrame);
    }

    @Override
    protected void save(SavedWriter out) {
      out.writeInt(step);
      writeFolder(out, outer);
    }

    @Override
    protected void restore(SavedReader in) {
      step = in.readIndex(2);
      outer = readFolder(in);
    }

    @Override
    protected Position position() {
      return Position.of(Folders.class, "input", outer, WAYPOINTS, step);
    }
  }

  /** What happens to each item of {@code folders}. */
  private static final class FoldersFrame extends DurableFrame {
    private static final int NEXT = 0;
    private static final int INNER_OPENED = 1;
    private static final int INNER = 2;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE.after("inner"),
      Waypoint.at("inner").in("inner"),
      Waypoint.at("inner")
    };

    private final Folders stages;
    private final Sink<? super String> sink;
    private final RunFrame runFrame;
    private List<Folders.Folder> source;
    private Iterator<Folders.Folder> iterator;
    private long taken;
    private long toSkip;
    private Folders.Folder folder;
    private final DurableEmission<String> outputOfName;
    private final DurableSubflow<Folders.Folder, String> flowOfInner;
    private int step;

    FoldersFrame(RunFrame runFrame) {
      stages = runFrame.stages;
      sink = runFrame.sink;
      this.runFrame = runFrame;
      outputOfName =
          new DurableEmission<>(
              "output of inner opened",
              "inner",
              sink,
              (out, value) -> out.writeString(value),
              in -> in.readString());
      flowOfInner = new DurableSubflow<>("flow of inner", "inner", null, () -> step = INNER);
    }

    /** Starts to walk what {@code folders} returned. */
    void enter(FlowStack stack, List<Folders.Folder> source) {
      this.source = source;
      stack.push(this);
      if (!isRestored()) {
        taken = 0;
      } else {
        iterator = Sources.at(source, taken);
        toSkip = iterator == null ? taken : 0;
      }
      restored(stack);
    }

    /** Passes over the elements that were taken before the run was saved. */
    private int skip(FlowStack stack, int budget) throws Exception {
      int left = budget;
      if (iterator == null && source != null) {
        iterator = source.iterator();
      }
      do {
        if (source == null || !iterator.hasNext()) {
          toSkip = 0;
          return left;
        }
        iterator.next();
        toSkip--;
        left--;
      } while (toSkip > 0 && left > 0 && !stack.isHalted());
      return left;
    }

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      if (toSkip > 0) {
        return skip(stack, budget);
      }
      int left = budget;
      do {
        if (step == NEXT) {
          if (source == null) {
            end(stack);
            return left;
          }
          if (iterator == null) {
            iterator = source.iterator();
          }
          if (!iterator.hasNext()) {
            end(stack);
            return left;
          }
          folder = iterator.next();
          left--;
          taken++;
          if (folder == null) {
            continue;
          }
          step = INNER_OPENED;
          if (stack.isHalted()) {
            break;
          }
        }
        if (resume(stack)) {
          return left;
        }
      } while (left > 0 && !stack.isHalted());
      return left;
    }

    /**
     * Takes the item in hand through its remaining steps.
     *
     * @return true if the frame must return: it is halted, or pushed another one
     */
    private boolean resume(FlowStack stack) throws Exception {
      if (step == INNER_OPENED) {
        outputOfName.enter(stack, stages.name(folder));
        step = INNER;
        return true;
      }
      if (step == INNER) {
        DurableFlow<Folders.Folder, String> flow = stages.inner(folder);
        step = NEXT;
        if (flow != null || flowOfInner.isRestored()) {
          flowOfInner.enter(stack, flow, folder, sink);
          return true;
        }
        stack.dropped("inner");
      }
      return false;
    }

    /** Leaves the stack and closes the source. */
    private void end(FlowStack stack) throws Exception {
      stack.pop(this);
      close();
    }

    @Override
    protected void endSource() throws Exception {
      List<Folders.Folder> closing = source;
      source = null;
      Iterator<Folders.Folder> walking = iterator;
      iterator = null;
      Sources.close(closing, walking);
    }

    @Override
    protected void close() throws Exception {
      folder = null;
      endSource();
    }

    @Override
    protected String level() {
      return "folders";
    }

    @Override
    protected List<DurableFrame> inner() {
      return List.of(outputOfName, flowOfInner);
    }

    @Override
    protected boolean isLeft() {
      return source == null;
    }

    @Override
    protected void save(SavedWriter out) {
      out.writeInt(step);
      out.writeLong(taken);
      writeFolder(out, folder);
    }

    @Override
    protected void restore(SavedReader in) {
      step = in.readIndex(3);
      taken = in.readLong();
      folder = readFolder(in);
    }

    @Override
    protected boolean reopens() {
      runFrame.step = RunFrame.FOLDERS;
      return reopens(taken > 0);
    }

    @Override
    protected Position position() {
      return Position.of(Folders.class, "folders", source, taken, folder, WAYPOINTS, step);
    }
  }
}
