package dev.shiphub.hub.adapter.admin;

import dev.shiphub.hub.core.HubSnapshot;
import dev.shiphub.ship.Ski;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds out which device a user means: by its SKI in any spelling, or by a unique beginning. */
final class DeviceFinder {
  private static final int FEWEST_DIGITS = 6;
  private static final int MOST_DIGITS = 40;
  private static final int LONGEST_SPELLING = 128;
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]+");
  private static final int MOST_NAMED = 5;

  private DeviceFinder() {}

  /** The SKI itself, if the text is a whole one; then nobody has to be asked. */
  static Optional<Resolution.Found> whole(String text) {
    return Ski.parse(text).map(ski -> new Resolution.Found(ski, true));
  }

  /** The device that the text names among the known ones; a whole SKI may be unknown. */
  static Resolution find(String text, HubSnapshot snapshot) {
    Optional<Resolution.Found> whole = whole(text);
    if (whole.isPresent()) {
      return whole.get();
    }
    String digits = text.length() > LONGEST_SPELLING ? "" : Ski.withoutSeparators(text);
    if (!DIGITS.matcher(digits).matches() || digits.length() > MOST_DIGITS) {
      return noSki(text);
    }
    if (digits.length() < FEWEST_DIGITS) {
      return tooShort(digits);
    }
    List<Ski> matching =
        snapshot.devices().stream()
            .map(HubSnapshot.Device::ski)
            .filter(ski -> ski.hex().startsWith(digits))
            .toList();
    return switch (matching.size()) {
      case 0 -> unknown(digits);
      case 1 -> new Resolution.Found(matching.getFirst(), false);
      default -> ambiguous(digits, matching);
    };
  }

  /** There is no such device. */
  static Problem unknown(String digits) {
    return Problem.of(
        404,
        "unknown-device",
        "There is no such device",
        "the hub knows no device whose SKI "
            + (digits.length() == MOST_DIGITS ? "is " : "begins with ")
            + digits,
        "see what is known with 'shiphub devices'; to pair an unknown device, give all "
            + MOST_DIGITS
            + " digits of its SKI");
  }

  private static Problem noSki(String text) {
    return Problem.badRequest(
        "'%.60s' is no SKI: it must have %d hex digits, or be the beginning of one"
            .formatted(text, MOST_DIGITS),
        "copy the SKI from the label or the app of the device; blanks, dashes and upper case are"
            + " fine");
  }

  private static Problem tooShort(String digits) {
    return Problem.badRequest(
        digits + " has only " + digits.length() + " digits",
        "give at least " + FEWEST_DIGITS + " digits of the SKI");
  }

  private static Problem ambiguous(String digits, List<Ski> matching) {
    String names =
        matching.stream().limit(MOST_NAMED).map(Ski::hex).collect(Collectors.joining(", "));
    return Problem.of(
        409,
        "ambiguous-device",
        "More than one device is meant",
        digits + " is the beginning of " + matching.size() + " SKIs: " + names,
        "give more digits");
  }
}
