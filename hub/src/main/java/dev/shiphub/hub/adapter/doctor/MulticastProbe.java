package dev.shiphub.hub.adapter.doctor;

import dev.shiphub.hub.adapter.file.StateFiles;
import dev.shiphub.hub.doctor.Check;
import dev.shiphub.hub.doctor.Ear;
import dev.shiphub.hub.doctor.HeardHub;
import dev.shiphub.hub.doctor.MulticastCheck;
import dev.shiphub.hub.doctor.OtherHubCheck;
import dev.shiphub.hub.doctor.OwnRecordCheck;
import dev.shiphub.hub.doctor.Self;
import dev.shiphub.hub.doctor.Topic;
import dev.shiphub.ship.discovery.LinkSurvey;
import dev.shiphub.ship.identity.IdentityFile;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Asks for SHIP nodes on every announced address, once a second, and listens for up to three: a
 * second listener, which has no code in common with the one of the daemon.
 */
record MulticastProbe(Patient patient, LinkSurvey survey, InstantSource steady) implements Probe {
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final int ROUNDS = 3;

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.MULTICAST, Topic.OWN_RECORD, Topic.OTHER_HUB);
  }

  @Override
  public List<Check> look() throws IOException {
    Set<String> own = Addresses.own();
    List<MulticastEar> ears =
        survey.served().stream().map(place -> new MulticastEar(place, own)).toList();
    HeardNodes nodes = new HeardNodes(own);
    try (Selector selector = Selector.open()) {
      ears.forEach(ear -> ear.open(selector));
      for (int round = 0; round < ROUNDS && !isContent(round, ears, nodes); round++) {
        byte[] packet = DnsQuestion.packet(questions(nodes));
        ears.forEach(ear -> ear.ask(packet));
        listen(selector, nodes);
      }
    } finally {
      for (MulticastEar ear : ears) {
        ear.close();
      }
    }
    List<HeardHub> heard = nodes.hubs();
    return List.of(
        new MulticastCheck(ears.stream().map(MulticastEar::ear).toList()),
        new OwnRecordCheck(patient.self(), heard),
        new OtherHubCheck(ski(), patient.self(), heard));
  }

  /** After two rounds whoever is there has been heard; the third is for packets that were lost. */
  private boolean isContent(int round, List<MulticastEar> ears, HeardNodes nodes) {
    boolean isSeen =
        patient.self().map(self -> nodes.hubs().stream().anyMatch(self::is)).orElse(true);
    List<Ear> heard = ears.stream().map(MulticastEar::ear).toList();
    return round == ROUNDS - 1 && isSeen && heard.stream().allMatch(Ear::hearsItself);
  }

  private static List<DnsQuestion> questions(HeardNodes nodes) {
    return Stream.concat(
            Stream.of(DnsQuestion.SHIP_NODES, DnsQuestion.SERVICES), nodes.open().stream())
        .toList();
  }

  private void listen(Selector selector, HeardNodes nodes) throws IOException {
    Instant end = steady.instant().plus(ROUND);
    for (Duration left = ROUND;
        left.toMillis() > 0;
        left = Duration.between(steady.instant(), end)) {
      selector.select(left.toMillis());
      for (SelectionKey key : selector.selectedKeys()) {
        ((MulticastEar) key.attachment()).hear().ifPresent(nodes::take);
      }
      selector.selectedKeys().clear();
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("interrupted");
      }
    }
  }

  /** Ours, also if no daemon runs: a copy may. */
  private Optional<String> ski() {
    return patient
        .self()
        .map(Self::ski)
        .or(
            () ->
                new IdentityFile(patient.state().resolve(StateFiles.IDENTITY)).load()
                        instanceof IdentityFile.Outcome.Loaded(var identity)
                    ? Optional.of(identity.ski().hex())
                    : Optional.empty());
  }
}
