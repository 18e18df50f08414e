package dev.shiphub.hub.cli;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the demo is to do.
 *
 * @param launcher starts the daemon with {@code run} and devices with {@code sim device}
 * @param devices how many
 * @param isOnce whether to end by itself
 * @param timeout how long the devices have, from the daemon's listening
 * @param isJson whether the result is printed as JSON
 */
record DemoOptions(Path launcher, int devices, boolean isOnce, Duration timeout, boolean isJson) {}
