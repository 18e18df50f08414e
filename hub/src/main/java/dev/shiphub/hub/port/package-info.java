/** What the hub offers to the application and its adapters, and what it needs of them. */
@NullMarked
package dev.shiphub.hub.port;

import org.jspecify.annotations.NullMarked;
