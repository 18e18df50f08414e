package dev.shiphub.hub.adapter.admin;

/** Who sends a request, or why that is not even asked any more. */
sealed interface Identified permits Caller, Problem {}
