/** What a definition does wrong: the rules, where each error or warning is, and what may help. */
@NullMarked
package dev.stageflow.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
