package dev.shiphub.hub.adapter.doctor;

import dev.shiphub.hub.doctor.HeardHub;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The SHIP nodes of which packets have told, piece by piece; bounded. One thread. */
final class HeardNodes {
  private static final int MOST = 64;
  private static final String HERE = "localhost";

  /** Who said what: one machine is one, by whatever address it speaks. */
  private record Name(String instance, String from) {}

  /** What is known of a node. */
  private static final class Node {
    private Optional<Map<String, String>> text = Optional.empty();
    private int port;
  }

  private final Set<String> own;
  private final Map<Name, Node> nodes = new LinkedHashMap<>();

  /**
   * @param own all addresses of this machine
   */
  HeardNodes(Set<String> own) {
    this.own = own;
  }

  void take(MulticastEar.Heard heard) {
    DnsPacket.read(heard.octets()).ifPresent(packet -> take(packet, heard));
  }

  private void take(DnsPacket packet, MulticastEar.Heard heard) {
    // A repeater between two networks sends our own records from its address.
    boolean isOurs =
        heard.isOwn() || (!packet.addresses().isEmpty() && own.containsAll(packet.addresses()));
    String from = isOurs ? HERE : heard.from();
    packet.instances().forEach(instance -> node(instance, from));
    packet
        .texts()
        .forEach(
            (instance, text) ->
                node(instance, from).ifPresent(node -> node.text = Optional.of(text)));
    packet
        .ports()
        .forEach((instance, port) -> node(instance, from).ifPresent(node -> node.port = port));
  }

  private Optional<Node> node(String instance, String from) {
    Name name = new Name(instance, from);
    if (!nodes.containsKey(name) && nodes.size() < MOST) {
      nodes.put(name, new Node());
    }
    return Optional.ofNullable(nodes.get(name));
  }

  /** What is to be asked about those of which not all is known. */
  List<DnsQuestion> open() {
    List<DnsQuestion> open = new ArrayList<>();
    nodes.forEach(
        (name, node) -> {
          if (node.text.isEmpty() || node.port == 0) {
            List<String> full = List.of(name.instance(), "_ship", "_tcp", "local");
            open.add(new DnsQuestion(full, DnsQuestion.TXT));
            open.add(new DnsQuestion(full, DnsQuestion.SRV));
          }
        });
    return open.subList(0, Math.min(open.size(), 16));
  }

  /** Those of which all is known. */
  List<HeardHub> hubs() {
    List<HeardHub> hubs = new ArrayList<>();
    nodes.forEach(
        (name, node) -> {
          if (node.text.isPresent() && node.port != 0) {
            hubs.add(hub(name, node.text.get(), node.port));
          }
        });
    return hubs;
  }

  private static HeardHub hub(Name name, Map<String, String> text, int port) {
    return new HeardHub(
        visible(name.instance()),
        text.getOrDefault("ski", "").toLowerCase(Locale.ROOT),
        port,
        text.getOrDefault("brand", ""),
        name.from(),
        name.from().equals(HERE));
  }

  /** Anybody can call itself anything. */
  private static String visible(String text) {
    return text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
  }
}
