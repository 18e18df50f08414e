package dev.shiphub.sim;

import java.security.SecureRandom;
import java.util.function.IntConsumer;

/**
 * What a process gives to the commands that it runs.
 *
 * @param console its streams
 * @param random for keys and delays
 * @param end ends the process with a code, at once and whatever else is going on
 */
record ProcessHost(Console console, SecureRandom random, IntConsumer end) {}
