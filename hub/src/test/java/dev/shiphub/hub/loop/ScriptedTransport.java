package dev.shiphub.hub.loop;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.Role;
import dev.shiphub.ship.Ski;
import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.port.Transport;
import dev.shiphub.ship.port.TransportEvents;
import dev.shiphub.ship.wire.ConnectionClose;
import dev.shiphub.ship.wire.ConnectionHello;
import dev.shiphub.ship.wire.ConnectionInit;
import dev.shiphub.ship.wire.Decoded;
import dev.shiphub.ship.wire.Encoded;
import dev.shiphub.ship.wire.MessageCodec;
import dev.shiphub.ship.wire.PinState;
import dev.shiphub.ship.wire.ProtocolHandshake;
import dev.shiphub.ship.wire.ShipMessage;
import dev.shiphub.ship.wire.WireLimits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A connection whose peer answers by itself, in a thread of its own, as far as the test wants. */
final class ScriptedTransport implements Transport {
  private static final MessageCodec CODEC = new MessageCodec(WireLimits.USUAL);

  final AtomicInteger ends = new AtomicInteger();
  private final Ski peer;
  private final Role role;
  private final Manners manners;
  private final ExecutorService reader = Executors.newSingleThreadExecutor();
  private final CompletableFuture<TransportEvents> owner = new CompletableFuture<>();

  /** How the peer behaves. */
  enum Manners {
    /** It goes through the handshake and closes orderly. */
    POLITE,
    /** It never says anything, not even when the connection is closed. */
    MUTE,
    /** It is gone before anything can be said. */
    GONE
  }

  ScriptedTransport(Ski peer, Role role, Manners manners) {
    this.peer = peer;
    this.role = role;
    this.manners = manners;
  }

  @Override
  public Ski peer() {
    return peer;
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public String remoteAddress() {
    return "memory";
  }

  @Override
  public void begin(TransportEvents begun) {
    owner.complete(begun);
    if (manners == Manners.GONE) {
      ends.incrementAndGet();
      begun.onClosed(CloseReason.byNetwork("reset"));
      reader.shutdown();
    }
    if (manners == Manners.POLITE && role == Role.SERVER) {
      says(ConnectionInit.VALID);
    }
  }

  @Override
  public void send(byte[] message, Consumer<SendOutcome> done) {
    if (ends.get() > 0) {
      done.accept(new SendOutcome.Failed("closed"));
      return;
    }
    done.accept(new SendOutcome.Written());
    if (manners == Manners.POLITE
        && CODEC.decode(message) instanceof Decoded.Ok<ShipMessage>(ShipMessage heard)) {
      answer(heard);
    }
  }

  private void answer(ShipMessage heard) {
    switch (heard) {
      case ConnectionInit _ -> {
        if (role == Role.CLIENT) {
          says(ConnectionInit.VALID);
        }
      }
      case ConnectionHello hello when hello.phase() == ConnectionHello.Phase.READY -> {
        says(ConnectionHello.ready(Duration.ofSeconds(60)));
        if (role == Role.SERVER) {
          says(ProtocolHandshake.announceMax(ProtocolHandshake.Version.V1_0));
        }
      }
      case ProtocolHandshake handshake when role == Role.CLIENT -> {
        if (handshake.type() == ProtocolHandshake.Type.ANNOUNCE_MAX) {
          says(ProtocolHandshake.select(ProtocolHandshake.Version.V1_0));
        }
      }
      case ProtocolHandshake _ -> says(ProtocolHandshake.select(ProtocolHandshake.Version.V1_0));
      case PinState _ -> says(PinState.NONE);
      case ConnectionClose close when close.phase() == ConnectionClose.Phase.ANNOUNCE ->
          says(ConnectionClose.CONFIRM);
      default -> {}
    }
  }

  /** The peer sends a message. */
  void says(ShipMessage message) {
    byte[] octets = ((Encoded.Ready) CODEC.encode(message)).octets();
    inReader(heard -> heard.onMessage(octets));
  }

  @Override
  public void expectData() {
    // Takes messages of any length.
  }

  @Override
  public void ping() {
    if (manners == Manners.POLITE) {
      inReader(TransportEvents::onSignOfLife);
    }
  }

  @Override
  public void close(int code, String phrase) {
    if (manners == Manners.POLITE) {
      end(CloseReason.byUs(code, phrase));
    }
  }

  @Override
  public void cut(String why) {
    end(CloseReason.byUs(CloseReason.NO_CLOSE_FRAME, why));
  }

  /** The network fails. */
  void breaks() {
    end(CloseReason.byNetwork("reset"));
  }

  private void end(CloseReason reason) {
    if (ends.getAndIncrement() == 0) {
      synchronized (this) {
        inReader(heard -> heard.onClosed(reason));
        reader.shutdown();
      }
    }
  }

  @Override
  public boolean isOpen() {
    return ends.get() == 0;
  }

  /** Nothing is delivered before the owner begins, and nothing after the end. */
  private synchronized void inReader(Consumer<TransportEvents> call) {
    try {
      reader.execute(() -> call.accept(owner.join()));
    } catch (RejectedExecutionException _) {
      // Said into a connection that has ended.
    }
  }
}
