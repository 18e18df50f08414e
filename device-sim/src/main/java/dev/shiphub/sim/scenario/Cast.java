package dev.shiphub.sim.scenario;

/**
 * A peer of a scenario.
 *
 * @param name that steps use
 * @param who whether it is a simulated device, or driven by hand
 * @param values how it is
 */
record Cast(String name, Verb.Who who, Values values) {}
