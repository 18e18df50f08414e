package dev.shiphub.sim.scenario;

import dev.shiphub.sim.raw.DnsAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a network does to the packets of multicast DNS on their way: it may lose, double and reorder
 * them (RFC 6762 6, 17). Belongs to the thread of its scenario.
 */
final class Delivery {
  private final boolean isApart;
  private final boolean isBackwards;
  private final int copies;
  private int stillLost;

  private Delivery(boolean isApart, boolean isBackwards, int copies, int lost) {
    this.isApart = isApart;
    this.isBackwards = isBackwards;
    this.copies = copies;
    stillLost = lost;
  }

  /** As the step of an announcement says. */
  static Delivery of(Values values) {
    return new Delivery(
        values.flag("apart", false),
        values.flag("backwards", false),
        values.number("copies", 1),
        values.number("lost", 0));
  }

  /** What arrives of one announcement, in this order. */
  List<byte[]> packets(List<DnsAnswer> records) {
    List<DnsAnswer> inOrder = isBackwards ? records.reversed() : records;
    List<DnsAnswer> sent = isApart ? inOrder : List.of(DnsAnswer.of(inOrder));
    List<byte[]> arrived = new ArrayList<>();
    for (DnsAnswer packet : sent) {
      if (stillLost > 0) {
        stillLost--;
      } else {
        arrived.addAll(Collections.nCopies(copies, packet.bytes()));
      }
    }
    return arrived;
  }
}
