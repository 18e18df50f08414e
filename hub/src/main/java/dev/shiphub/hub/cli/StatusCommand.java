package dev.shiphub.hub.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "status", description = "how the daemon stands")
final class StatusCommand implements Callable<Integer> {
  @Mixin private final ApiOptions api;

  @Option(names = "--watch", description = "show it again every second, until Ctrl-C")
  private boolean isWatching;

  StatusCommand(Console console) {
    api = new ApiOptions(console);
  }

  @Override
  public Integer call() throws InterruptedException {
    AdminClient client = api.client();
    return isWatching
        ? api.watch(() -> client.get("/status"), StatusPage::lines)
        : api.show(client.get("/status"), StatusPage::lines);
  }
}
