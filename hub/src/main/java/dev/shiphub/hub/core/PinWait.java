package dev.shiphub.hub.core;

/**
 * A device wants its PIN of us.
 *
 * @param isRequired whether there is no data exchange without it
 * @param isBusy whether it looks at none for now, because there were wrong ones
 * @param isGiven whether it has one that it has not judged
 * @param wasRefused whether the last one was wrong
 */
public record PinWait(boolean isRequired, boolean isBusy, boolean isGiven, boolean wasRefused) {}
