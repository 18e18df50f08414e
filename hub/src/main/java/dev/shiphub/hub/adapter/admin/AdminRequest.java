package dev.shiphub.hub.adapter.admin;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that has passed the {@link Gate}.
 *
 * @param method in upper case
 * @param path the decoded segments of the path
 * @param argument what stands for <code>{}</code> in the path of the route; empty text if nothing
 *     does
 * @param query the parameters after the question mark; of equal ones the first
 * @param accept the header of that name, empty text if there is none
 * @param lastEventId the header of that name, with which a follower resumes
 * @param ifNoneMatch the header of that name: what the client has already
 * @param body at most {@value AdminLimits#BODY_BYTES} bytes
 * @param from who sends it
 */
record AdminRequest(
    String method,
    List<String> path,
    String argument,
    Map<String, String> query,
    String accept,
    Optional<String> lastEventId,
    Optional<String> ifNoneMatch,
    ByteBuffer body,
    Caller from) {
  AdminRequest {
    path = List.copyOf(path);
    query = Map.copyOf(query);
    body = body.asReadOnlyBuffer();
  }

  /** The same with what the route has found in the path. */
  AdminRequest with(String found) {
    return new AdminRequest(
        method, path, found, query, accept, lastEventId, ifNoneMatch, body, from);
  }

  /** Who sends it, in words for the records. */
  String caller() {
    return from.words();
  }
}
