package dev.shiphub.ship.wire;

/** Anything that one WebSocket message can carry, decoded (SHIP 13.4). */
public sealed interface ShipMessage
    permits ConnectionInit, ControlMessage, ShipData, ConnectionClose {}
