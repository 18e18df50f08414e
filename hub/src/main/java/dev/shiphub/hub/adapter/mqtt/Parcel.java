package dev.shiphub.hub.adapter.mqtt;

import java.util.function.Consumer;

/**
 * A publication that is under way.
 *
 * @param settled to be called once its fate is known, with the lock of {@link Dispatch}
 */
record Parcel(Publication publication, Consumer<Publication> settled) {}
