/** Users' builds, with the libraries as they are published. */
@NullMarked
package dev.stageflow.build;

import org.jspecify.annotations.NullMarked;
