package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.port.DebugSwitch;
import dev.shiphub.hub.port.MetricsSource;
import dev.shiphub.hub.trace.Redaction;
import dev.shiphub.hub.trace.Traces;

/**
 * What shows the inside of a running hub.
 *
 * @param traces the last frames of every device; closed with the server
 * @param redaction the pseudonyms of this run
 * @param metrics the figures
 * @param debug what is logged of single devices
 */
public record Insight(
    Traces traces, Redaction redaction, MetricsSource metrics, DebugSwitch debug) {}
