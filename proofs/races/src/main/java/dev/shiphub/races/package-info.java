/**
 * Finds races in what the hub's threads share: our own classes, under tools that choose who goes
 * on.
 */
@org.jspecify.annotations.NullMarked
package dev.shiphub.races;
