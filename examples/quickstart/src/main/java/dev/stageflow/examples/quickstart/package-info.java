/** A first flow: a customer's open orders, priced and summed up. */
@NullMarked
package dev.stageflow.examples.quickstart;

import org.jspecify.annotations.NullMarked;
