package dev.shiphub.hub.core;

import dev.shiphub.hub.core.AuditRecord.Deed;
import dev.shiphub.hub.core.RecordBook.Change;
import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What users decide, and when it counts: trust is acted on when it is saved. Loop's thread. */
final class Pairing {
  private final HubState state;
  private final Dialling dialling;
  private final Admission admission;
  private final Pins pins;
  private final Prompts prompts;

  Pairing(HubState state, Dialling dialling, Admission admission, Pins pins, Prompts prompts) {
    this.state = state;
    this.dialling = dialling;
    this.admission = admission;
    this.pins = pins;
    this.prompts = prompts;
  }

  /** The key decides about trust, so another name is told to the user and nothing else. */
  void named(Ski ski, ShipId id) {
    Optional<TrustRecord> trusted = intended(ski);
    if (!state.records().isTrusted(ski)
        || trusted.flatMap(TrustRecord::shipId).equals(Optional.of(id))) {
      return;
    }
    trusted.flatMap(TrustRecord::shipId).ifPresent(before -> renamed(ski, before, id));
    state.records().add(new Change.Name(ski, id), Optional.empty());
  }

  private void renamed(Ski ski, ShipId before, ShipId id) {
    String change = "from " + before + " to " + id;
    state.out().warn(ski.brief() + " changed its SHIP ID " + change);
    state.out().notice(Notice.ofDevice(NoticeType.SHIP_ID_CHANGED, ski, change));
  }

  void asked(HubEvent.Asked asked, Instant now) {
    state.records().hurry();
    long command = asked.command();
    switch (asked.request()) {
      case Request.Pair pair -> pair(asked, pair, now);
      case Request.Deny(Ski ski) -> deny(asked, ski);
      case Request.Unpair(Ski ski) -> unpair(asked, ski);
      case Request.OpenWindow wanted -> prompts.open(command, asked.by(), wanted);
      case Request.CloseWindow() -> prompts.close(command, asked.by());
      case Request.Disconnect(Ski ski) -> disconnect(command, ski);
      case Request.AddPeer(StaticPeer fixed) -> addPeer(command, fixed);
      case Request.RemovePeer(Ski ski) -> removePeer(command, ski);
      case Request.Look() ->
          state
              .out()
              .add(new HubEffect.Reply(command, new Answer.Picture(Pictures.of(state, now))));
    }
  }

  private void pair(HubEvent.Asked asked, Request.Pair pair, Instant now) {
    long command = asked.command();
    Ski ski = pair.ski();
    int paired = state.records().intended().trusted().size();
    if (ski.equals(state.own())) {
      state.out().refuse(command, Answer.Kind.CONFLICT, "this is the hub's own SKI");
    } else if (state.records().isTrusted(ski)) {
      Optional<String> fate = pair.pin().map(pin -> pins.enter(ski, pin));
      Peer peer = state.peer(ski);
      peer.refresh();
      dialling.replanSoon(peer, now);
      state.out().done(command, "was paired already" + fate.map(it -> "; " + it).orElse(""));
    } else if (paired >= state.limits().pairedDevices()) {
      String words = paired + " devices are paired, which is the limit; unpair one first";
      state.out().refuse(command, Answer.Kind.LIMIT, words);
    } else {
      pair.pin().ifPresent(pin -> state.pins().enter(ski, pin));
      TrustRecord trusted =
          new TrustRecord(
              ski, Optional.empty(), pair.origin(), pair.origin().userTrust(), pair.at());
      String how = pair.origin().words() + (pair.pin().isPresent() ? ", with its PIN" : "");
      AuditRecord audit =
          new AuditRecord(Deed.PAIRED, Optional.of(ski), asked.by(), how, known(ski));
      state.records().add(new Change.Grant(trusted), Optional.of(command), audit);
    }
  }

  /** What the hub knew of a device when the user decided. */
  private String known(Ski ski) {
    Stream<String> waiting =
        state.desk().waiting(ski).stream().map(it -> "it waits at " + it.address());
    Stream<String> records =
        state.peers().find(ski).stream()
            .flatMap(peer -> peer.where().services().stream())
            .map(service -> "it is announced as " + service.words());
    return Stream.concat(waiting, records).collect(Collectors.joining("; "));
  }

  private void deny(HubEvent.Asked asked, Ski ski) {
    long command = asked.command();
    List<Connection> waiting = state.desk().waiting(ski);
    if (waiting.isEmpty()) {
      state
          .out()
          .refuse(command, Answer.Kind.UNKNOWN, "no device with this SKI waits for a decision");
      return;
    }
    String evidence = known(ski);
    for (Connection connection : waiting) {
      state.desk().forget(connection);
      state.out().add(new HubEffect.Tell(connection, HubEffect.Decision.TRUST_DENIED));
    }
    state.desk().decided(ski);
    if (isIntended(ski)) {
      // A grant is on its way to the disk; the last word counts.
      state.records().add(new Change.Withdraw(ski), Optional.empty());
      state.pins().forget(ski);
    }
    AuditRecord audit = new AuditRecord(Deed.DENIED, Optional.of(ski), asked.by(), "", evidence);
    state.records().add(new Change.Noted("denied"), Optional.of(command), audit);
    state.out().notice(Notice.ofDevice(NoticeType.TRUST_DENIED, ski, "by the user"));
  }

