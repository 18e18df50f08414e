package dev.shiphub.hub.doctor;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether multicast goes out and comes in, address by address. */
public record MulticastCheck(List<Ear> ears) implements Check {
  public MulticastCheck {
    ears = List.copyOf(ears);
  }

  @Override
  public Topic topic() {
    return Topic.MULTICAST;
  }

  @Override
  public Finding finding() {
    if (ears.isEmpty()) {
      return Finding.fail(
              "there is no interface on which multicast could be heard",
              "es gibt keine Schnittstelle, an der Multicast zu hören wäre")
          .remedy(
              "connect the machine to the home network, or name an interface in ship.interfaces",
              "den Rechner mit dem Heimnetz verbinden, oder eine Schnittstelle in ship.interfaces"
                  + " nennen");
    }
    List<Ear> deaf = ears.stream().filter(Ear::isDeaf).toList();
    return deaf.isEmpty() ? heard() : deaf(deaf);
  }

  private static Finding deaf(List<Ear> deaf) {
    return Finding.fail(
            "nothing is heard, not even this machine itself, on "
                + list(deaf, ear -> ear.where() + why(ear)),
            "nichts ist zu hören, nicht einmal dieser Rechner selbst, an "
                + list(deaf, ear -> ear.where() + why(ear)))
        .remedy(
            "let UDP port 5353 to 224.0.0.251 and ff02::fb through the firewall of this machine;"
                + " look whether the interface can do multicast: ip link",
            "UDP-Port 5353 an 224.0.0.251 und ff02::fb durch die Firewall dieses Rechners lassen;"
                + " nachsehen, ob die Schnittstelle Multicast kann: ip link");
  }

  private static String why(Ear ear) {
    return ear.trouble().map(what -> " (" + what + ")").orElse("");
  }

  private Finding heard() {
    String en = list(ears, ear -> ear.where() + count(ear, " other machine", "s"));
    String de = list(ears, ear -> ear.where() + count(ear, " anderer Rechner", ""));
    boolean isAlone =
        ears.stream().allMatch(ear -> ear.others().isEmpty())
            && !ears.stream().allMatch(Ear::isLoopback);
    return isAlone
        ? Finding.warn(
                "only this machine itself is heard: " + en,
                "nur dieser Rechner selbst ist zu hören: " + de)
            .remedy(
                "if devices are switched on: look whether they are in the same network (no guest"
                    + " network or VLAN), and whether access point or switch hold multicast back"
                    + " (client isolation, IGMP snooping)",
                "wenn Geräte eingeschaltet sind: nachsehen, ob sie im selben Netz sind (kein"
                    + " Gastnetz oder VLAN), und ob Access-Point oder Switch Multicast zurückhalten"
                    + " (Client-Isolation, IGMP-Snooping)")
        : Finding.ok("heard: " + en, "gehört: " + de);
  }

  private static String count(Ear ear, String word, String plural) {
    int count = ear.others().size();
    return ear.isLoopback() ? "" : ": " + count + word + (count == 1 ? "" : plural);
  }

  private static String list(List<Ear> ears, Function<Ear, String> words) {
    return ears.stream().map(words).collect(Collectors.joining(", "));
  }
}
