package dev.shiphub.hub.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes one step after the other, shows what comes of it, and judges. One thread. */
final class Tour {
  /** Between two looks at a device about which nothing is heard. */
  private static final Duration LOOK = Duration.ofMillis(50);

  private final TourGround ground;
  private final TourPage page;
  private final Duration end;

  /**
   * @param end until when the last step is to be over, as the ground counts
   */
  Tour(TourGround ground, TourPage page, Duration end) {
    this.ground = ground;
    this.page = page;
    this.end = end;
  }

  /**
   * Takes the steps; the first one that does not come out as promised is the last.
   *
   * @return which step that was, and what was seen instead; empty if all came out
   */
  Optional<String> run(List<TourStep> steps) throws IOException, InterruptedException {
    Duration begun = ground.now();
    Optional<String> fault = Optional.empty();
    for (int next = 0; next < steps.size() && fault.isEmpty(); next++) {
      fault = take(steps.get(next));
    }
    page.ended(fault.isEmpty(), since(begun));
    return fault;
  }

  private Optional<String> take(TourStep step) throws IOException, InterruptedException {
    Duration begun = ground.now();
    DemoDevice device = ground.device(step.at());
    page.begins(step, device);
    Optional<String> obstacle = act(step);
    TourSight sight = TourSight.NOTHING;
    while (obstacle.isEmpty() && !step.isKept(sight) && isGoingOn()) {
      sight = watch(sight, step, begun);
    }
    String seen = obstacle.or(ground::trouble).map(it -> it + "; ").orElse("") + sight.words();
    page.judged(step, step.isKept(sight), seen, since(begun));
    return step.isKept(sight)
        ? Optional.empty()
        : Optional.of(
            "the tour failed at the step %s of %s: not seen that %s; seen: %s"
                .formatted(step.name(), device.name(), step.promise(), seen));
  }

  private Optional<String> act(TourStep step) throws InterruptedException {
    try {
      return step.action().on(ground, step.at());
    } catch (IOException notDone) {
      return Optional.of("cannot be done: " + notDone.getMessage());
    }
  }

  private boolean isGoingOn() {
    return ground.trouble().isEmpty() && ground.now().compareTo(end) < 0;
  }

  private TourSight watch(TourSight before, TourStep step, Duration begun)
      throws IOException, InterruptedException {
    Optional<DemoNews> news = ground.next(LOOK);
    DemoDevice device = ground.device(step.at());
    TourSight sight = before;
    if (news.isPresent()) {
      switch (news.get()) {
        case DemoNews.Happened(Doc event) when isAbout(device, event) -> {
          page.happened(step, event, since(begun));
          sight = before.happened(event);
        }
        case DemoNews.Line(int child, Doc line) when child == DemoProcesses.number(step.at()) ->
            sight = before.printed(line);
        case DemoNews.Happened _, DemoNews.Line _, DemoNews.Ended _, DemoNews.FeedBroken _ -> {}
      }
    }
    return sight.looked(ground.look(device), device.isDead());
  }

  private static boolean isAbout(DemoDevice device, Doc event) {
    return device.ski().equals(Optional.of(event.text("ski")));
  }

  private Duration since(Duration begun) {
    return ground.now().minus(begun);
  }
}
