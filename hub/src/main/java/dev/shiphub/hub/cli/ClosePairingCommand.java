package dev.shiphub.hub.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code close-pairing}: devices that ask to be paired are told of no more. */
@Command(description = "tell no more of devices that ask to be paired")
final class ClosePairingCommand implements Callable<Integer> {
  @Mixin private final ApiOptions api;

  ClosePairingCommand(Console console) {
    api = new ApiOptions(console);
  }

  @Override
  public Integer call() {
    return api.show(api.client().delete("/pairing-window"), WindowPage::lines);
  }
}
