package dev.shiphub.hub.crash;

import dev.shiphub.hub.FreshStart;
import dev.shiphub.hub.adapter.file.EventLog;
import dev.shiphub.hub.core.Answer;
import dev.shiphub.hub.core.AuditRecord;
import dev.shiphub.hub.core.AuditRecord.Deed;
import dev.shiphub.hub.core.Connection;
import dev.shiphub.hub.core.ConnectionId;
import dev.shiphub.hub.core.DoubleConnectionRule;
import dev.shiphub.hub.core.HubCore;
import dev.shiphub.hub.core.HubEffect;
import dev.shiphub.hub.core.HubEvent;
import dev.shiphub.hub.core.Limits;
import dev.shiphub.hub.core.Notice;
import dev.shiphub.hub.core.NoticeType;
import dev.shiphub.hub.core.Request;
import dev.shiphub.hub.core.StaticPeer;
import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord.Origin;
import dev.shiphub.hub.disk.Disk;
import dev.shiphub.hub.loop.Saves;
import dev.shiphub.hub.port.PublishedNotice;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A life of a gateway on a disk that records it: its stores, its decisions and its way of saving
 * are the real ones; its users and devices do what comes next.
 */
final class GatewayLife {
  static final String STATE = "/var/lib/shiphub";
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final int DEVICES = 5;

  /** A cause of this length fills the log in a few events. */
  private static final int LONG = 50_000;

  private final Disk disk;
  private final RandomGenerator random;
  private final Map<Long, Request> asked = new HashMap<>();
  private final EventLog events;
  private final HubCore core;
  private final Saves saves;
  private final FreshStart start;
  private StoredState saving = StoredState.EMPTY;
  private StoredState held;
  private Instant now = NOW;
  private long commands;
  private long seq;

  private GatewayLife(Disk disk, FreshStart start, RandomGenerator random) {
    this.disk = disk;
    this.start = start;
    this.random = random;
    events =
        new EventLog(
            start.directory().path(),
            write -> {
              write.run();
              return true;
            });
    seq = events.lastSeq();
    core =
        new HubCore(
            start.ski(),
            DoubleConnectionRule.EVIDENCE,
            Limits.DEFAULT,
            Duration.ofSeconds(5),
            start.stored(),
            random);
    saves = new Saves(this::save, this::hear);
    held = start.stored();
  }

  /** Lives for so many deeds of users and devices, from the start to an orderly stop. */
  static void live(Disk disk, RandomGenerator random, SecureRandom keys, int deeds)
      throws IOException {
    try (FreshStart start = FreshStart.of(disk.path(STATE), () -> NOW, keys)) {
      disk.say(new Word.Known(start.ski()));
      // It acts on what it finds, too.
      disk.say(new Word.Saved(start.stored()));
      GatewayLife life = new GatewayLife(disk, start, random);
      try {
        life.take(life.core.start(List.of(), life.now));
        for (int deed = 0; deed < deeds; deed++) {
          life.next();
        }
        life.on(new HubEvent.StopRequested());
      } finally {
        life.saves.close();
      }
    }
  }

  private void save(StoredState state, List<AuditRecord> decisions) throws IOException {
    saving = state;
    disk.say(new Word.Saving(state));
    start.records().save(state, decisions);
    held = state;
    start.audit().head().ifPresent(head -> disk.say(new Word.Noted(head.hash())));
  }

  private static AuditRecord decision(Deed deed, Ski device) {
    return new AuditRecord(deed, Optional.of(device), "user", "typed", "nothing else");
  }

  /** A decision that changes nothing but the audit log. */
  private void deny(Ski device) {
    try {
      save(held, List.of(decision(Deed.DENIED, device)));
      disk.say(new Word.Saved(held));
    } catch (IOException refused) {
      disk.say(new Word.NotSaved(held, disk.hasFailedWithNames()));
    }
  }

  /** In the very moment in which the hub would hear it. */
  private void hear(HubEvent outcome) {
    disk.say(
        outcome instanceof HubEvent.Saved
            ? new Word.Saved(saving)
            : new Word.NotSaved(saving, disk.hasFailedWithNames()));
  }

  private void next() {
    Ski device = device(random.nextInt(DEVICES));
    switch (random.nextInt(13)) {
      case 0, 1, 2, 3 -> ask(new Request.Pair(device, Origin.USER_INPUT, now));
      case 4, 5, 6 -> ask(new Request.Unpair(device));
      case 7 ->
          ask(
              new Request.AddPeer(
                  new StaticPeer(
                      device, new Endpoint(List.of("192.0.2.1"), 4_711, "/", Optional.empty()))));
      case 8 -> on(new HubEvent.PinEntered(connection(device), random.nextInt(3) == 0));
      case 9 -> on(new HubEvent.PeerNamed(connection(device), new ShipId("n" + random.nextInt(9))));
      case 10 -> deny(new Ski("f".repeat(40)));
      case 11 -> {
        String cause = random.nextInt(8) == 0 ? "x".repeat(LONG) : "x";
        tell(new Notice(NoticeType.ATTEMPT_FAILED, Optional.of(device), Optional.empty(), cause));
      }
      default -> {
        disk.writeBack();
        now = now.plusSeconds(random.nextInt(40));
        take(core.onDeadline(now));
      }
    }
  }

  private static Ski device(int number) {
    return new Ski(String.valueOf(number).repeat(40));
  }

  private static Connection connection(Ski device) {
    return new Connection(new ConnectionId(1), device, Role.SERVER, "192.0.2.1:1");
  }

  private void ask(Request request) {
    commands++;
    asked.put(commands, request);
    switch (request) {
      case Request.Pair pair -> disk.say(new Word.Asked(pair.ski(), true));
      case Request.Unpair(Ski ski) -> disk.say(new Word.Asked(ski, false));
      default -> {}
    }
    on(new HubEvent.Asked(commands, "the user", request));
  }

  private void on(HubEvent event) {
    take(core.on(event, now));
  }

  private void take(List<HubEffect> effects) {
    for (HubEffect effect : effects) {
      switch (effect) {
        case HubEffect.Save save -> {
          saving = save.state();
          on(saves.run(save));
        }
        case HubEffect.Notify(Notice notice) -> tell(notice);
        case HubEffect.Reply(long command, Answer.Done _) ->
            done(Optional.ofNullable(asked.get(command)).orElseThrow());
        default -> {}
      }
    }
  }

  private void tell(Notice notice) {
    if (notice.type() == NoticeType.TRUST_GRANTED) {
      disk.say(new Word.Done(notice.ski().orElseThrow(), true));
    }
    seq++;
    int faults = disk.faults();
    events.onNotice(new PublishedNotice(seq, now, 0, notice));
    if (disk.faults() == faults) {
      disk.say(new Word.Event(seq));
    }
  }

  private void done(Request request) {
    switch (request) {
      case Request.Pair pair -> disk.say(new Word.Done(pair.ski(), true));
      case Request.Unpair(Ski ski) -> disk.say(new Word.Done(ski, false));
      default -> {}
    }
  }
}
