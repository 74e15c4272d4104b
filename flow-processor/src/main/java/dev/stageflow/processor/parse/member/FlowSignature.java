package dev.stageflow.processor.parse.member;

import com.squareup.javapoet.TypeName;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a flow before it is generated.
 *
 * @param name the generated class, with its definition's type variables
 * @param takes its input's type; null for a source flow
 * @param gives its outputs' type; null if the last stage alone does not determine it
 * @param isDurable whether its runs can be saved
 */
public record FlowSignature(
    TypeName name, @Nullable TypeMirror takes, @Nullable TypeMirror gives, boolean isDurable) {}
