package dev.shiphub.fuzz;

import dev.shiphub.hub.adapter.http.AdminTarget;
import dev.shiphub.ship.identity.CertificateTarget;
import dev.shiphub.ship.mdns.RecordsTarget;
import dev.shiphub.ship.transport.FramesTarget;
import dev.shiphub.ship.transport.UpgradeTarget;
import java.util.function.Consumer;

/** Every reader that is fuzzed; its corpus is in the folder of its name. */
enum Target {
  ADMIN(AdminTarget.class, AdminTarget::fuzzerTestOneInput),
  CERTIFICATE(CertificateTarget.class, CertificateTarget::fuzzerTestOneInput),
  FRAMES(FramesTarget.class, FramesTarget::fuzzerTestOneInput),
  HANDSHAKE(HandshakeTarget.class, HandshakeTarget::fuzzerTestOneInput),
  JSON(JsonTarget.class, JsonTarget::fuzzerTestOneInput),
  MESSAGES(MessageTarget.class, MessageTarget::fuzzerTestOneInput),
  QR(QrTarget.class, QrTarget::fuzzerTestOneInput),
  RECORDS(RecordsTarget.class, RecordsTarget::fuzzerTestOneInput),
  SPINE(SpineTarget.class, SpineTarget::fuzzerTestOneInput),
  TXT(TxtTarget.class, TxtTarget::fuzzerTestOneInput),
  UPGRADE(UpgradeTarget.class, UpgradeTarget::fuzzerTestOneInput);

  private final Class<?> type;
  private final Consumer<byte[]> entry;

  Target(Class<?> type, Consumer<byte[]> entry) {
    this.type = type;
    this.entry = entry;
  }

  /** The class, as the fuzzer wants it. */
  String className() {
    return type.getName();
  }

  /** Gives it one input. */
  void take(byte[] input) {
    entry.accept(input);
  }
}
