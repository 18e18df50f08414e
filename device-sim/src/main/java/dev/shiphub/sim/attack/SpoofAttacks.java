package dev.shiphub.sim.attack;

import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Preconditions;
import dev.shiphub.sim.bench.ShipBytes;
import dev.shiphub.sim.bench.Talk;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.DnsAnswer;
import dev.shiphub.sim.raw.MdnsCry;
import dev.shiphub.sim.raw.Opened;
import dev.shiphub.sim.raw.RawDoor;
import dev.shiphub.sim.raw.RawIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What anybody on the link can say by multicast DNS of somebody else. */
final class SpoofAttacks {
  private static final int LONG = 120;
  private static final int FALSE_RECORDS = 6;
  private static final Duration DIALS_WITHIN = Duration.ofSeconds(25);

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "M-spoof",
              "records that claim a bystander's SKI at another host and port, again and again",
              "its connection stays, and its SKI is connected after it",
              Manner.QUIET,
              SpoofAttacks::spoof),
          new Attack(
              "M-spoof-reconnect",
              "six false places of a paired device, more than are kept; then its connection is cut",
              "dialled again where it was, before any false place is tried",
              Manner.WAITING,
              SpoofAttacks::reconnect),
          new Attack(
              "M-goodbye",
              "goodbyes in the name of a bystander",
              "its connection stays",
              Manner.QUIET,
              SpoofAttacks::goodbye),
          new Attack(
              "M-two-hosts",
              "one SKI announced by two hosts",
              "both places are shown at the one device",
              Manner.QUIET,
              SpoofAttacks::twoHosts),
          new Attack(
              "M-own-ski",
              "records that claim the daemon's own SKI at our port",
              "never dialled",
              Manner.QUIET,
              SpoofAttacks::ownSki),
          new Attack(
              "M-register",
              "a stranger's record whose register goes from false to true and back",
              "neither dialled nor paired by it",
              Manner.WAITING,
              SpoofAttacks::register),
          new Attack(
              "M-flap",
              "a paired device that comes and goes ten times a second, behind a wrong certificate",
              "dialled at most three times in eight seconds",
              Manner.WAITING,
              SpoofAttacks::flap));

  private SpoofAttacks() {}

  private static Verdict spoof(Foe foe) throws IOException, InterruptedException, CaseEnded {
    Ski ski = foe.bystanders().found().ski();
    InetAddress elsewhere = InetAddress.getByAddress(new byte[] {127, 99, 99, 99});
    MdnsCry cry = foe.cry();
    for (int i = 0; i < 10; i++) {
      cry.say(DnsAnswer.ship("spoof" + i, ski.hex(), elsewhere, 9, LONG).bytes());
      foe.rest(Duration.ofMillis(200));
    }
    foe.rest(Duration.ofSeconds(2));
    Verdict verdict = connected(foe, ski);
    for (int i = 0; i < 10; i++) {
      cry.say(DnsAnswer.ship("spoof" + i, ski.hex(), elsewhere, 9, 0).bytes());
    }
    return verdict;
  }

  private static Verdict connected(Foe foe, Ski ski) {
    Optional<String> state =
        foe.admin().get("devices/" + ski).flatMap(device -> device.text("state"));
    return Judge.that(
        state.equals(Optional.of("connected")), "its state is " + state.orElse("unknown"));
  }

  /** The bystanders must miss nothing, so a third paired device is cut. */
  private static Verdict reconnect(Foe foe) throws IOException, InterruptedException, CaseEnded {
    RawIdentity identity = foe.bench().newIdentity();
    foe.bench().trust(identity);
    RawDoor door = door(foe, identity, () -> {});
    AtomicInteger misled = new AtomicInteger();
    RawDoor decoy = door(foe, foe.bench().newIdentity(), misled::incrementAndGet);
    try (Hearsay words = new Hearsay(foe)) {
      String ski = "ski=" + identity.shown().hex();
      words.say(words.name("true"), words.strings(ski), door.port());
      Talk talk = inData(foe, next(door, "the device was not dialled where it was announced"));
      for (int i = 0; i < FALSE_RECORDS; i++) {
        words.say(words.name("false" + i), words.strings(ski), decoy.port());
        foe.rest(Duration.ofMillis(150));
      }
      foe.rest(Duration.ofSeconds(2));
      Instant cut = foe.now();
      talk.close();
      Optional<Opened> again = door.next(DIALS_WITHIN);
      boolean isBack = again.filter(Opened.Up.class::isInstance).isPresent();
      again.ifPresent(opened -> close(foe, opened));
      return Judge.that(
          isBack && misled.get() == 0,
          (isBack ? "dialled again after " + Talk.seconds(foe.since(cut)) : "not dialled again")
              + ", "
              + misled.get()
              + " false dials before");
    }
  }

  private static RawDoor door(Foe foe, RawIdentity identity, Runnable onTcp) throws IOException {
    return foe.bench()
        .keep(RawDoor.open(foe.target().own(), foe.bench().dialling(identity), onTcp));
  }

  private static Opened next(RawDoor door, String otherwise)
      throws InterruptedException, CaseEnded {
    Optional<Opened> opened = door.next(DIALS_WITHIN);
    return opened.orElseThrow(() -> CaseEnded.unmet(otherwise));
  }

  private static Talk inData(Foe foe, Opened opened) throws InterruptedException, CaseEnded {
    Talk talk = foe.bench().keep(foe.bench().talk("", opened));
    try {
      Preconditions.init(talk, Role.CLIENT);
      talk.need("hello ready", said -> said.isHello("ready"));
      talk.send(ShipBytes.HELLO_READY);
      Preconditions.toDataExchange(talk, Role.CLIENT);
      return talk;
    } catch (CaseEnded ended) {
      throw ended.asPrecondition();
    }
  }

  private static void close(Foe foe, Opened opened) {
    if (opened instanceof Opened.Up(var link)) {
      foe.bench().keep(link);
    }
  }

  private static Verdict goodbye(Foe foe) throws IOException, InterruptedException, CaseEnded {
    Ski ski = foe.bystanders().found().ski();
    Optional<JsonObject> record =
        foe.admin()
            .get("devices/" + ski)
            .flatMap(device -> device.items("records"))
            .flatMap(records -> records.stream().findFirst())
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast);
    String instance =
        record
            .flatMap(it -> it.text("instance"))
            .orElseThrow(() -> CaseEnded.unmet("the bystander has no record"));
    MdnsCry cry = foe.cry();
    for (int i = 0; i < 10; i++) {
      cry.say(DnsAnswer.ship(instance, ski.hex(), foe.target().own(), 9, 0).bytes());
      foe.rest(Duration.ofMillis(300));
    }
    foe.rest(Duration.ofSeconds(4));
    return connected(foe, ski);
  }

  private static Verdict twoHosts(Foe foe) throws IOException, InterruptedException, CaseEnded {
    Ski ski = foe.bench().newIdentity().shown();
    try (Hearsay words = new Hearsay(foe)) {
      words.say(words.name("one"), words.strings("ski=" + ski.hex()), 4711);
      words.say(words.name("two"), words.strings("ski=" + ski.hex()), 4712);
      words.needsAnEar();
      int count =
          foe.admin()
              .get("devices/" + ski)
              .flatMap(device -> device.items("records"))
              .map(List::size)
              .orElse(0);
      return Judge.that(count == 2, count + " places are shown");
    }
  }

  private static Verdict ownSki(Foe foe) throws IOException, InterruptedException, CaseEnded {
    AtomicInteger dials = new AtomicInteger();
    RawDoor door = door(foe, foe.bench().newIdentity(), dials::incrementAndGet);
    try (Hearsay words = new Hearsay(foe)) {
      List<String> strings = words.strings("ski=" + foe.target().ski().hex());
      for (int i = 0; i < 5; i++) {
        words.say(words.name("copy"), strings, door.port());
        foe.rest(Duration.ofSeconds(1));
      }
      words.needsAnEar();
    }
    return Judge.that(dials.get() == 0, "dialled " + dials.get() + " times");
  }

  private static Verdict register(Foe foe) throws IOException, InterruptedException, CaseEnded {
    RawIdentity stranger = foe.bench().newIdentity();
    AtomicInteger dials = new AtomicInteger();
    RawDoor door = door(foe, stranger, dials::incrementAndGet);
    try (Hearsay words = new Hearsay(foe)) {
      for (int i = 0; i < 10; i++) {
        boolean isOn = i % 2 == 1;
        words.say(
            words.name("eager"),
            words.strings("ski=" + stranger.shown().hex(), "register=" + isOn),
            door.port());
        foe.rest(Duration.ofMillis(700));
      }
      words.needsAnEar();
      if (!words.isTaken(stranger.shown().hex())) {
        throw CaseEnded.unmet("the record was not heard");
      }
    }
    boolean isPaired = foe.isPaired(stranger.shown().hex());
    return Judge.that(
        dials.get() == 0 && !isPaired,
        "dialled " + dials.get() + " times, " + (isPaired ? "paired" : "not paired"));
  }

  private static Verdict flap(Foe foe) throws IOException, InterruptedException, CaseEnded {
    RawIdentity paired = foe.bench().newIdentity();
    foe.bench().trust(paired);
    AtomicInteger dials = new AtomicInteger();
    RawDoor door = door(foe, foe.bench().newIdentity(), dials::incrementAndGet);
    try (Hearsay words = new Hearsay(foe)) {
      for (int i = 0; i < 40; i++) {
        words.say(words.name("flap"), words.strings("ski=" + paired.shown().hex()), door.port());
        foe.rest(Duration.ofMillis(100));
        words.takeBack(words.name("flap"));
        foe.rest(Duration.ofMillis(100));
      }
    }
    if (dials.get() == 0) {
      throw CaseEnded.unmet("the device was never dialled");
    }
    return Judge.that(dials.get() <= 3, "dialled " + dials.get() + " times");
  }
}
