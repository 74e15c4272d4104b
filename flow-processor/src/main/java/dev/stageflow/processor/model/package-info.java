/**
 * A definition as values, free of the compiler's own objects: made by {@code parse}, read by {@code
 * check} and {@code write}. Types and expressions are JavaPoet's.
 */
@NullMarked
package dev.stageflow.processor.model;

import org.jspecify.annotations.NullMarked;
