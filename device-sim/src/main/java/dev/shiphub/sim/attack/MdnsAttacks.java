package dev.shiphub.sim.attack;

import dev.shiphub.ship.Ski;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.DnsAnswer;
import dev.shiphub.sim.raw.MdnsCry;
import dev.shiphub.sim.raw.RawDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What anybody on the link can say by multicast DNS. */
final class MdnsAttacks {
  private static final int LONG = 120;

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "M-spoof",
              "records that claim a bystander's SKI at another host and port, again and again",
              "its connection stays, and its SKI is connected after it",
              Manner.QUIET,
              MdnsAttacks::spoof),
          new Attack(
              "M-own-ski",
              "records that claim the daemon's own SKI at our port",
              "never dialled",
              Manner.QUIET,
              MdnsAttacks::ownSki),
          new Attack(
              "M-flood",
              "2,000 instances with SKIs of their own",
              "the bystanders notice nothing, and few are remembered",
              Manner.ALONE,
              MdnsAttacks::flood));

  private MdnsAttacks() {}

  private static Verdict spoof(Foe foe) throws IOException, InterruptedException, CaseEnded {
    Ski ski = foe.bystanders().found().ski();
    InetAddress elsewhere = InetAddress.getByAddress(new byte[] {127, 99, 99, 99});
    MdnsCry cry = foe.cry();
    for (int i = 0; i < 10; i++) {
      cry.say(DnsAnswer.ship("spoof" + i, ski.hex(), elsewhere, 9, LONG).bytes());
      foe.rest(Duration.ofMillis(200));
    }
    foe.rest(Duration.ofSeconds(2));
    Optional<String> state =
        foe.admin().get("devices/" + ski).flatMap(device -> device.text("state"));
    for (int i = 0; i < 10; i++) {
      cry.say(DnsAnswer.ship("spoof" + i, ski.hex(), elsewhere, 9, 0).bytes());
    }
    return Judge.that(
        state.equals(Optional.of("connected")), "its state is " + state.orElse("unknown"));
  }

  private static Verdict ownSki(Foe foe) throws IOException, InterruptedException, CaseEnded {
    AtomicInteger dials = new AtomicInteger();
    var door =
        foe.bench()
            .keep(
                RawDoor.open(
                    foe.target().own(),
                    foe.bench().dialling(foe.bench().newIdentity()),
                    dials::incrementAndGet));
    MdnsCry cry = foe.cry();
    for (int i = 0; i < 5; i++) {
      cry.say(
          DnsAnswer.ship("copy", foe.target().ski().hex(), foe.target().own(), door.port(), LONG)
              .bytes());
      foe.rest(Duration.ofSeconds(1));
    }
    cry.say(
        DnsAnswer.ship("copy", foe.target().ski().hex(), foe.target().own(), door.port(), 0)
            .bytes());
    return Judge.that(dials.get() == 0, "dialled " + dials.get() + " times");
  }

  private static Verdict flood(Foe foe) throws IOException, InterruptedException, CaseEnded {
    MdnsCry cry = foe.cry();
    for (int i = 0; i < 2_000; i++) {
      String ski = "%040x".formatted(0xabcdef0000L + i);
      cry.say(DnsAnswer.ship("flood" + i, ski, foe.target().own(), 9, 10).bytes());
      if (i % 50 == 0) {
        foe.rest(Duration.ofMillis(50));
      }
    }
    foe.rest(Duration.ofSeconds(1));
    Optional<Long> known =
        foe.admin()
            .get("status")
            .flatMap(status -> status.object("devices"))
            .flatMap(devices -> devices.integer("known"));
    return Judge.that(
        known.filter(count -> count <= 300).isPresent(),
        known.map(count -> count + " are remembered").orElse("the API does not answer"));
  }
}
