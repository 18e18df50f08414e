package dev.shiphub.hub.crash;

import dev.shiphub.hub.core.StoredState;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.hub.disk.Deed;
import dev.shiphub.ship.Ski;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What others rely on, made of what a gateway has said, and whether a start keeps to it. */
final class Reliance {
  private Optional<Ski> ski = Optional.empty();
  private Set<StoredState> possible = new HashSet<>(Set.of(StoredState.EMPTY));
  private Set<StoredState> beforeSave = possible;
  private final Map<Ski, Boolean> promised = new HashMap<>();
  private long lastSeq;
  private Optional<String> noted = Optional.empty();

  /** What is relied on after these deeds, too. */
  Reliance and(List<Deed> deeds) {
    Reliance more = new Reliance();
    more.ski = ski;
    more.possible = new HashSet<>(possible);
    more.promised.putAll(promised);
    more.lastSeq = lastSeq;
    more.noted = noted;
    for (Deed deed : deeds) {
      if (deed instanceof Deed.Said(Word word)) {
        more.hear(word);
      }
    }
    return more;
  }

  private void hear(Word word) {
    switch (word) {
      case Word.Known(Ski own) -> ski = Optional.of(own);
      case Word.Saving(StoredState state) -> {
        beforeSave = possible;
        possible = new HashSet<>(possible);
        possible.add(state);
      }
      case Word.Saved(StoredState state) -> possible = new HashSet<>(Set.of(state));
      case Word.NotSaved(_, boolean isOpen) -> possible = isOpen ? possible : beforeSave;
      case Word.Asked(Ski device, _) -> promised.remove(device);
      case Word.Done(Ski device, boolean isTrusted) -> promised.put(device, isTrusted);
      case Word.Noted(String head) -> noted = Optional.of(head);
      case Word.Event(long seq) -> lastSeq = Math.max(lastSeq, seq);
    }
  }

  /** What is relied on when a start has found this: nothing else is possible any more. */
  Reliance found(StoredState stored) {
    Reliance now = and(List.of());
    now.possible = new HashSet<>(Set.of(stored));
    return now;
  }

  /** The last end of the audit log that was acted on. */
  Optional<String> noted() {
    return noted;
  }

  /** Why a start that finds this breaks what was said. */
  List<String> broken(Ski own, StoredState stored, long nextSeq) {
    List<String> broken = new ArrayList<>();
    if (ski.isPresent() && !ski.get().equals(own)) {
      broken.add("a new SKI, " + own + " instead of " + ski.get());
    }
    if (!possible.contains(stored)) {
      broken.add("neither the old nor the new content: " + stored + " instead of " + possible);
    }
    Set<Ski> trusted = stored.trusted().stream().map(TrustRecord::ski).collect(Collectors.toSet());
    promised.forEach(
        (device, isTrusted) -> {
          if (trusted.contains(device) != isTrusted) {
            broken.add(device + (isTrusted ? " is no longer trusted" : " is trusted again"));
          }
        });
    if (nextSeq < lastSeq) {
      broken.add("event numbers are used again: " + nextSeq + " after " + lastSeq);
    }
    return broken;
  }
}
