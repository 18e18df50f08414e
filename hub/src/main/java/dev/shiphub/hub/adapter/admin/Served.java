package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.port.BackupSource;
import dev.shiphub.hub.port.DecisionLog;
import dev.shiphub.hub.port.DoctorSource;
import dev.shiphub.hub.port.HubControl;
import dev.shiphub.hub.port.MessageSender;
import dev.shiphub.hub.port.SelfWatch;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What the admin API opens to its clients.
 *
 * @param hub takes commands and shows how things stand
 * @param messages sends SPINE commands
 * @param about the daemon
 * @param self what the operator has to know of it
 * @param backups makes copies of what it must not lose
 * @param decisions what was decided about trust
 * @param events what happened and happens
 * @param insight what shows its inside
 * @param pairingWindow how long the pairing window is open unless the user says it
 * @param doctor examines the daemon and its surroundings
 * @param steady the clock of the hub's instants; never steps
 * @param wall the clock that people read; may step
 */
public record Served(
    HubControl hub,
    MessageSender messages,
    About about,
    SelfWatch self,
    BackupSource backups,
    DecisionLog decisions,
    EventStream events,
    Insight insight,
    Duration pairingWindow,
    DoctorSource doctor,
    InstantSource steady,
    InstantSource wall) {
  /** How the devices of that picture are shown. */
  DeviceView view(HubSnapshot snapshot) {
    return DeviceView.over(hub, about.ski(), snapshot, wall.instant());
  }
}
