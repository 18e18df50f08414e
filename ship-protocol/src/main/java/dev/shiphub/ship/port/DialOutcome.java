package dev.shiphub.ship.port;

import dev.shiphub.ship.Trouble;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** How a dial ended. */
public sealed interface DialOutcome {
  /** The expected device answered; the transport belongs to the caller. */
  record Opened(Transport transport) implements DialOutcome {}

  /** Nobody answered as the expected device. */
  record Failed(List<Try> tries) implements DialOutcome {
    public Failed {
      tries = List.copyOf(tries);
    }

    /** Every host with what went wrong there, in one line. */
    public String words() {
      return tries.stream().map(Try::words).collect(Collectors.joining("; "));
    }

    /** How far the best try came. */
    public Phase furthest() {
      return tries.stream().map(Try::phase).max(Phase::compareTo).orElse(Phase.RESOLVE);
    }

    /** What went wrong with the best try. */
    public Trouble trouble() {
      return tries.stream()
          .max(Comparator.comparing(Try::phase))
          .map(Try::trouble)
          .orElse(Trouble.NAME_UNKNOWN);
    }
  }

  /** One host that was tried in vain. */
  record Try(String address, Phase phase, Trouble trouble, String cause) {
    String words() {
      return address + ": " + cause;
    }
  }

  /** The phases of a dial, in their order. */
  enum Phase {
    /** Host name to address. */
    RESOLVE("resolve"),
    /** TCP connect. */
    CONNECT("connect"),
    /** TLS handshake and the check of the SKI. */
    TLS("TLS"),
    /** HTTP upgrade to WebSocket with sub-protocol {@code ship}. */
    UPGRADE("upgrade"),
    /** The device answered the upgrade: it has no place for us (HTTP 503). */
    NO_PLACE("no place");

    private final String label;

    Phase(String label) {
      this.label = label;
    }

    /** For people. */
    public String label() {
      return label;
    }
  }
}
