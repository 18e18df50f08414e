package dev.shiphub.hub;

import dev.shiphub.hub.adapter.file.StateDirectory;
import dev.shiphub.hub.adapter.systemd.ServiceLink;
import dev.shiphub.hub.cli.Console;
import dev.shiphub.hub.cli.Daemon;
import dev.shiphub.hub.cli.DaemonOptions;
import dev.shiphub.ship.file.FileTrouble;
import dev.shiphub.ship.json.JsonObjectBuilder;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the daemon in the foreground: from the options to the exit code. */
final class DaemonRun implements Daemon {
  private static final Logger LOG = LoggerFactory.getLogger(DaemonRun.class);
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONG_CONFIGURATION = 2;

  private final Console console;
  private final InputStream stdin;
  private final SecureRandom random;
  private final Runnable endAtOnce;

  DaemonRun(Console console, InputStream stdin, SecureRandom random, Runnable endAtOnce) {
    this.console = console;
    this.stdin = stdin;
    this.random = random;
    this.endAtOnce = endAtOnce;
  }

  @Override
  public int run(DaemonOptions options) {
    ConfigFile.Read read;
    try {
      read = config(options);
    } catch (IOException unreadable) {
      return complain(
          WRONG_CONFIGURATION,
          options.config().orElseThrow() + " cannot be read: " + FileTrouble.words(unreadable));
    }
    return switch (read) {
      case ConfigFile.Read.Refused(var complaints) -> {
        complaints.forEach(complaint -> complain(WRONG_CONFIGURATION, complaint));
        yield WRONG_CONFIGURATION;
      }
      case ConfigFile.Read.Ok(HubConfig config) -> run(config.with(options), options);
    };
  }

  private static ConfigFile.Read config(DaemonOptions options) throws IOException {
    if (options.config().isEmpty()) {
      return new ConfigFile.Read.Ok(ConfigFile.usual());
    }
    Path file = options.config().get();
    return ConfigFile.read(file.toString(), Files.readString(file));
  }

  private int run(HubConfig config, DaemonOptions options) {
    if (options.isPrintConfig()) {
      console.out().print(ConfigText.of(config));
      return DONE;
    }
    DeviceLog log =
        LogLines.setUp(options.logFormat() == DaemonOptions.LogFormat.JSON, config.logLevel());
    StopSignals signals = new StopSignals(endAtOnce);
    signals.listen();
    try (StateDirectory state =
        StateDirectory.open(StatePlace.of(options.state(), console.environment()))) {
      return run(config, options, state, signals, log);
    } catch (StartFailure failure) {
      return complain(
          failure.isOfConfiguration() ? WRONG_CONFIGURATION : FAILED,
          String.valueOf(failure.getMessage()));
    } catch (IOException failure) {
      return complain(FAILED, String.valueOf(failure.getMessage()));
    }
  }

  private int run(
      HubConfig config,
      DaemonOptions options,
      StateDirectory state,
      StopSignals signals,
      DeviceLog log)
      throws IOException, StartFailure {
    Gateway gateway = Gateway.start(config, state, random, log);
    boolean isClean = false;
    try (ServiceLink systemd =
        ServiceLink.of(console.environment(), ProcessHandle.current().pid())) {
      tell(options, gateway);
      systemd.ready(gateway.control());
      if (options.isStoppingWithStdin()) {
        signals.listenTo(stdin);
      }
      String why =
          String.valueOf(
              CompletableFuture.anyOf(
                      signals.first(), gateway.ended().thenApply(_ -> "the hub broke"))
                  .join());
      LOG.info("stopping: {}", why);
      systemd.stopping();
    } finally {
      isClean = gateway.stop();
    }
    return isClean ? DONE : FAILED;
  }

  /** Whoever has started the daemon may wait for this line. */
  private void tell(DaemonOptions options, Gateway gateway) {
    LOG.info(
        "listening for devices on port {}, for commands on {}; our SKI is {}",
        gateway.shipPort(),
        gateway.adminAddress(),
        gateway.ski().grouped());
    gateway
        .adminFingerprint()
        .ifPresent(print -> LOG.info("the certificate for commands has the fingerprint {}", print));
    if (options.isAnnouncing()) {
      JsonObjectBuilder line =
          JsonValue.object()
              .put("event", "listening")
              .put("ski", gateway.ski().hex())
              .put("shipPort", gateway.shipPort())
              .put("adminPort", gateway.adminPort());
      gateway.adminFingerprint().ifPresent(print -> line.put("adminFingerprint", print));
      console.out().println(JsonWriter.COMPACT.text(line.build()));
      console.out().flush();
    }
  }

  private int complain(int code, String words) {
    console.err().println("shiphub: " + words);
    return code;
  }
}
