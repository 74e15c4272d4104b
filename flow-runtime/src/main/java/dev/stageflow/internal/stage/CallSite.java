package dev.stageflow.internal.stage;

import dev.stageflow.Flow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The line at which a flow was begun, as a trace shows it. Those of its stages would tell more, and
 * take several times as long as all else that is done to build it. A lambda's own line is known to
 * nothing but the stack trace of what it throws.
 */
public final class CallSite {
  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final String BUILDERS = Flow.class.getPackageName();
  private static final String INTERNALS = BUILDERS + ".internal.";

  /** Turned into text no sooner than it is asked for, which is what costs. */
  private final Optional<StackWalker.StackFrame> caller;

  private CallSite(Optional<StackWalker.StackFrame> caller) {
    this.caller = caller;
  }

  /** Finds the line of the user's code that has called a builder. */
  public static CallSite ofCaller() {
    return new CallSite(WALKER.walk(frames -> frames.filter(CallSite::isUsers).findFirst()));
  }

  private static boolean isUsers(StackWalker.StackFrame frame) {
    String name = frame.getClassName();
    String ownPackage = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    return !ownPackage.equals(BUILDERS) && !name.startsWith(INTERNALS);
  }

  /** Returns the line; null if it is not known. */
  public @Nullable StackTraceElement place() {
    return caller.map(StackWalker.StackFrame::toStackTraceElement).orElse(null);
  }
}
