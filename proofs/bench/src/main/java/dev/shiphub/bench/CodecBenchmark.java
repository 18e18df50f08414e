package dev.shiphub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.wire.Decoded;
import dev.shiphub.ship.wire.EebusJson;
import dev.shiphub.ship.wire.Encoded;
import dev.shiphub.ship.wire.MessageCodec;
import dev.shiphub.ship.wire.ShipData;
import dev.shiphub.ship.wire.ShipMessage;
import dev.shiphub.ship.wire.WireLimits;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A datagram of 4 kB from octets to ordinary JSON and back: by our codec, with all that it checks,
 * and by a tree of Jackson that is transformed, which is what one writes in an afternoon.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CodecBenchmark {
  private static final MessageCodec CODEC = new MessageCodec(WireLimits.USUAL);
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final byte[] message = Datagram.message();
  private final JsonObject plain = ours();
  private final JsonNode tree = generic();

  /** Reading by us. */
  @Benchmark
  public Object readOurs() {
    return ours();
  }

  /** Reading by Jackson. */
  @Benchmark
  public Object readGeneric() {
    return generic();
  }

  /** Writing by us. */
  @Benchmark
  public Object writeOurs() {
    ShipData data = new ShipData(ShipData.SPINE, EebusJson.fromPlain(plain));
    if (CODEC.encode(data) instanceof Encoded.Ready ready) {
      return ready.octets();
    }
    throw new IllegalStateException("too long");
  }

  /** Writing by Jackson. */
  @Benchmark
  public Object writeGeneric() throws IOException {
    ObjectNode header = NODES.objectNode().put("protocolId", "ee1.0");
    ArrayNode parts = NODES.arrayNode();
    parts.addObject().set("header", NODES.arrayNode().add(header));
    ObjectNode root = NODES.objectNode();
    tree.properties().forEach(member -> root.set(member.getKey(), fromPlain(member.getValue())));
    parts.addObject().set("payload", root);
    byte[] json = JACKSON.writeValueAsBytes(NODES.objectNode().set("data", parts));
    byte[] octets = new byte[1 + json.length];
    octets[0] = 2;
    System.arraycopy(json, 0, octets, 1, json.length);
    return octets;
  }

  private JsonObject ours() {
    if (CODEC.decode(message) instanceof Decoded.Ok<ShipMessage>(ShipData data)) {
      return EebusJson.toPlain(data.payload());
    }
    throw new IllegalStateException("not read");
  }

  private JsonNode generic() {
    try {
      JsonNode root = JACKSON.readTree(message, 1, message.length - 1);
      JsonNode data = toPlain(root.get("data"));
      if (!data.get("header").get("protocolId").asText().equals("ee1.0")) {
        throw new IllegalStateException("not SPINE");
      }
      return data.get("payload");
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static JsonNode toPlain(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> {
        ObjectNode changed = NODES.objectNode();
        object.properties().forEach(it -> changed.set(it.getKey(), toPlain(it.getValue())));
        yield changed;
      }
      case ArrayNode items when isSequence(items) -> {
        ObjectNode merged = NODES.objectNode();
        for (JsonNode item : items) {
          item.properties().forEach(it -> merged.set(it.getKey(), toPlain(it.getValue())));
        }
        yield merged;
      }
      case ArrayNode items -> {
        ArrayNode changed = NODES.arrayNode(items.size());
        items.forEach(item -> changed.add(toPlain(item)));
        yield changed;
      }
      default -> value;
    };
  }

  /** Every item an object, and no name twice. */
  private static boolean isSequence(ArrayNode items) {
    java.util.Set<String> names = new java.util.HashSet<>();
    for (JsonNode item : items) {
      if (!item.isObject()) {
        return false;
      }
      for (Iterator<Map.Entry<String, JsonNode>> each = item.fields(); each.hasNext(); ) {
        if (!names.add(each.next().getKey())) {
          return false;
        }
      }
    }
    return true;
  }

  private static JsonNode fromPlain(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> {
        ArrayNode elements = NODES.arrayNode(object.size());
        object
            .properties()
            .forEach(it -> elements.addObject().set(it.getKey(), fromPlain(it.getValue())));
        yield elements;
      }
      case ArrayNode items -> {
        ArrayNode changed = NODES.arrayNode(items.size());
        items.forEach(item -> changed.add(fromPlain(item)));
        yield changed;
      }
      default -> value;
    };
  }
}
