package dev.shiphub.hub.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What was found for one pairing.
 *
 * @param pairing of whom
 * @param bothDial when both dial
 * @param peerRestarted when the peer has restarted, whoever had dialled before
 * @param weRestarted when we have
 */
record Row(
    Pairing pairing, Figures bothDial, List<Figures> peerRestarted, List<Figures> weRestarted) {
  static List<Row> all() {
    return Pairing.all().stream().map(Row::of).toList();
  }

  private static Row of(Pairing pairing) {
    return new Row(
        pairing,
        pairing.bothDial(0),
        List.of(pairing.restart(Side.PEER, Side.US), pairing.restart(Side.PEER, Side.PEER)),
        List.of(pairing.restart(Side.US, Side.US), pairing.restart(Side.US, Side.PEER)));
  }

  String ofBothDial() {
    return "| %s | %d | %d | %s | %s | %d | %s | %s |\n"
        .formatted(
            names() + " | " + count(bothDial.all()),
            bothDial.moments(),
            bothDial.depth(),
            share(bothDial.ours()),
            share(bothDial.again()),
            bothDial.redials(),
            seconds(bothDial.settling()),
            seconds(bothDial.without()));
  }

  String ofRestart() {
    return "| %s | %s | %s |\n".formatted(names(), worst(peerRestarted), worst(weRestarted));
  }

  private String names() {
    return pairing.peer() + " | " + (pairing.isOursBigger() ? ">" : "<");
  }

  private static String worst(List<Figures> cases) {
    int redials = cases.stream().mapToInt(Figures::redials).max().orElseThrow();
    Duration without = cases.stream().map(Figures::without).max(Duration::compareTo).orElseThrow();
    return redials + " | " + seconds(without);
  }

  private static String count(BigInteger ways) {
    BigDecimal rounded = new BigDecimal(ways).round(new MathContext(2, RoundingMode.HALF_UP));
    int exponent = rounded.precision() - rounded.scale() - 1;
    return "%s·10<sup>%d</sup>"
        .formatted(rounded.scaleByPowerOfTen(-exponent).toPlainString(), exponent);
  }

  private String share(BigInteger some) {
    if (some.signum() == 0) {
      return "none";
    }
    if (some.equals(bothDial.all())) {
      return "all";
    }
    BigDecimal percent =
        new BigDecimal(some)
            .scaleByPowerOfTen(2)
            .divide(new BigDecimal(bothDial.all()), MathContext.DECIMAL64);
    BigDecimal least = new BigDecimal("0.1");
    BigDecimal most = new BigDecimal("99.9");
    if (percent.compareTo(least) < 0) {
      return "< 0.1 %";
    }
    return percent.compareTo(most) > 0
        ? "> 99.9 %"
        : percent.setScale(1, RoundingMode.HALF_UP) + " %";
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
  }
}
