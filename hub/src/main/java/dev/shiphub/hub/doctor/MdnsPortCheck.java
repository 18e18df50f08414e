package dev.shiphub.hub.doctor;

import java.util.List;
import java.util.Optional;

/**
 * Whether the port of multicast DNS can be shared.
 *
 * @param trouble why it cannot be bound beside others, in English
 * @param holders the programs that are known to have it open
 */
public record MdnsPortCheck(Optional<String> trouble, List<String> holders) implements Check {
  public MdnsPortCheck {
    holders = List.copyOf(holders);
  }

  @Override
  public Topic topic() {
    return Topic.MDNS_PORT;
  }

  @Override
  public Finding finding() {
    String others = holders.isEmpty() ? "-" : String.join(", ", holders);
    return trouble
        .map(
            why ->
                Finding.fail(
                        "UDP port 5353 cannot be shared (" + why + "); open in: " + others,
                        "UDP-Port 5353 kann nicht geteilt werden ("
                            + why
                            + "); offen in: "
                            + others)
                    .remedy(
                        "stop the program that does not share it (ss -lunp sport = 5353)",
                        "das Programm beenden, das ihn nicht teilt (ss -lunp sport = 5353)"))
        .orElseGet(
            () ->
                Finding.ok(
                    "UDP port 5353 can be shared; open in: " + others,
                    "UDP-Port 5353 kann geteilt werden; offen in: " + others));
  }
}
