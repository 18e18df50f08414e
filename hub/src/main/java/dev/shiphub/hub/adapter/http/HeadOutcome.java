package dev.shiphub.hub.adapter.http;

/** The head of a request, or why it is none. */
sealed interface HeadOutcome permits RequestHead, HttpFault, HeadOutcome.Nothing {
  /** The connection ended before a request began. */
  record Nothing() implements HeadOutcome {}
}
