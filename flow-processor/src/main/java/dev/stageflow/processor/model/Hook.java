package dev.stageflow.processor.model;

import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.model.call.Argument;
import dev.stageflow.processor.model.call.MethodModel;
import dev.stageflow.processor.model.call.Unwrapping;
import org.jspecify.annotations.Nullable;

/**
 * A method that is called as a context opens, or as a context or sequence ends.
 *
 * @param method the method; its arguments are {@link Argument.Upstream}, and {@link
 *     Argument.BucketOf} for {@code onFlush}
 * @param unwrapping how the output is unwrapped from its result
 * @param output the sink that takes its output, empty for the flow's own; null if it is void
 * @param type the boxed type of the output; null if it is void
 */
public record Hook(
    MethodModel method, Unwrapping unwrapping, @Nullable String output, @Nullable TypeName type) {}
