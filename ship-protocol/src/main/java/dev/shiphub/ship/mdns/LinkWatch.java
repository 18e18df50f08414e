package dev.shiphub.ship.mdns;

import dev.shiphub.ship.discovery.LinkSurvey.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads which links there are to serve, by {@link InterfaceChoice}. Owned by the supervisor's
 * thread.
 */
final class LinkWatch {
  /** More links than this are not served: each costs threads, sockets and packets. */
  static final int MOST_LINKS = 16;

  private static final Pattern VIRTUAL =
      Pattern.compile(
          "docker\\d+|br-[0-9a-f]{12}"
              + "|(veth|virbr|vnet|lxcbr|lxdbr|cni|flannel|cali|podman).*");

  /** What these interfaces are is as it should be, so nobody need hear of it. */
  private static final Set<Reason> UNCONCERNED =
      Set.of(Reason.LOOPBACK, Reason.VIRTUAL, Reason.NOT_NAMED);

  private final InterfaceChoice choice;
  private final Supplier<List<InterfaceFacts>> machine;

  LinkWatch(InterfaceChoice choice, Supplier<List<InterfaceFacts>> machine) {
    this.choice = choice;
    this.machine = machine;
  }

  /**
   * What there is at one moment.
   *
   * @param links to serve, in order, at most {@value #MOST_LINKS}
   * @param notes for people: which interfaces cannot be used and why
   * @param local all addresses of the machine, as {@link DialOrder} writes them
   */
  record Sight(List<Link> links, List<String> notes, Set<String> local) {
    static final Sight NOTHING = new Sight(List.of(), List.of(), Set.of());
  }

  /** Looks once. Links that are served stay chosen as long as they are there. */
  Sight look(Set<Link> served) {
    List<Link> links = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<InterfaceFacts> all = machine.get();
    for (InterfaceFacts facts : all) {
      Optional<Reason> objection = objection(facts);
      if (objection.isEmpty()) {
        links.addAll(facts.toServe(served));
      } else if (!UNCONCERNED.contains(objection.get())) {
        notes.add(facts.name() + ": " + objection.get().words());
      }
    }
    missing(all).forEach(name -> notes.add(name + ": " + Reason.NO_SUCH_INTERFACE.words()));
    List<Link> sorted = links.stream().sorted().toList();
    if (sorted.size() > MOST_LINKS) {
      notes.add("only " + MOST_LINKS + " of " + sorted.size() + " addresses are used");
    }
    return new Sight(sorted.stream().limit(MOST_LINKS).toList(), List.copyOf(notes), literals(all));
  }

  private static Set<String> literals(List<InterfaceFacts> all) {
    return all.stream()
        .flatMap(facts -> facts.addresses().stream())
        .map(link -> DialOrder.literal(link.address(), link))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Why an interface is not served. */
  Optional<Reason> objection(InterfaceFacts facts) {
    return unconcerned(facts).or(() -> unfit(facts));
  }

  private Optional<Reason> unconcerned(InterfaceFacts facts) {
    return switch (choice) {
      case InterfaceChoice.Automatic() when facts.loopback() -> Optional.of(Reason.LOOPBACK);
      case InterfaceChoice.Automatic() ->
          VIRTUAL.matcher(facts.name()).matches() ? Optional.of(Reason.VIRTUAL) : Optional.empty();
      case InterfaceChoice.Named(List<String> names) ->
          names.contains(facts.name()) ? Optional.empty() : Optional.of(Reason.NOT_NAMED);
    };
  }

  private Optional<Reason> unfit(InterfaceFacts facts) {
    if (!facts.up()) {
      return Optional.of(Reason.DOWN);
    }
    // Linux does not flag loopback as multicast capable, but it is.
    if (!facts.multicast() && !facts.loopback()) {
      return Optional.of(Reason.NO_MULTICAST);
    }
    if (facts.pointToPoint() && choice instanceof InterfaceChoice.Automatic) {
      return Optional.of(Reason.POINT_TO_POINT);
    }
    return facts.toServe(Set.of()).isEmpty() ? Optional.of(Reason.NO_ADDRESS) : Optional.empty();
  }

  /** The interfaces that are named, and are not there. */
  List<String> missing(List<InterfaceFacts> all) {
    return switch (choice) {
      case InterfaceChoice.Automatic() -> List.of();
      case InterfaceChoice.Named(List<String> names) ->
          names.stream()
              .filter(name -> all.stream().noneMatch(facts -> facts.name().equals(name)))
              .toList();
    };
  }
}
