package dev.shiphub.hub;

import dev.shiphub.hub.core.Limits;
import dev.shiphub.hub.trace.TraceLimits;
import dev.shiphub.ship.json.JsonValue;
import dev.shiphub.ship.json.JsonValue.JsonObject;
import dev.shiphub.ship.transport.TransportLimits;
import dev.shiphub.ship.wire.WireLimits;

/** Every upper bound by name, for {@code status} and {@code --print-config}. */
final class Bounds {
  private Bounds() {}

  static JsonObject of(HubConfig config) {
    Limits limits = config.limits();
    TransportLimits transport = config.transportLimits();
    TraceLimits trace = TraceLimits.of(limits.pairedDevices());
    return JsonValue.object()
        .put("pairedDevices", limits.pairedDevices())
        .put("strangers", limits.strangers())
        .put("waitingStrangers", limits.waitingStrangers())
        .put("strangerWait", limits.strangerWait().toString())
        .put("knownDevices", limits.knownDevices())
        .put("recordsPerDevice", limits.recordsPerDevice())
        .put("attemptsPerDevice", limits.attemptsPerDevice())
        .put("handover", limits.handover().toString())
        .put("mailbox", limits.mailbox())
        .put("sessionMailbox", limits.sessionMailbox())
        .put("heldOctets", limits.heldOctets())
        .put("notices", limits.notices())
        .put("eventHistory", limits.eventHistory())
        .put("strangerNotices", limits.strangerNotices())
        .put("openConnections", transport.door().open())
        .put("unfinishedConnections", transport.door().arrivals())
        .put("unfinishedPerAddress", transport.door().arrivalsPerAddress())
        .put("handshakesUnderWay", transport.door().handshakes())
        .put("handshakeShare", transport.door().permit().toString())
        .put("unfinishedPatience", transport.door().patience().toString())
        .put("reservedUnfinished", transport.reserve().arrivals())
        .put("reservedUnfinishedPerAddress", transport.reserve().arrivalsPerAddress())
        .put("reservedHandshakes", transport.reserve().handshakes())
        .put("reservedOpen", transport.reserve().open())
        .put("arrivalsAtOncePerAddress", transport.rates().address().burst())
        .put("arrivalsPerSecondPerAddress", transport.rates().address().perSecond())
        .put("arrivalsAtOnce", transport.rates().all().burst())
        .put("arrivalsPerSecond", transport.rates().all().perSecond())
        .put("arrivalCalm", transport.rates().calm().toString())
        .put("arrivalAddresses", transport.rates().addresses())
        .put("httpHeadBytes", TransportLimits.HTTP_HEAD_BYTES)
        .put("untrustedBytes", transport.frames().untrustedBytes())
        .put("connectTime", transport.times().connect().toString())
        .put("tlsTime", transport.times().tls().toString())
        .put("upgradeTime", transport.times().upgrade().toString())
        .put("handshakeMessageBytes", transport.frames().handshakeBytes())
        .put("messageBytes", transport.frames().messageBytes())
        .put("messageFragments", transport.frames().fragments())
        .put("controlMessageBytes", WireLimits.USUAL.inboundControl())
        .put("sentMessageBytes", WireLimits.USUAL.outbound())
        .put("sendQueueMessages", transport.backlog().messages())
        .put("sendQueueBytes", transport.backlog().bytes())
        .put("traceFrames", trace.frames())
        .put("traceBytes", trace.octets())
        .put("traceFrameBytes", trace.frameOctets())
        .put("mqttBufferMessages", config.mqtt().bufferMessages())
        .put("mqttBufferBytes", config.mqtt().bufferBytes())
        .build();
  }
}
