package dev.shiphub.sim.attack;

import dev.shiphub.sim.bench.CaseEnded;
import dev.shiphub.sim.bench.Verdict;
import dev.shiphub.sim.raw.DnsAnswer;
import dev.shiphub.sim.raw.MdnsCry;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What anybody on the link can say by multicast DNS that is no sound record, or too much of it. */
final class MdnsAttacks {
  private static final String A_SKI = "0123456789abcdef0123456789abcdef01234567";
  private static final int USUAL_PORT = 4712;
  private static final int QUESTIONS = 2_000;
  private static final int FLOOD = 2_000;

  static final List<Attack> ALL =
      List.of(
          new Attack(
              "M-bad-ski",
              "services whose SKI has 39 or 41 digits, no digits, or is missing",
              "not taken for devices; a sound service beside them is",
              Manner.QUIET,
              foe ->
                  ignored(
                      foe,
                      "ski=" + A_SKI.substring(1),
                      "ski=" + A_SKI + "0",
                      "ski=" + A_SKI.replace('0', 'g'),
                      "ski=",
                      "ski")),
          new Attack(
              "M-bad-text",
              "services of another version, without ID, or whose register is neither true nor"
                  + " false",
              "not taken for devices; a sound service beside them is",
              Manner.QUIET,
              foe -> ignored(foe, "txtvers=2", "txtvers=", "id=", "id", "register=maybe")),
          new Attack(
              "M-path-injection",
              "services whose path carries a second header, climbs, or is another site's address",
              "not taken for devices: no such text gets into a request",
              Manner.QUIET,
              foe ->
                  ignored(
                      foe,
                      "path=/ship/ HTTP/1.1\r\nX-Evil: 1",
                      "path=/ship/\n",
                      "path=/../../etc/",
                      "path=http://evil.example/",
                      "path=ship")),
          new Attack(
              "M-long-text",
              "a text record of 1,500 bytes and one of 8,000",
              "not taken for devices; a sound service beside them is",
              Manner.QUIET,
              MdnsAttacks::longText),
          new Attack(
              "M-same-key-twice",
              "a text record with two SKIs",
              "the first one counts (RFC 6763 6.4), the second is nobody's",
              Manner.QUIET,
              MdnsAttacks::sameKeyTwice),
          new Attack(
              "M-port-zero",
              "a service at port 0",
              "not taken for a device",
              Manner.QUIET,
              MdnsAttacks::portZero),
          new Attack(
              "M-control-name",
              "an instance whose name has the bytes that clear a terminal",
              "not taken for a device",
              Manner.QUIET,
              MdnsAttacks::controlName),
          new Attack(
              "M-control-brand",
              "a brand with the bytes that clear a terminal, and one that turns the text around",
              "the device is shown without these",
              Manner.QUIET,
              MdnsAttacks::controlBrand),
          new Attack(
              "M-garbage",
              "500 packets: noise, cut off records, names that point to themselves, counts that"
                  + " lie",
              "a sound service after them is taken",
              Manner.QUIET,
              MdnsAttacks::garbage),
          new Attack(
              "M-questions",
              "2,000 questions for all services as fast as they go",
              "the bystanders notice nothing, and a sound service after them is taken",
              Manner.ALONE,
              MdnsAttacks::questions),
          new Attack(
              "M-flood",
              "2,000 instances with SKIs of their own",
              "the bystanders notice nothing, and few are remembered",
              Manner.ALONE,
              MdnsAttacks::flood));

  private MdnsAttacks() {}

  private static Verdict ignored(Foe foe, String... flaws)
      throws IOException, InterruptedException, CaseEnded {
    try (Hearsay words = new Hearsay(foe)) {
      for (int i = 0; i < flaws.length; i++) {
        words.say(words.name("flaw" + i), words.strings(flaws[i]));
      }
      return isIgnored(words, flaws.length);
    }
  }

  private static Verdict isIgnored(Hearsay words, int count)
      throws IOException, InterruptedException, CaseEnded {
    words.needsAnEar();
    String shown = words.shown().orElseThrow(() -> CaseEnded.unmet("the API does not answer"));
    for (int i = 0; i < count; i++) {
      if (shown.contains(words.name("flaw" + i))) {
        return Verdict.failed("number " + (i + 1) + " of " + count + " is taken for a device");
      }
    }
    return Verdict.passed("none of " + count + " is taken for a device, the sound one is");
  }

