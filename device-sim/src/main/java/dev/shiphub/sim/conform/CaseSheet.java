package dev.shiphub.sim.conform;

import dev.shiphub.ship.Role;
import dev.shiphub.sim.bench.Declarations;
import java.util.List;
import java.util.Optional;

/**
 * All about a case but its name.
 *
 * @param title what it is about
 * @param requirement what it proves: official ones without their prefix SHIP-TS-, clauses else
 * @param roles in which roles of the device it is run
 * @param needs what the vendor must have declared
 * @param steps what is done
 */
record CaseSheet(String title, String requirement, Roles roles, Needs needs, CaseSteps steps) {
  /**
   * In which roles of the device a case is run, one after the other.
   *
   * @param each each is a run of its own
   * @param words for reports
   */
  record Roles(List<Role> each, String words) {
    static final Roles SERVER = new Roles(List.of(Role.SERVER), "server");
    static final Roles CLIENT = new Roles(List.of(Role.CLIENT), "client");
    static final Roles EITHER = new Roles(List.of(Role.SERVER, Role.CLIENT), "either");

    /** One run, which needs both roles. */
    static final Roles BOTH_AT_ONCE = new Roles(List.of(Role.SERVER), "server and client");
  }

  /** What the vendor must have declared for a case to apply. */
  record Needs(Optional<String> name, String value) {
    static final Needs NOTHING = new Needs(Optional.empty(), "");
    static final Needs SHIP_SERVICE = new Needs(Optional.of("PAR_shipSvc"), "yes");
    static final Needs INITIATES_CLOSE = new Needs(Optional.of("PAR_initiateClose"), "yes");
    static final Needs QUERIES_ACCESS_METHODS =
        new Needs(Optional.of("PAR_queryAccessMethods"), "yes");
    static final Needs QUERIES_NO_ACCESS_METHODS =
        new Needs(Optional.of("PAR_queryAccessMethods"), "no");
    static final Needs READS_DISCOVERY =
        new Needs(Optional.of("PAR_clientDetailedDiscoverySupported"), "yes");

    /** The declaration that switches a case with these needs off; empty if it applies. */
    Optional<String> unmetBy(Declarations declared) {
      return name.filter(par -> !declared.text(par).equals(value))
          .map(par -> par + " is " + declared.text(par));
    }
  }
}
