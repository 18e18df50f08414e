package dev.shiphub.hub.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "devices", description = "all known devices, and why one is not connected")
final class DevicesCommand implements Callable<Integer> {
  @Mixin private final ApiOptions api;

  @Option(names = "--watch", description = "show them again every second, until Ctrl-C")
  private boolean isWatching;

  DevicesCommand(Console console) {
    api = new ApiOptions(console);
  }

  @Override
  public Integer call() throws InterruptedException {
    AdminClient client = api.client();
    DevicesPage page = new DevicesPage(new Colours(api.console()));
    return isWatching
        ? api.watch(() -> client.get("/devices"), page::lines)
        : api.show(client.get("/devices"), page::lines);
  }
}
