package dev.shiphub.ship.mdns;

import dev.shiphub.ship.discovery.LinkSurvey;
import dev.shiphub.ship.discovery.LinkSurvey.LeftOut;
import dev.shiphub.ship.discovery.LinkSurvey.Place;
import dev.shiphub.ship.discovery.LinkSurvey.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Says what {@link LinkWatch} would serve at this moment, and what not. Any thread. */
public final class LinkSurveyor {
  private final InterfaceChoice choice;
  private final Supplier<List<InterfaceFacts>> machine;

  /** Surveys this machine. */
  public LinkSurveyor(InterfaceChoice choice) {
    this(choice, ThisMachine::interfaces);
  }

  LinkSurveyor(InterfaceChoice choice, Supplier<List<InterfaceFacts>> machine) {
    this.choice = choice;
    this.machine = machine;
  }

  /** Looks once. */
  public LinkSurvey survey() {
    List<InterfaceFacts> all = machine.get();
    LinkWatch watch = new LinkWatch(choice, () -> all);
    List<Link> links = watch.look(Set.of()).links();
    List<LeftOut> leftOut = new ArrayList<>();
    for (InterfaceFacts facts : all) {
      Optional<Reason> whole = watch.objection(facts);
      leftOut.addAll(
          whole.isPresent()
              ? List.of(new LeftOut(facts.name(), addresses(facts), whole.get()))
              : others(facts, links));
    }
    watch
        .missing(all)
        .forEach(
            name -> leftOut.add(new LeftOut(name, Optional.empty(), Reason.NO_SUCH_INTERFACE)));
    return new LinkSurvey(
        links.stream()
            .map(link -> new Place(link.interfaceName(), link.literal(), link.isLoopback()))
            .toList(),
        leftOut);
  }

  private static Optional<String> addresses(InterfaceFacts facts) {
    return Optional.of(String.join(", ", facts.addresses().stream().map(Link::literal).toList()))
        .filter(some -> !some.isEmpty());
  }

  private static List<LeftOut> others(InterfaceFacts facts, List<Link> served) {
    Stream<Link> rest = facts.addresses().stream().filter(link -> !served.contains(link));
    return rest.map(
            link ->
                new LeftOut(
                    facts.name(),
                    Optional.of(link.literal()),
                    link.address().isLinkLocalAddress()
                        ? Reason.LINK_LOCAL
                        : Reason.SECOND_ADDRESS))
        .toList();
  }
}
