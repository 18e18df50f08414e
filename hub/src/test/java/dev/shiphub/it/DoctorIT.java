package dev.shiphub.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code shiphub doctor} on hosts on which something is wrong indeed. */
@Tag("doctor")
@Timeout(110)
final class DoctorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;
  private Path state;
  private TwoHosts hosts;

  @BeforeEach
  void lay() throws Exception {
    state = directory.resolve("state");
    hosts = TwoHosts.make();
  }

  @AfterEach
  void clear() {
    hosts.close();
  }

  private Consultation consultation(String preparation) throws Exception {
    return Consultation.on(hosts.hubHost(), preparation, "--state", state.toString());
  }

  /** With the configuration of the daemon that runs. */
  private Consultation consultationBesideTheDaemon() throws Exception {
    String config = directory.resolve("state.yaml").toString();
    return Consultation.on(hosts.hubHost(), "", "-c", config, "--state", state.toString());
  }

  /** A state directory that a daemon has used. */
  private void use() throws Exception {
    RunningDaemon.startIn(hosts.hubHost(), state, "").close();
  }

  @Test
  void nothingIsWrongWithAGatewayInOrder() throws Exception {
    try (HubOnHost hub = HubOnHost.start(hosts.hubHost(), state);
        RunningDevice device =
            RunningDevice.startOnHost(hosts.deviceHost(), hub.ski(), "--profile", "meter")) {
      hub.awaitSeen(device.ski(), TwoHosts.DEVICE_ADDRESS);
      Consultation.on(hosts.hubHost(), "", "--admin", hub.admin())
          .finds("multicast", "eth0 10.99.0.1: 1 other machine")
          .finds("own-record", "seen as")
          .finds("ship-port", "answers at 10.99.0.1")
          .finds("other-hub", "SHIP nodes heard: 1")
          .isHealthy();
      consultationBesideTheDaemon().finds("daemon", "runs (process ").isHealthy();
    }
  }

  // And what containers bring along is left out, and said.
  /** Provokes the doctor's `addresses`, `multicast`. */
  @Test
  void aHostWithoutACableHasNoAddressAndHearsNothing() throws Exception {
    try (Namespace alone = Namespace.make()) {
      Consultation.on(
              alone.host(),
              "ip link add docker0 type bridge; ip addr add 172.17.0.1/16 dev docker0",
              "--state",
              state.toString())
          .fails("addresses", "docker0 172.17.0.1 (made by container")
          .fails("multicast", "no interface");
    }
  }

  /** Provokes the doctor's `multicast`. */
  @Test
  void aHostWhoseNeighboursAreSilentHearsOnlyItself() throws Exception {
    consultation("").warns("multicast", "only this machine itself");
  }

  /** Provokes the doctor's `own-record`. */
  @Test
  void nobodySeesARecordOfADaemonThatHangs() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.startIn(hosts.hubHost(), state, "")) {
      Process stop =
          Births.start(new ProcessBuilder("kill", "-STOP", String.valueOf(daemon.program().pid())));
      assertEquals(0, stop.waitFor());
      consultationBesideTheDaemon()
          .finds("daemon", "process " + daemon.program().pid())
          .fails("own-record", "does not see");
    }
  }

  /** Provokes the doctor's `other-hub`. */
  @Test
  void aCopyOfTheGatewayOnAnotherHostIsFound() throws Exception {
    use();
    Path copy = directory.resolve("copy");
    copy(state, copy);
    try (RunningDaemon twin = RunningDaemon.startIn(hosts.deviceHost(), copy, "")) {
      try (RunningDaemon daemon = RunningDaemon.startIn(hosts.hubHost(), state, "")) {
        assertEquals(daemon.ski(), twin.ski());
        String admin = "127.0.0.1:" + daemon.adminPort();
        awaitAnnounced(
            () ->
                Consultation.on(hosts.hubHost(), "", "--admin", admin)
                    .fails("other-hub", "another node announces our SKI"));
      }
    }
  }

  /** A record can be heard only seconds after its daemon listens, when nobody has objected. */
  private static void awaitAnnounced(ThrowingRunnable consultation) {
    await().atMost(PATIENCE).untilAsserted(consultation);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Provokes the doctor's `ship-port`, `other-hub`. */
  @Test
  void anotherHubOnThisHostHasThePortAndIsFound() throws Exception {
    Path other = directory.resolve("other");
    try (Program hub =
            Program.startIn(
                hosts.hubHost(), "run", "--state", other.toString(), "--announce-json");
        RunningDaemon daemon = RunningDaemon.startIn(hosts.hubHost(), state, "")) {
      hub.awaitJson(line -> line.integer("shipPort").isPresent());
      Consultation.on(hosts.hubHost(), "", "--state", directory.resolve("third").toString())
          .fails("ship-port", "port 4712 cannot be opened");
      String admin = "127.0.0.1:" + daemon.adminPort();
      awaitAnnounced(
          () ->
              Consultation.on(hosts.hubHost(), "", "--admin", admin)
                  .warns("other-hub", "another hub is on this machine"));
    }
  }

  /** Provokes the doctor's `mdns-port`, `multicast`. */
  @Test
  void aProgramThatDoesNotShareThePortOfMulticastDnsIsNamed() throws Exception {
    try (Program hog = Program.startCommand(PortHog.command(hosts.hubHost()))) {
      hog.awaitJson(line -> line.flag("bound").isPresent());
      consultation("")
          .fails("mdns-port", "open in: java")
          .fails("multicast", "not even this machine itself");
    }
  }

  /** Provokes the doctor's `avahi`, `host-name`. */
  @Test
  void anAvahiThatKeepsOthersOffAndANameThatNobodyKnowsAreFound() throws Exception {
    consultation(
            """
            hostname nowhere-else
            mount -t tmpfs none /run
            mount -t tmpfs none /etc
            mkdir /run/avahi-daemon /etc/avahi
            echo $$ > /run/avahi-daemon/pid
            printf '[server]\\ndisallow-other-stacks=yes\\n' > /etc/avahi/avahi-daemon.conf
            """)
        .fails("avahi", "keep other responders off")
        .warns("host-name", "nowhere-else");
  }

  /** Provokes the doctor's `disk`, `memory`. */
  @Test
  void aFullDiskAndAMachineThatIsTooSmallAreFound() throws Exception {
    Files.createDirectory(state);
    Path figures =
        Files.writeString(
            directory.resolve("meminfo"), "MemTotal: 262144 kB\nMemAvailable: 9000 kB\n");
    consultation(
            "mount -t tmpfs -o size=4m,mode=700 none %1$s\nhead -c 3m /dev/zero > %1$s/full\nmount --bind %2$s /proc/meminfo"
                .formatted(state, figures))
        .fails("disk", "1 MiB free")
        .fails("memory", "8 of 256 MiB");
  }

  /** Provokes the doctor's `identity`, `trust`, `audit`, `clock`, `state-directory`. */
  @Test
  void whatIsKeptAndCannotBeUsedIsFoundAndLeftAsItIs() throws Exception {
    use();
    Files.writeString(state.resolve("identity.p12"), "torn");
    Files.writeString(state.resolve("trust.json"), "{");
    Path log = state.resolve("audit.jsonl");
    Files.writeString(log, Files.readString(log).replace("\"deed\":\"", "\"deed\":\"un"));
    Files.setLastModifiedTime(
        state.resolve("trust.json"), FileTime.from(Instant.now().plus(Duration.ofHours(1))));
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-x---"));
    Map<String, String> before = content();
    consultation("")
        .fails("identity", "identity.p12 cannot be used")
        .fails("trust", "trust.json cannot be read")
        .fails("clock", "there is a file of")
        .warns("audit", "not whole")
        .warns("state-directory", "open to other users");
    assertEquals(before, content());
  }

  private Map<String, String> content() throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.list(state)) {
      for (Path file : files.toList()) {
        byte[] octets = Files.readAllBytes(file);
        content.put(file + " " + Files.getLastModifiedTime(file), HexFormat.of().formatHex(octets));
      }
    }
    return content;
  }

  /** Provokes the doctor's `state-directory`. */
  @Test
  void aStateDirectoryOnADiskThatCannotBeWrittenIsFound() throws Exception {
    use();
    consultation("mount --bind %1$s %1$s\nmount -o remount,bind,ro %1$s".formatted(state))
        .fails("state-directory", "cannot write");
  }

  /** Provokes the doctor's `daemon`. */
  @Test
  void whereNoDaemonRunsThatIsSaid() throws Exception {
    use();
    consultation("")
        .warns("daemon", "does not run")
        .finds("own-record", "no daemon runs")
        .finds("identity", "SKI ")
        .finds("ship-port", "4712 is free");
  }
}
