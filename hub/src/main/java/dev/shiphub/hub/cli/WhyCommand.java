package dev.shiphub.hub.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "why",
    description = "why a device is not connected, and who has to do what; then the evidence")
final class WhyCommand implements Callable<Integer> {
  @Mixin private final ApiOptions api;

  @Parameters(paramLabel = "SKI", description = "its SKI, or 6 or more digits of its beginning")
  private String ski = "";

  @Option(names = "--watch", description = "show it again every second, until Ctrl-C")
  private boolean isWatching;

  @Option(
      names = "--lang",
      paramLabel = "en|de",
      description = "in which language; the default is that of the terminal")
  private Language language;

  WhyCommand(Console console) {
    api = new ApiOptions(console);
    language = Language.of(console.environment());
  }

  @Override
  public Integer call() throws InterruptedException {
    AdminClient client = api.client();
    String path = "/devices/" + AdminClient.segment(ski) + "/why";
    WhyPage page = new WhyPage(language);
    return isWatching
        ? api.watch(() -> client.get(path), page::lines)
        : api.show(client.get(path), page::lines);
  }
}
