package dev.shiphub.hub.why;

import dev.shiphub.hub.core.Attempt;
import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.hub.core.TrustRecord;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.discovery.Endpoint;
import dev.shiphub.ship.discovery.ServiceRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Verdicts in words for people, in one language. A text may name the device as {@code {name}}, what
 * it said or did last as {@code {words}}, and so on; what is in braces comes from the verdict.
 */
public final class Wording {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

  private final Properties texts;

  private Wording(Properties texts) {
    this.texts = texts;
  }

  /**
   * The words of a language.
   *
   * @param language {@code en} or {@code de}
   */
  public static Wording of(String language) {
    Properties texts = new Properties();
    String name = "causes." + language + ".properties";
    try (InputStreamReader in =
        new InputStreamReader(Wording.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      texts.load(in);
    } catch (IOException broken) {
      throw new UncheckedIOException(name + " cannot be read", broken);
    }
    return new Wording(texts);
  }

  /**
   * What is told, and when.
   *
   * @param hub our own SKI, which people have to find in the device or its app
   * @param now by the steady clock
   */
  public record Told(Verdict verdict, Ski hub, Instant now) {}

  /** What is missing, since when, and who must act. */
  public String sentence(Told told) {
    return filled(told.verdict().cause().label() + ".sentence", told);
  }

  /** What to do next. */
  public String remedy(Told told) {
    return filled(told.verdict().cause().label() + ".remedy", told);
  }

  /** A text as it stands, with its places open, as documentation shows it. */
  public String text(String key) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("no text for " + key);
    }
    return text;
  }

  private String filled(String key, Told told) {
    Map<String, String> facts = facts(told.verdict(), told.hub(), told.now());
    return PLACE
        .matcher(text(key))
        .replaceAll(place -> Matcher.quoteReplacement(facts.getOrDefault(place.group(1), "?")));
  }

  private Map<String, String> facts(Verdict verdict, Ski hub, Instant now) {
    HubSnapshot.Device device = verdict.device();
    Optional<Attempt> last = verdict.attempt();
    return Map.of(
        "name", name(device),
        "ski", device.ski().grouped(),
        "hub", hub.grouped(),
        "where", last.map(Attempt::where).orElse("?"),
        "words", last.map(Attempt::outcome).orElse(""),
        "phase", verdict.phase().orElse("?"),
        "hosts", hosts(device),
        "asked", asked(device, now),
        "since",
            verdict
                .since()
                .map(since -> text("since").replace("{length}", length(since, now)))
                .orElse(""),
        "next", next(device, now));
  }

  private static String name(HubSnapshot.Device device) {
    return device.services().stream()
        .reduce((_, newer) -> newer)
        .map(ServiceRecord::instance)
        .or(() -> device.trust().flatMap(TrustRecord::shipId).map(ShipId::value))
        .orElseGet(() -> device.ski().brief());
  }

  private static String hosts(HubSnapshot.Device device) {
    String announced =
        device.services().stream()
            .map(
                service -> service.hostName() + " (" + String.join(", ", service.addresses()) + ")")
            .collect(Collectors.joining(", "));
    return announced.isEmpty() ? device.fixed().map(Endpoint::toString).orElse("?") : announced;
  }

  private String asked(HubSnapshot.Device device, Instant now) {
    HubSnapshot.Past past = device.past();
    return past.askedAt()
        .map(
            at ->
                text(past.asked() == 1 ? "asked-once" : "asked")
                    .replace("{count}", String.valueOf(past.asked()))
                    .replace("{length}", length(at, now)))
        .orElse("");
  }

  private String next(HubSnapshot.Device device, Instant now) {
    if (device.isDialling()) {
      return text("next-now");
    }
    return device
        .nextDialAt()
        .map(at -> text("next").replace("{length}", length(now, at)))
        .orElseGet(() -> text("next-none"));
  }

  private static String length(Instant from, Instant to) {
    Duration length = Duration.between(from, to);
    return Elapsed.words(length.isNegative() ? Duration.ZERO : length);
  }
}
