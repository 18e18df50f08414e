/**
 * Scenarios: a language in YAML for devices that behave and peers that do not, step by step, and
 * the engine that plays them against a target and reports (docs/scenarios.md).
 */
@NullMarked
package dev.shiphub.sim.scenario;

import org.jspecify.annotations.NullMarked;
