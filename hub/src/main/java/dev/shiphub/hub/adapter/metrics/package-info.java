/** Figures of the running hub for Prometheus; the only package that knows its library. */
@NullMarked
package dev.shiphub.hub.adapter.metrics;

import org.jspecify.annotations.NullMarked;
