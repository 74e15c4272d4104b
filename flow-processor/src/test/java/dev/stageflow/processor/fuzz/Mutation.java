package dev.stageflow.processor.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change that a user may make by mistake. The source stays Java, whatever becomes of the flow.
 */
enum Mutation {
  ANOTHER_ITEM("(\\n  \\w.*\\()\\S+ given", "$1java.io.File given"),
  ANOTHER_VALUE("(Upstream\\(\"\\S+\"\\)) \\S+ upper0", "$1 java.io.File upper0"),
  UNKNOWN_VALUE("Upstream\\(\"", "Upstream(\"no"),
  UNKNOWN_BREAK("orBreak = \"", "orBreak = \"no"),
  UNKNOWN_METHOD("(onFinish|onClose|finish|flushWhen) = \"", "$1 = \"no"),
  BLANK_NAME("(onFinish|onClose|finish|flushWhen) = \"[^\"]+\"", "$1 = \" \""),
  PRIVATE("\\n  (?:public |protected |final |static |default )?(\\S+ \\S+\\()", "\n  private $1"),
  GENERIC("\\n  (void \\S+\\()", "\n  <Z> $1"),
  VARARGS("(\\n  \\w.*\\(\\S+) given\\)", "$1... given)"),
  THROWABLE("(\\n  \\w.* given\\)) \\{", "$1 throws java.lang.Throwable {"),
  TWO_STAGES("\\n  (@\\S+)Filter\\n", "\n  $1Function\n  $1Filter\n"),
  NOT_BOOLEAN("\\n  (@\\S+)Function\\n", "\n  $1Filter\n"),
  NO_SEQUENCE("\\n  (@\\S+)Function\\n", "\n  $1Sequence\n"),
  NO_ACCUMULATE("\\n  (@\\S+)Accumulate\\n", "\n  $1Function\n"),
  ACCUMULATE("\\n  (@\\S+)Filter\\n", "\n  $1Accumulate\n"),
  CONTEXT_PLACE("\\n  (@\\S+)Accumulate", "\n  $1Context\n  $1Accumulate"),
  TUNNEL_PLACE("\\n  (@\\S+)Filter", "\n  $1Tunnel\n  $1Filter"),
  TUNNEL_OF_ANY("(?<!Tunnel)\\n  (@\\S+)Sequence", "\n  $1Tunnel\n  $1Sequence"),
  STOP("stop = \"", "stop = \"no"),
  UNNAMED_VALUE("Upstream\\(\"\\S+\"\\)", "Upstream"),
  LEFT_OUT("stages = \\{\"[^\"]+\"(, )?", "stages = {"),
  RAW("(java\\.util\\.(?:List|Collection))<[^<>]*> given", "$1 given"),
  PAUSE("((?:Start|Full)\\(.*\\)) \\{", "$1 throws dev.stageflow.PauseFlow {"),
  NO_RECOVERED_STAGE("Recover\\((\\{?)\"", "Recover($1\"no"),
  RECOVERED_TWICE("Recover\\((\"\\S+\")\\)", "Recover({$1, $1})"),
  RECOVERED_NONE("Recover\\(.*\\)", "Recover({})"),
  NO_FAILURE("fuzz\\.Fault failure", "java.lang.String failure"),
  NEVER_THROWN("fuzz\\.Fault failure", "java.io.IOException failure"),
  PAUSE_TAKEN("fuzz\\.Fault failure", "dev.stageflow.PauseFlow failure"),
  NEVER_RETRIED("on = fuzz\\.Fault", "on = java.io.IOException"),
  NO_RETRY("times = 2", "times = 0"),
  NO_STAGE("(?<!Context[^;]{0,999})\\n  (@\\S+)(?:Function|Filter)\\n", "\n  $1Context\n");

  private final Pattern place;
  private final String replacement;

  Mutation(String place, String replacement) {
    this.place = Pattern.compile(place);
    this.replacement = replacement;
  }

  /** Changes one place, if there is one. */
  Optional<String> change(String source, SplittableRandom random) {
    List<Integer> starts = place.matcher(source).results().map(MatchResult::start).toList();
    if (starts.isEmpty()) {
      return Optional.empty();
    }
    Matcher chosen = place.matcher(source);
    StringBuilder changed = new StringBuilder();
    if (chosen.find(starts.get(random.nextInt(starts.size())))) {
      chosen.appendReplacement(changed, replacement);
    }
    return Optional.of(chosen.appendTail(changed).toString());
  }
}
