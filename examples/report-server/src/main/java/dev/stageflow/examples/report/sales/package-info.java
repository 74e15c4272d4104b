/** The sales report: a page of nested tables, made by one flow out of nested queries. */
@NullMarked
package dev.stageflow.examples.report.sales;

import org.jspecify.annotations.NullMarked;
