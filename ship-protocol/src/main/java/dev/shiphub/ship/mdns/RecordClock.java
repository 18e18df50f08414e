package dev.shiphub.ship.mdns;

import java.time.Instant;
import java.time.InstantSource;
import javax.jmdns.impl.DNSRecord;
import javax.jmdns.impl.constants.DNSRecordClass;

/**
 * The clock by which JmDNS stamps its records, read off a fresh one. It is the wall clock and may
 * step, so it tells the age of records and nothing else.
 *
 * <p>Stands still between two readings. Owned by the thread that talks to this JmDNS.
 */
final class RecordClock implements InstantSource {
  private Instant now = Instant.EPOCH;

  void read() {
    DNSRecord fresh =
        new DNSRecord.Text("now.local.", DNSRecordClass.CLASS_IN, false, 0, new byte[0]);
    now = Instant.ofEpochMilli(fresh.getCreated());
  }

  @Override
  public Instant instant() {
    return now;
  }
}
