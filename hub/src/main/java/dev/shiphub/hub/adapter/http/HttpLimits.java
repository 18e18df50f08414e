package dev.shiphub.hub.adapter.http;

import java.time.Duration;

/**
 * Every bound of a listener. A stranger can make it hold at most {@code connections} times {@code
 * headBytes + bodyBytes}, and the state of as many TLS connections.
 *
 * @param connections open at the same time
 * @param perNetwork of them from one address, or from one /64 of IPv6
 * @param targetBytes of the first line of a request
 * @param headBytes of the first line and all headers together
 * @param headers how many there may be
 * @param bodyBytes of a request
 * @param handshake from the accept to the end of the TLS handshake
 * @param request from there, or from the answer before, to the last byte of a request; so this is
 *     also how long a connection may idle
 * @param answer how long a client may take to read an answer
 */
public record HttpLimits(
    int connections,
    int perNetwork,
    int targetBytes,
    int headBytes,
    int headers,
    int bodyBytes,
    Duration handshake,
    Duration request,
    Duration answer) {}
