package dev.shiphub.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a daemon holds, counted by classes, after a full collection. Unlike the size of the heap it
 * does not grow while histories fill up (traces, events, attempts), which they do for as long as
 * devices come back.
 *
 * @param traced frames that are kept for traces: bounded, and filled by use
 * @param live what belongs to open connections, dials and sessions, and threads
 */
record HubObjects(long traced, long live) {
  private static final Pattern ROW =
      Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +([\\w.$]+)(?: .*)?$");
  private static final Pattern LIVE =
      Pattern.compile(
          "dev\\.shiphub\\.(hub\\.session|hub\\.loop|ship\\.handshake|ship\\.transport)\\.\\w.*"
              + "|java\\.lang\\.VirtualThread|sun\\.security\\.ssl\\.SSLSocketImpl");

  /** How often an address came: bounded, and forgotten after a while. */
  private static final String BUCKET = "dev.shiphub.ship.transport.TokenBucket";

  private static final String TRACED = "dev.shiphub.hub.trace.TracedFrame";

  static HubObjects of(long pid) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), String.valueOf(pid), "GC.class_histogram").start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int _ = process.waitFor();
    long traced = 0;
    long live = 0;
    Matcher row = ROW.matcher(said);
    while (row.find()) {
      long count = Long.parseLong(row.group(1));
      String type = row.group(2);
      if (type.equals(TRACED)) {
        traced += count;
      } else if (LIVE.matcher(type).matches() && !type.equals(BUCKET)) {
        live += count;
      }
    }
    if (live == 0) {
      throw new AssertionError("no objects of ours in " + said);
    }
    return new HubObjects(traced, live);
  }
}
