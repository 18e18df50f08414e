package dev.shiphub.hub.cli;

import dev.shiphub.ship.json.JsonValue;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Static peers: where to find devices without multicast DNS. */
@Command(
    name = "peers",
    description = "static peers: where to find devices without multicast DNS",
    synopsisSubcommandLabel = "(list | add | remove)")
final class PeersCommand {
  private PeersCommand() {}

  /** With its subcommands. */
  static CommandLine line(Console console) {
    return new CommandLine(new PeersCommand())
        .addSubcommand(new ListPeers(console))
        .addSubcommand(new AddPeer(console))
        .addSubcommand(new RemovePeer(console));
  }

  @Command(name = "list", description = "all static peers")
  static final class ListPeers implements Callable<Integer> {
    @Mixin private final ApiOptions api;

    ListPeers(Console console) {
      api = new ApiOptions(console);
    }

    @Override
    public Integer call() {
      return api.show(api.client().get("/peers"), ListPeers::lines);
    }

    private static List<String> lines(Doc doc) {
      Table table = new Table("SKI", "HOST", "PORT", "PATH", "PAIRED");
      for (Doc peer : doc.docs("peers")) {
        table.row(
            peer.text("ski"),
            peer.text("host"),
            peer.text("port"),
            peer.text("path"),
            peer.flag("paired") ? "yes" : "no");
      }
      return table.lines();
    }
  }

  @Command(name = "add", description = "remember where to find a device; it is not paired by that")
  static final class AddPeer implements Callable<Integer> {
    @Mixin private final ApiOptions api;

    @Parameters(index = "0", paramLabel = "SKI", description = "all 40 digits")
    private String ski = "";

    @Parameters(index = "1", paramLabel = "HOST", description = "name or address")
    private String host = "";

    @Parameters(index = "2", paramLabel = "PORT", description = "1 to 65535")
    private int port;

    @Parameters(
        index = "3",
        paramLabel = "PATH",
        defaultValue = "/ship/",
        description = "of the WebSocket (default: ${DEFAULT-VALUE})")
    private String path = "";

    AddPeer(Console console) {
      api = new ApiOptions(console);
    }

    @Override
    public Integer call() {
      var peer =
          JsonValue.object()
              .put("ski", ski)
              .put("host", host)
              .put("port", port)
              .put("path", path)
              .build();
      return api.show(
          api.client().post("/peers", peer),
          done -> List.of("added " + done.text("ski") + ": " + done.text("result")));
    }
  }

  @Command(name = "remove", description = "forget where to find a device")
  static final class RemovePeer implements Callable<Integer> {
    @Mixin private final ApiOptions api;

    @Parameters(paramLabel = "SKI", description = "its SKI, or 6 or more digits of its beginning")
    private String ski = "";

    RemovePeer(Console console) {
      api = new ApiOptions(console);
    }

    @Override
    public Integer call() {
      return api.show(
          api.client().delete("/peers/" + AdminClient.segment(ski)),
          done -> List.of("removed " + done.text("ski") + ": " + done.text("result")));
    }
  }
}
