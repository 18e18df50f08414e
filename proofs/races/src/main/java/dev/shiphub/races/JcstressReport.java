package dev.shiphub.races;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What jcstress has said. Its exit code says nothing of tests that did not run, so that only what
 * it counted is believed.
 */
final class JcstressReport {
  private static final Pattern COUNTED =
      Pattern.compile("\\s+(.+?)\\s{2,}([\\d,]+)\\s+[<>]?[\\d.]+%\\s+(\\w+)\\s+.*");
  private static final String RESULTS = "RUN RESULTS:";

  private final List<String> results;

  JcstressReport(List<String> said) {
    int from = said.indexOf(RESULTS);
    results = from < 0 ? List.of() : said.subList(from, said.size());
  }

  Outcome of(StressTest test, boolean isPlanted, long millis) {
    long samples = 0;
    Optional<String> found = Optional.empty();
    boolean isSaid = false;
    boolean isMine = false;
    for (String line : results) {
      if (line.startsWith("...")) {
        isMine = line.endsWith("] " + test.type());
        isSaid |= isMine;
        boolean isBad = isMine && !line.contains("[OK]");
        found = isBad ? Optional.of(line.replaceFirst("^\\.+ ", "")) : found;
      }
      Matcher counted = COUNTED.matcher(line);
      if (isMine && counted.matches()) {
        samples += Long.parseLong(counted.group(2).replace(",", ""));
        if (counted.group(3).equals("Forbidden")) {
          found = Optional.of(counted.group(2) + " times " + counted.group(1));
        }
      }
    }
    return new Outcome(test.label(), isPlanted, isSaid ? samples : 0, millis, found);
  }
}
