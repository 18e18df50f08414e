package dev.shiphub.hub.loop;

import dev.shiphub.hub.core.HubCore;
import dev.shiphub.hub.core.Limits;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.hub.port.HubListener;
import dev.shiphub.hub.port.HubWatch;
import dev.shiphub.hub.port.RecordStore;
import dev.shiphub.hub.session.SessionRules;
import dev.shiphub.ship.discovery.Announcement;
import dev.shiphub.ship.port.Dialer;
import dev.shiphub.ship.port.Discovery;
import dev.shiphub.ship.port.Listener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What a hub is made of.
 *
 * @param core the decisions, not started
 * @param rules what all sessions have in common
 * @param limits every bound
 * @param stopTimeout how long a stop may take before connections are cut
 * @param configured the static peers of the configuration
 * @param store where the records go; written by the ledger
 * @param ledger the thread that writes files; drained and closed by the hub's stop
 * @param dialer opens connections
 * @param listener accepts them; opened and closed by the hub
 * @param addressBook learns who is paired and where, for the listener
 * @param discovery finds devices; closed by the hub
 * @param announcement what to announce, given the port that is listened on
 * @param listeners hear what happens
 * @param watches look on
 * @param lastSeq the last event number that an earlier run may have used
 * @param steady the clock of all decisions
 * @param wall the clock of stamps
 */
public record HubParts(
    HubCore core,
    SessionRules rules,
    Limits limits,
    Duration stopTimeout,
    List<StaticPeer> configured,
    RecordStore store,
    Ledger ledger,
    Dialer dialer,
    Listener listener,
    AddressBook addressBook,
    Discovery discovery,
    IntFunction<Announcement> announcement,
    List<HubListener> listeners,
    List<HubWatch> watches,
    long lastSeq,
    InstantSource steady,
    InstantSource wall) {
  public HubParts {
    configured = List.copyOf(configured);
    listeners = List.copyOf(listeners);
    watches = List.copyOf(watches);
  }
}
