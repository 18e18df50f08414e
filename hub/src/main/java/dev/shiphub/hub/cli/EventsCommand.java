package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The events: those that are kept, and with {@code --follow} those that come. */
@Command(name = "events", description = "what happened, and with --follow what happens")
final class EventsCommand implements Callable<Integer> {
  private static final String LAST_EVENT = "HubStopped";

  @Mixin private final ApiOptions api;

  @Option(
      names = {"-f", "--follow"},
      description = "go on until Ctrl-C, or until the daemon stops")
  private boolean isFollowing;

  @Option(names = "--since", paramLabel = "SEQ", description = "only what came after that number")
  private Optional<Long> since = Optional.empty();

  EventsCommand(Console console) {
    api = new ApiOptions(console);
  }

  @Override
  public Integer call() {
    String query = since.map(number -> "?since=" + number).orElse("");
    AdminClient client = api.client();
    return switch (client.get("/events" + query)) {
      case Got.Refused refused -> api.refused(refused);
      case Got.Unreachable(String why) -> api.unreachable(why);
      case Got.Ok(Doc doc) -> {
        if (doc.flag("resyncRequired")) {
          gap();
        }
        List<Doc> kept = doc.docs("events");
        kept.forEach(this::print);
        boolean isOver = isUnread() || (!kept.isEmpty() && isLast(kept.getLast()));
        yield isFollowing && !isOver ? follow(client, doc.number("last")) : ExitCode.DONE;
      }
    };
  }

  private int follow(AdminClient client, long after) {
    long last = after;
    try (EventReader events = client.follow(after)) {
      for (Optional<JsonObject> next = events.next(); next.isPresent(); next = events.next()) {
        Doc event = new Doc(next.get());
        if (event.text("type").equals(EventReader.RESYNC)) {
          gap();
        } else {
          last = event.number("seq");
          print(event);
        }
        if (isLast(event) || isUnread()) {
          return ExitCode.DONE;
        }
      }
    } catch (IOException broken) {
      return api.failed("the daemon is gone (" + broken.getMessage() + "); " + resume(last));
    }
    return api.failed("the daemon has closed the connection; " + resume(last));
  }

  /** Whether nobody reads on, as behind a pipe into {@code head}. */
  private boolean isUnread() {
    return api.console().out().checkError();
  }

  private static boolean isLast(Doc event) {
    return event.text("type").equals(LAST_EVENT);
  }

  private static String resume(long last) {
    return "go on later with: shiphub events --follow --since " + last;
  }

  private void gap() {
    api.console()
        .err()
        .println("shiphub: some events are not kept any more; what follows is not the whole");
  }

  private void print(Doc event) {
    if (api.isJson()) {
      api.print(event.json());
    } else {
      api.console().out().println(line(event));
    }
    api.console().out().flush();
  }

  private static String line(Doc event) {
    String ski = event.text("ski");
    return "%6s  %-24s  %-8s  %-19s  %-4s  %s"
        .formatted(
            event.text("seq"),
            event.text("time"),
            ski.substring(0, Math.min(8, ski.length())),
            event.text("type"),
            event.text("session"),
            event.text("cause"))
        .stripTrailing();
  }
}
