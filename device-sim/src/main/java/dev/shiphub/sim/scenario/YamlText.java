package dev.shiphub.sim.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The text of a file as values with places. Its depth is known before anything is built of it. */
final class YamlText {
  /** The longest file, in characters. */
  static final int LONGEST = 64 << 10;

  /** How many lists and mappings may be inside each other. */
  static final int DEEPEST = 16;

  private final String file;
  private final Complaints complaints;

  private YamlText(String file, Complaints complaints) {
    this.file = file;
    this.complaints = complaints;
  }

  /** Reads a text; empty if something is wrong with it, which has been complained of then. */
  static Optional<Told> read(String file, String text, Complaints complaints) {
    return new YamlText(file, complaints).read(text);
  }

  private Optional<Told> read(String text) {
    if (text.length() > LONGEST) {
      complaints.add(new Place(file, 1, 1), "a scenario has at most " + LONGEST + " characters");
      return Optional.empty();
    }
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    try {
      if (!isHarmless(new Parse(settings).parseString(text))) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        complaints.add(new Place(file, 1, 1), "the file is empty");
      }
      return root.map(this::told);
    } catch (MarkedYamlEngineException noYaml) {
      complaints.add(place(noYaml.getProblemMark()), "this is no YAML: " + noYaml.getProblem());
    } catch (YamlEngineException noYaml) {
      complaints.add(new Place(file, 1, 1), "this is no YAML: " + noYaml.getMessage());
    }
    return Optional.empty();
  }

  private boolean isHarmless(Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      if (depth > DEEPEST) {
        complaints.add(place(event.getStartMark()), "more than " + DEEPEST + " levels");
        return false;
      }
      if (event instanceof AliasEvent) {
        complaints.add(place(event.getStartMark()), "a scenario has no aliases: write it out");
        return false;
      }
    }
    return true;
  }

  private Told told(Node node) {
    Place place = place(node.getStartMark());
    return switch (node) {
      case ScalarNode scalar ->
          new Told.Text(place, scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN);
      case SequenceNode sequence ->
          new Told.Many(place, sequence.getValue().stream().map(this::told).toList());
      case MappingNode mapping -> new Told.Keyed(place, members(mapping));
      default -> throw new IllegalStateException("there are no other nodes: " + node.getNodeType());
    };
  }

  private List<Told.Member> members(MappingNode mapping) {
    Set<String> taken = new HashSet<>();
    List<Told.Member> members = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Place place = place(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        complaints.add(place, "a key is a word");
      } else if (!taken.add(key.getValue())) {
        complaints.add(place, key.getValue() + " is given twice; keep one of them");
      } else {
        members.add(new Told.Member(place, key.getValue(), told(tuple.getValueNode())));
      }
    }
    return members;
  }

  private Place place(Optional<Mark> mark) {
    return mark.map(it -> new Place(file, it.getLine() + 1, it.getColumn() + 1))
        .orElseGet(() -> new Place(file, 1, 1));
  }
}
