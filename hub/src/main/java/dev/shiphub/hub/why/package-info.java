/**
 * Why a device is not connected, in one sentence: what is missing, and who has to act. Only
 * computes, of what the hub shows of the device.
 */
@NullMarked
package dev.shiphub.hub.why;

import org.jspecify.annotations.NullMarked;
