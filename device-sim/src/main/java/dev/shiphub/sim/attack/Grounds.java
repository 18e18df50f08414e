package dev.shiphub.sim.attack;

import dev.shiphub.ship.Pin;
import dev.shiphub.sim.bench.AdminControl;
import dev.shiphub.sim.bench.Lab;
import java.util.Optional;

/**
 * Where all cases take place.
 *
 * @param lab the daemon and how it is told things
 * @param admin its admin API
 * @param link the name of the network interface for multicast DNS; empty for that of the address
 * @param pin what the daemon requires of its devices, if it does
 * @param pid of the daemon, if it is known
 * @param spares other daemons, for cases that need a PIN or end what they attack
 */
public record Grounds(
    Lab lab,
    AdminControl admin,
    Optional<String> link,
    Optional<Pin> pin,
    Optional<Long> pid,
    Spares spares) {}
