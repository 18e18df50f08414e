/** HTTP/1.1 for strangers: every byte, header, second and connection is bounded. */
@NullMarked
package dev.shiphub.hub.adapter.http;

import org.jspecify.annotations.NullMarked;
