package dev.shiphub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Row 1: from the record that multicast DNS shows to data exchange, warm and with delays of zero,
 * against the least that Java needs for a connection with as many round trips. Both in one JVM.
 */
final class ConnectRow implements Measurement {
  private static final String ANSWER = "median ";
  private static final int CHUNK = 50;

  private final Workplace place;
  private Optional<Program> program = Optional.empty();

  ConnectRow(Workplace place) {
    this.place = place;
  }

  @Override
  public List<Line> lines() {
    return List.of(
        new Line(
            "1",
            "record to data exchange, median of " + connects() + " connects",
            "plain JSSE: TLS, upgrade, " + Floor.ROUND_TRIPS + " round trips",
            "ms",
            Bar.atMost(1.5, 1.2)));
  }

  private int connects() {
    return place.of(200, 100);
  }

  @Override
  public String warmUp() throws Exception {
    List<String> command = new ArrayList<>(List.of(place.installed().java()));
    command.addAll(place.installed().flags());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), ConnectMain.class.getName()));
    Program started = Program.start(place, List.of(), command);
    program = Optional.of(started);
    String _ = started.await(line -> line.equals("ready"));
    int connects = place.of(2_000, 500);
    for (int done = 0; done < connects; done += CHUNK) {
      double _ = ask("hub", CHUNK);
      double _ = ask("floor", CHUNK);
    }
    return connects
        + " connects of each. Hub, device and floor in one JVM with the flags of the package; the"
        + " record is handed to the hub, so that multicast DNS has no part in it, and data exchange"
        + " has begun when both ends say so.";
  }

  private double ask(String what, int connects) throws Exception {
    Program running = program.orElseThrow();
    running.types(what + " " + connects);
    String answer = running.await(line -> line.startsWith(ANSWER));
    return Double.parseDouble(answer.substring(ANSWER.length()));
  }

  @Override
  public double[] ours() throws Exception {
    return new double[] {ask("hub", connects())};
  }

  @Override
  public double[] theirs() throws Exception {
    return new double[] {ask("floor", connects())};
  }

  @Override
  public void close() {
    program.ifPresent(Program::close);
  }
}
