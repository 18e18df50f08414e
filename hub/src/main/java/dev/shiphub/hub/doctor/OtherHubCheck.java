package dev.shiphub.hub.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether another node is taken for us.
 *
 * @param ski our own, if there is an identity
 * @param self empty if no daemon runs
 * @param heard all records that were heard
 */
public record OtherHubCheck(Optional<String> ski, Optional<Self> self, List<HeardHub> heard)
    implements Check {
  public OtherHubCheck {
    heard = List.copyOf(heard);
  }

  @Override
  public Topic topic() {
    return Topic.OTHER_HUB;
  }

  @Override
  public Finding finding() {
    List<HeardHub> others =
        heard.stream().filter(it -> self.filter(own -> own.is(it)).isEmpty()).toList();
    List<HeardHub> copies =
        others.stream().filter(it -> ski.filter(it.ski()::equals).isPresent()).toList();
    if (!copies.isEmpty()) {
      return Finding.fail(
              "another node announces our SKI: " + list(copies),
              "ein anderer Knoten kündigt unsere SKI an: " + list(copies))
          .remedy(
              "if it is a copy of this gateway, stop one of the two; if you know of none, somebody"
                  + " may have our key",
              "ist es eine Kopie dieses Gateways, eines der beiden anhalten; ist keine bekannt, hat"
                  + " womöglich jemand unseren Schlüssel");
    }
    List<HeardHub> neighbours = others.stream().filter(this::isNeighbour).toList();
    if (!neighbours.isEmpty()) {
      return Finding.warn(
              "another hub is on this machine, or has our name: " + list(neighbours),
              "ein anderer Hub ist auf diesem Rechner oder hat unseren Namen: " + list(neighbours))
          .remedy(
              "stop the one that is not wanted: devices cannot tell by the name which to pair with",
              "den nicht gewünschten anhalten: Geräte können am Namen nicht erkennen, mit welchem"
                  + " sie sich koppeln sollen");
    }
    return Finding.ok(
        "none; SHIP nodes heard: " + others.size(), "keine; gehörte SHIP-Knoten: " + others.size());
  }

  /** The same kind of hub on this machine, or one with our very name. */
  private boolean isNeighbour(HeardHub other) {
    return self.isPresent()
        && (other.instance().equals(self.get().instance())
            || (other.isOnThisMachine() && other.brand().equals(self.get().brand())));
  }

  private static String list(List<HeardHub> nodes) {
    return nodes.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
