package dev.shiphub.hub.adapter.http;

/** Answers requests. Called by a virtual thread for each connection. */
public interface HttpHandler {
  /**
   * Answers a request.
   *
   * @throws InterruptedException if the thread is to end; then there is no answer
   */
  HttpAnswer answer(HttpRequest request) throws InterruptedException;

  /** Words for what cannot even be handed on as a request. */
  HttpAnswer.Whole refusal(HttpFault fault);
}