  private static Verdict longText(Foe foe) throws IOException, InterruptedException, CaseEnded {
    try (Hearsay words = new Hearsay(foe)) {
      for (int i = 0; i < 2; i++) {
        List<String> strings = words.strings();
        strings.addAll(Collections.nCopies(i == 0 ? 6 : 32, "x=" + "y".repeat(240)));
        words.say(words.name("flaw" + i), strings);
      }
      return isIgnored(words, 2);
    }
  }

  private static Verdict portZero(Foe foe) throws IOException, InterruptedException, CaseEnded {
    try (Hearsay words = new Hearsay(foe)) {
      words.say(words.name("flaw0"), words.strings(), 0);
      return isIgnored(words, 1);
    }
  }

  private static Verdict controlName(Foe foe) throws IOException, InterruptedException, CaseEnded {
    try (Hearsay words = new Hearsay(foe)) {
      words.say(words.name("\u001b[2J\u0007flaw0"), words.strings());
      return isIgnored(words, 1);
    }
  }

  private static Verdict sameKeyTwice(Foe foe) throws IOException, InterruptedException, CaseEnded {
    try (Hearsay words = new Hearsay(foe)) {
      String first = foe.bench().newIdentity().shown().hex();
      String second = foe.bench().newIdentity().shown().hex();
      words.say(words.name("two"), words.strings("ski=" + first, "SKI=" + second));
      words.needsAnEar();
      return Judge.that(
          words.isTaken(first) && !words.isTaken(second),
          "first: " + words.isTaken(first) + ", second: " + words.isTaken(second));
    }
  }

  private static Verdict controlBrand(Foe foe) throws IOException, InterruptedException, CaseEnded {
    try (Hearsay words = new Hearsay(foe)) {
      words.say(
          words.name("loud"),
          words.strings("brand=Ac\u001b[2Jme", "model=\u202egnp.exe", "type=a\u0000b"));
      words.needsAnEar();
      String shown = words.shown().orElse("");
      if (!shown.contains(words.name("loud"))) {
        throw CaseEnded.unmet("the device is not shown");
      }
      boolean isClean = !shown.matches("(?is).*(\\\\u001b|\\\\u0000|\\\\u202e|\u001b|\u202e).*");
      return Judge.that(isClean, isClean ? "shown without them" : "shown as they came");
    }
  }

  private static Verdict garbage(Foe foe) throws IOException, InterruptedException, CaseEnded {
    try (Hearsay words = new Hearsay(foe)) {
      byte[] sound = words.records(words.name("cut"), words.strings(), USUAL_PORT, 10).bytes();
      RandomGenerator random = foe.grounds().lab().random();
      for (int i = 0; i < 500; i++) {
        byte[] packet = Arrays.copyOf(sound, sound.length);
        switch (i % 4) {
          case 0 -> random.nextBytes(packet);
          case 1 -> packet = Arrays.copyOf(sound, 1 + random.nextInt(sound.length - 1));
          case 2 -> packet = ownTail();
          default -> Arrays.fill(packet, 4, 12, (byte) 0xff);
        }
        words.say(packet);
        foe.rest(Duration.ofMillis(2));
      }
      words.needsAnEar();
      return Verdict.passed("a sound service after 500 packets is taken");
    }
  }

  /** A record whose name is a pointer to itself (RFC 1035 4.1.4). */
  private static byte[] ownTail() {
    byte[] name = {(byte) 0xc0, 12};
    return new DnsAnswer().raw(name, 12, 1, 10, name).bytes();
  }

  private static Verdict questions(Foe foe) throws IOException, InterruptedException, CaseEnded {
    try (Hearsay words = new Hearsay(foe)) {
      byte[] name = DnsAnswer.name(List.of(), "_ship._tcp.local.");
      byte[] question = Arrays.copyOf(new byte[] {0, 0, 0, 0, 0, 1}, 12 + name.length + 4);
      System.arraycopy(name, 0, question, 12, name.length);
      question[12 + name.length + 1] = 12;
      question[12 + name.length + 3] = 1;
      for (int i = 0; i < QUESTIONS; i++) {
        words.say(question);
        if (i % 100 == 0) {
          foe.rest(Duration.ofMillis(20));
        }
      }
      words.needsAnEar();
      return Verdict.passed("a sound service after " + QUESTIONS + " questions is taken");
    }
  }

  private static Verdict flood(Foe foe) throws IOException, InterruptedException, CaseEnded {
    MdnsCry cry = foe.cry();
    for (int i = 0; i < FLOOD; i++) {
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
