package dev.stageflow.processor.fuzz;

import java.util.List;

/** Names that generated code, or the language, uses for something else too. */
final class Names {
  static final List<String> OF_CLASSES =
      List.of(
          "Report",
          "Flow",
          "Frame",
          "FlowStack",
          "String",
          "Object",
          "Override",
          "List",
          "Sink",
          "RunFrame",
          "Exception",
          "Größe",
          "注文",
          "A$B",
          "_X",
          "PauseFlow",
          "Definition",
          "Record",
          "stages",
          "L".repeat(120));

  static final List<String> OF_STAGES =
      List.of(
          "orders",
          "stack",
          "frame",
          "run",
          "item",
          "flow",
          "value",
          "step",
          "source",
          "index",
          "sink",
          "stages",
          "budget",
          "left",
          "record",
          "permits",
          "sealed",
          "with",
          "var",
          "$",
          "_x",
          "größe",
          "注文",
          "String",
          "Object",
          "close",
          "resume",
          "end",
          "enter",
          "push",
          "found",
          "pause",
          "halted",
          "of",
          "create",
          "describe",
          "bind",
          "begin",
          "first",
          "closed",
          "l".repeat(60),
          "m".repeat(300),
          "注".repeat(300));

  private Names() {}
}
