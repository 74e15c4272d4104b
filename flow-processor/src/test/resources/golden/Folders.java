package shop;

import dev.stageflow.DurableFlow;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.annotation.Upstream;
import java.util.List;

/** The names of all folders in a folder, in a run that may be saved and go on later. */
@FlowDefinition(durable = true)
public class Folders {
  record Folder(String name, List<Folder> folders) {}

  @Sequence
  List<Folder> folders(Folder outer) {
    return outer.folders();
  }

  @Context(onOpen = "name")
  @Subflow
  DurableFlow<Folder, String> inner(Folder folder) {
    return FoldersFlow.of(this);
  }

  @Output
  String name(@Upstream("folders") Folder folder) {
    return folder.name();
  }
}
