package dev.shiphub.hub.doctor;

import dev.shiphub.ship.discovery.LinkSurvey;
import dev.shiphub.ship.discovery.LinkSurvey.LeftOut;
import dev.shiphub.ship.discovery.LinkSurvey.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where devices are told to find us.
 *
 * @param survey all addresses of this machine
 */
public record AddressesCheck(LinkSurvey survey) implements Check {
  private static final Map<Reason, String> GERMAN =
      Map.of(
          Reason.LOOPBACK, "Loopback",
          Reason.VIRTUAL, "von Container- oder VM-Werkzeugen angelegt",
          Reason.NOT_NAMED, "nicht genannt",
          Reason.NO_SUCH_INTERFACE, "gibt es nicht",
          Reason.DOWN, "abgeschaltet oder ohne Verbindung",
          Reason.NO_MULTICAST, "kein Multicast",
          Reason.POINT_TO_POINT, "Punkt-zu-Punkt, nur wenn genannt",
          Reason.NO_ADDRESS, "keine Adresse",
          Reason.LINK_LOCAL, "verbindungslokal",
          Reason.SECOND_ADDRESS, "eine andere Adresse derselben Schnittstelle ist angekündigt");

  /** What somebody wanted to be used and cannot be. */
  private static final Set<Reason> UNWANTED =
      Set.of(Reason.NO_SUCH_INTERFACE, Reason.DOWN, Reason.NO_MULTICAST, Reason.NO_ADDRESS);

  @Override
  public Topic topic() {
    return Topic.ADDRESSES;
  }

  @Override
  public Finding finding() {
    String served =
        survey.served().stream().map(Object::toString).collect(Collectors.joining(", "));
    String en = leftOut(Reason::words);
    String de = leftOut(reason -> GERMAN.getOrDefault(reason, reason.words()));
    if (survey.served().isEmpty()) {
      return Finding.fail(
              "no address is announced" + tail("left out", en),
              "keine Adresse wird angekündigt" + tail("ausgelassen", de))
          .remedy(
              "connect the machine to the home network; or name an interface in ship.interfaces",
              "den Rechner mit dem Heimnetz verbinden; oder eine Schnittstelle in ship.interfaces"
                  + " nennen");
    }
    String wordsEn = served + tail("left out", en);
    String wordsDe = served + tail("ausgelassen", de);
    return isLacking()
        ? Finding.warn(wordsEn, wordsDe)
            .remedy(
                "if devices are on an interface that was left out, bring it up; correct the names"
                    + " in ship.interfaces",
                "sind Geräte an einer ausgelassenen Schnittstelle, diese in Betrieb nehmen; die"
                    + " Namen in ship.interfaces berichtigen")
        : Finding.ok(wordsEn, wordsDe);
  }

  /** Whether the configuration names what cannot be used: else interfaces may be as they like. */
  private boolean isLacking() {
    List<Reason> reasons = survey.leftOut().stream().map(LeftOut::reason).toList();
    return reasons.contains(Reason.NO_SUCH_INTERFACE)
        || (reasons.contains(Reason.NOT_NAMED) && reasons.stream().anyMatch(UNWANTED::contains));
  }

  private String leftOut(Function<Reason, String> words) {
    return survey.leftOut().stream()
        .map(one -> one + " (" + words.apply(one.reason()) + ")")
        .collect(Collectors.joining(", "));
  }

  private static String tail(String word, String list) {
    return list.isEmpty() ? "" : "; " + word + ": " + list;
  }
}
