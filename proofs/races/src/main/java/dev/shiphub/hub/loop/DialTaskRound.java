package dev.shiphub.hub.loop;

import dev.shiphub.hub.race.Race;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A dial gives way while it comes to the device's notice: only one of both happens. */
public final class DialTaskRound implements Race.Round {
  private final DialTask dial = new DialTask(_ -> {});
  private boolean isNoticed;

  /** A round. */
  public static Supplier<Race.Round> yielding() {
    return DialTaskRound::new;
  }

  @Override
  public List<Runnable> threads() {
    return List.of(() -> isNoticed = dial.mayUpgrade(), dial::giveWay);
  }

  @Override
  public Optional<String> fault() {
    return isNoticed == dial.hasYielded()
        ? Optional.of("noticed and yielded: both are " + isNoticed)
        : Optional.empty();
  }
}