  /**
   * A withdrawal counts at once, not only when it is saved: no dial, timer or connection is left.
   */
  private void unpair(HubEvent.Asked asked, Ski ski) {
    long command = asked.command();
    if (!isIntended(ski)) {
      state.out().refuse(command, Answer.Kind.UNKNOWN, "this device is not paired");
      return;
    }
    AuditRecord audit =
        new AuditRecord(Deed.UNPAIRED, Optional.of(ski), asked.by(), "", known(ski));
    state.records().add(new Change.Withdraw(ski), Optional.of(command), audit);
    state.pins().forget(ski);
    dialling.cancel(ski);
    admission.retireAll(
        ski, CloseReason.byUs(CloseReason.NOT_TRUSTED, "trust was withdrawn"), true);
  }

  /** Whether the device will be trusted when all that was asked for is saved. */
  private boolean isIntended(Ski ski) {
    return intended(ski).isPresent();
  }

  private Optional<TrustRecord> intended(Ski ski) {
    return state.records().intended().trusted().stream()
        .filter(trusted -> trusted.ski().equals(ski))
        .findFirst();
  }

  private void disconnect(long command, Ski ski) {
    if (state.slots().inUse(ski).isEmpty()) {
      state.out().refuse(command, Answer.Kind.CONFLICT, "this device is not connected");
      return;
    }
    admission.retireAll(
        ski, CloseReason.byUs(CloseReason.SHIP_CLOSE, "disconnected by the user"), false);
    state.out().done(command, "disconnected");
  }

  private void addPeer(long command, StaticPeer fixed) {
    long others =
        state.records().intended().peers().stream()
            .filter(peer -> !peer.ski().equals(fixed.ski()))
            .count();
    if (fixed.ski().equals(state.own())) {
      state.out().refuse(command, Answer.Kind.CONFLICT, "this is the hub's own SKI");
    } else if (others >= state.limits().pairedDevices()) {
      state.out().refuse(command, Answer.Kind.LIMIT, "too many static peers; remove one first");
    } else {
      state.records().add(new Change.AddPeer(fixed), Optional.of(command));
    }
  }

  private void removePeer(long command, Ski ski) {
    boolean isKnown =
        state.records().intended().peers().stream().anyMatch(it -> it.ski().equals(ski));
    if (isKnown) {
      state.records().add(new Change.RemovePeer(ski), Optional.of(command));
    } else {
      state
          .out()
          .refuse(
              command,
              Answer.Kind.UNKNOWN,
              "there is no such peer among those added by command; those of the configuration"
                  + " file are removed there");
    }
  }

  void saved(RecordBook.Entry entry, Instant now) {
    switch (entry.change()) {
      case Change.Grant(TrustRecord trusted) -> granted(trusted.ski(), now);
      case Change.Withdraw(Ski ski) ->
          state.out().notice(Notice.ofDevice(NoticeType.TRUST_WITHDRAWN, ski, "by the user"));
      case Change.Window window -> prompts.opened(window, now);
      case Change.Name _, Change.Pin _, Change.Noted _ -> {}
      case Change.AddPeer(StaticPeer fixed) -> {
        Peer peer = state.peer(fixed.ski());
        peer.where().fix(Optional.of(fixed.endpoint()));
        dialling.replanSoon(peer, now);
      }
      case Change.RemovePeer(Ski ski) -> {
        state.peer(ski).where().fix(Optional.empty());
        dialling.replan(ski, now);
      }
    }
    entry.command().ifPresent(command -> state.out().done(command, words(entry.change())));
  }

  private static String words(Change change) {
    return switch (change) {
      case Change.Noted(String what) -> what;
      case Change.Window window -> "open " + window.how();
      default -> "saved";
    };
  }

  /** The trust is on disk; unless it was withdrawn meanwhile, it counts from now on. */
  private void granted(Ski ski, Instant now) {
    if (!state.records().isTrusted(ski)) {
      return;
    }
    state.out().notice(Notice.ofDevice(NoticeType.TRUST_GRANTED, ski, "by the user"));
    state.desk().decided(ski);
    state.slots().reclassify(ski, true);
    Peer peer = state.peer(ski);
    peer.refresh();
    for (Connection connection : state.slots().inUse(ski)) {
      state.desk().forget(connection);
      peer.history().asked(now);
      state.out().add(new HubEffect.Tell(connection, HubEffect.Decision.TRUST_GRANTED));
    }
    dialling.replanSoon(peer, now);
    prompts.granted();
  }

  void saveFailed(RecordBook.Entry entry, String why) {
    state.out().warn("the records could not be saved: " + why);
    if (entry.change() instanceof Change.Grant(TrustRecord trusted)) {
      state.pins().forget(trusted.ski());
    }
    String words =
        switch (entry.change()) {
          case Change.Withdraw _ ->
              "withdrawn, but not saved: after a restart it would be trusted again; " + why;
          case Change.Noted(String what) -> what + ", but not in the audit log yet: " + why;
          default -> "not saved, nothing has changed: " + why;
        };
    entry.command().ifPresent(command -> state.out().refuse(command, Answer.Kind.NOT_SAVED, words));
  }
}
