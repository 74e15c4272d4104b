/** The texts of all messages, one enum for what each is about. */
@NullMarked
package dev.stageflow.processor.diagnostic.message;

import org.jspecify.annotations.NullMarked;
