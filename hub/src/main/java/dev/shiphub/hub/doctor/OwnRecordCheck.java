package dev.shiphub.hub.doctor;

import java.util.List;
import java.util.Optional;

/**
 * Whether a second listener sees what the daemon announces.
 *
 * @param self empty if no daemon runs
 * @param heard all records that were heard
 */
public record OwnRecordCheck(Optional<Self> self, List<HeardHub> heard) implements Check {
  public OwnRecordCheck {
    heard = List.copyOf(heard);
  }

  @Override
  public Topic topic() {
    return Topic.OWN_RECORD;
  }

  @Override
  public Finding finding() {
    if (self.isEmpty()) {
      return Finding.ok(
          "no daemon runs, so nothing is announced",
          "es läuft kein Dienst, also wird nichts angekündigt");
    }
    Optional<HeardHub> own = heard.stream().filter(self.get()::is).findFirst();
    return own.isPresent()
        ? Finding.ok("seen as " + own.get(), "gesehen als " + own.get())
        : Finding.fail(
                "a second listener does not see the record of this hub",
                "ein zweiter Zuhörer sieht den Eintrag dieses Hubs nicht")
            .remedy(
                "a daemon that has just started needs ten seconds; later, see to what 'multicast'"
                    + " and 'mdns-port' say, then restart the daemon",
                "ein eben gestarteter Dienst braucht zehn Sekunden; danach das beheben, was"
                    + " 'multicast' und 'mdns-port' sagen, dann den Dienst neu starten");
  }
}
