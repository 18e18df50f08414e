package dev.shiphub.hub.trace;

import java.util.List;

/**
 * Some frames of one device that follow each other.
 *
 * @param frames in their order
 * @param dropped how many before them are not kept any more; of a stranger's, those of all
 *     strangers
 * @param isGap whether some of them came after the frame that the follower knows
 * @param last up to which number the follower knows now all that can be known
 * @param isOver whether nothing will ever follow
 */
public record TracePage(
    List<TracedFrame> frames, long dropped, boolean isGap, long last, boolean isOver) {
  public TracePage {
    frames = List.copyOf(frames);
  }
}
