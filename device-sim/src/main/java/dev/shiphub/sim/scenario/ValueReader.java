package dev.shiphub.sim.scenario;

import dev.shiphub.ship.word.NearestWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Takes the values of keys out of a mapping, and complains of what does not fit. */
final class ValueReader {
  private final Complaints complaints;
  private final String prefix;
  private final List<Key> keys;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, List<String>> lists = new HashMap<>();
  private final Map<String, SequencedMap<String, Told.Text>> members = new HashMap<>();

  private ValueReader(Complaints complaints, String prefix, List<Key> keys) {
    this.complaints = complaints;
    this.prefix = prefix;
    this.keys = keys;
  }

  /**
   * Reads them.
   *
   * @param owner what the mapping is of, for the complaints; empty for the file
   * @param others keys that somebody else reads
   */
  static Values read(
      Complaints complaints,
      String owner,
      List<Key> keys,
      Told.Keyed mapping,
      List<String> others) {
    ValueReader reader = new ValueReader(complaints, owner.isEmpty() ? "" : owner + ".", keys);
    mapping.members().stream()
        .filter(member -> !others.contains(member.key()))
        .forEach(member -> reader.take(member, others));
    reader.need(mapping);
    return new Values(reader.texts, reader.lists, reader.members);
  }

  private void take(Told.Member member, List<String> others) {
    Optional<Key> known = keys.stream().filter(key -> key.name().equals(member.key())).findFirst();
    if (known.isPresent()) {
      take(known.get(), member.value());
      return;
    }
    List<String> names = Stream.concat(keys.stream().map(Key::name), others.stream()).toList();
    complaints.add(
        member.place(),
        names.isEmpty()
            ? "unknown key \"" + prefix + member.key() + "\""
            : "unknown key \"%s%s\"; the nearest valid one is \"%s\""
                .formatted(prefix, member.key(), NearestWord.to(member.key(), names)));
  }

  private void take(Key key, Told value) {
    switch (key.kind().shape()) {
      case TEXT -> text(key, value).ifPresent(text -> texts.put(key.name(), text));
      case TEXTS -> lists.put(key.name(), texts(key, value));
      case MEMBERS -> members.put(key.name(), members(key, value));
      case STEPS -> texts.put(key.name(), "");
    }
  }

  private Optional<String> text(Key key, Told value) {
    if (!(value instanceof Told.Text text)) {
      complain(key, value, "takes " + key.kind().words());
      return Optional.empty();
    }
    Optional<String> complaint = key.kind().complaint(text.text());
    complaint.ifPresent(what -> complain(key, value, what));
    return complaint.isPresent() ? Optional.empty() : Optional.of(text.text());
  }

  private List<String> texts(Key key, Told value) {
    List<String> all = new ArrayList<>();
    if (value instanceof Told.Many many) {
      for (Told item : many.items()) {
        if (item instanceof Told.Text text) {
          all.add(text.text());
        } else {
          complain(key, item, "takes " + key.kind().words());
        }
      }
    } else {
      complain(key, value, "takes " + key.kind().words());
    }
    return List.copyOf(all);
  }

  private SequencedMap<String, Told.Text> members(Key key, Told value) {
    SequencedMap<String, Told.Text> all = new LinkedHashMap<>();
    if (value instanceof Told.Keyed keyed) {
      for (Told.Member member : keyed.members()) {
        if (member.value() instanceof Told.Text text) {
          all.put(member.key(), text);
        } else {
          complain(key, member.value(), "takes " + key.kind().words());
        }
      }
    } else {
      complain(key, value, "takes " + key.kind().words());
    }
    return all;
  }

  private void need(Told.Keyed mapping) {
    List<String> given = mapping.members().stream().map(Told.Member::key).toList();
    for (Key key : keys) {
      if (key.need() == Key.Need.REQUIRED && !given.contains(key.name())) {
        complaints.add(mapping.place(), prefix + key.name() + " is missing: " + key.words());
      }
    }
    List<String> choices = named(Key.Need.ONE_OF);
    List<String> chosen = choices.stream().filter(given::contains).toList();
    if (!choices.isEmpty() && chosen.size() != 1) {
      complaints.add(
          mapping.place(),
          "%s takes exactly one of %s, not %s"
              .formatted(
                  prefix.replaceFirst("\\.$", ""),
                  String.join(", ", choices),
                  chosen.isEmpty() ? "none" : String.join(" and ", chosen)));
    }
  }

  private List<String> named(Key.Need need) {
    return keys.stream().filter(key -> key.need() == need).map(Key::name).toList();
  }

  private void complain(Key key, Told value, String what) {
    complaints.add(value.place(), prefix + key.name() + ": " + what);
  }
}
