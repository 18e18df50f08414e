package dev.shiphub.hub.adapter.doctor;

import dev.shiphub.hub.doctor.Check;
import dev.shiphub.hub.doctor.Diagnosis;
import dev.shiphub.hub.doctor.UnknownCheck;
import dev.shiphub.ship.discovery.LinkSurvey;
import dev.shiphub.ship.mdns.LinkSurveyor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Looks at a gateway from all sides at the same time: a virtual thread for each probe. Takes three
 * seconds as a rule, six at most. Changes nothing, takes no lock, writes nothing. Any thread.
 */
public final class Examination {
  private static final Duration LONGEST = Duration.ofSeconds(6);

  private final Machine machine;
  private final InstantSource wall;
  private final InstantSource steady;

  /**
   * @param wall the clock that is looked at
   * @param steady the clock that is waited by
   */
  public Examination(Machine machine, InstantSource wall, InstantSource steady) {
    this.machine = machine;
    this.wall = wall;
    this.steady = steady;
  }

  /**
   * Examines.
   *
   * @throws InterruptedException if interrupted while waiting for a probe
   */
  public Diagnosis of(Patient patient) throws InterruptedException {
    LinkSurvey survey = new LinkSurveyor(patient.interfaces()).survey();
    List<Probe> probes =
        List.of(
            new NetworkProbe(patient, survey),
            new MulticastProbe(patient, survey, steady),
            new ResponderProbe(machine),
            new HostNameProbe(machine),
            new StateProbe(patient, machine),
            new MachineProbe(patient, machine, wall.instant()));
    return new Diagnosis(wall.instant(), checks(probes));
  }

  /** What is not found out in time is said so, and left to itself. */
  private static List<Check> checks(List<Probe> probes) throws InterruptedException {
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("doctor-", 0).factory());
    try {
      List<Future<List<Check>>> looks =
          threads.invokeAll(
              probes.stream().<Callable<List<Check>>>map(probe -> probe::look).toList(),
              LONGEST.toMillis(),
              TimeUnit.MILLISECONDS);
      List<Check> checks = new ArrayList<>();
      for (int at = 0; at < looks.size(); at++) {
        checks.addAll(checks(probes.get(at), looks.get(at)));
      }
      return checks;
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Check> checks(Probe probe, Future<List<Check>> look)
      throws InterruptedException {
    if (look.isCancelled()) {
      return unknown(probe, "it took longer than " + LONGEST.toSeconds() + " s").toList();
    }
    try {
      return look.get();
    } catch (ExecutionException failed) {
      return unknown(probe, String.valueOf(failed.getCause())).toList();
    }
  }

  private static Stream<Check> unknown(Probe probe, String why) {
    return probe.topics().stream().map(topic -> new UnknownCheck(topic, why));
  }
}
