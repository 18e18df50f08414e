package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.port.HubControl;
import dev.shiphub.hub.port.MessageSender;
import java.time.InstantSource;

/**
 * What the admin API opens to its clients.
 *
 * @param hub takes commands and shows how things stand
 * @param messages sends SPINE commands
 * @param about the daemon
 * @param events what happened and happens
 * @param steady the clock of the hub's instants; never steps
 * @param wall the clock that people read; may step
 */
public record Served(
    HubControl hub,
    MessageSender messages,
    About about,
    EventStream events,
    InstantSource steady,
    InstantSource wall) {}
