/** A bridge to an MQTT broker: what happens and how things stand out, SPINE commands in. */
@NullMarked
package dev.shiphub.hub.adapter.mqtt;

import org.jspecify.annotations.NullMarked;
