package dev.shiphub.bench;

import java.util.List;

/** What is measured, one class each. */
final class Rows {
  /** In the order in which they run. */
  static final List<Row> ALL =
      List.of(
          // handshakes, start, stop
          Row.of(1, ConnectRow::new),
          Row.of(2, HandshakeRow::new),
          Row.of(3, StormRow::new),
          Row.of(8, StartRow::new),
          Row.of(10, StopRow::new),
          // messages
          new Row(List.of(4, 5, 6), MessageRow::new),
          Row.of(9, SilenceRow::new),
          Row.of(11, BystanderRow::new),
          Row.of(13, CodecRow::new),
          // fleets, disk
          new Row(List.of(7, 12), FleetRow::new),
          Row.of(14, DiskRow::new));

  private Rows() {}
}
