package dev.shiphub.hub.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "device", description = "all that is known of one device")
final class DeviceCommand implements Callable<Integer> {
  @Mixin private final ApiOptions api;

  @Parameters(paramLabel = "SKI", description = "its SKI, or 6 or more digits of its beginning")
  private String ski = "";

  @Option(names = "--watch", description = "show it again every second, until Ctrl-C")
  private boolean isWatching;

  DeviceCommand(Console console) {
    api = new ApiOptions(console);
  }

  @Override
  public Integer call() throws InterruptedException {
    AdminClient client = api.client();
    String path = "/devices/" + AdminClient.segment(ski);
    DevicePage page = new DevicePage(new Colours(api.console()));
    return isWatching
        ? api.watch(() -> client.get(path), page::lines)
        : api.show(client.get(path), page::lines);
  }
}
