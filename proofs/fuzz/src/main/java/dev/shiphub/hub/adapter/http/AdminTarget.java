package dev.shiphub.hub.adapter.http;

import dev.shiphub.fuzz.Cost;
import dev.shiphub.fuzz.Finding;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What strangers send to the admin API before anybody asks them for a token. */
public final class AdminTarget {
  private static final Duration NEVER_MIND = Duration.ofSeconds(1);
  private static final HttpLimits LIMITS =
      new HttpLimits(1, 1, 200, 400, 16, 1_000, NEVER_MIND, NEVER_MIND, NEVER_MIND);

  private AdminTarget() {}

  /** However the network cuts it, it is the same requests; and what is one keeps to the limits. */
  public static void fuzzerTestOneInput(byte[] input) {
    List<Object> whole = requests(new ByteArrayInputStream(input));
    Finding.unless(whole.equals(requests(new Dripping(input))), "cut in two ways: " + whole);
    HeadOutcome first = Cost.within(input.length, () -> head(new ByteArrayInputStream(input)));
    if (first instanceof RequestHead head) {
      Finding.unless(head.target().getRawPath() != null, "no path");
      head.headers().forEach(AdminTarget::judge);
    }
  }

  private static void judge(String name, List<String> values) {
    Finding.unless(name.matches("[!-9;-~]+"), "no name: " + name);
    for (String value : values) {
      Finding.unless(value.chars().noneMatch(c -> c == '\r' || c == '\n'), "two lines: " + value);
    }
  }

  private static HeadOutcome head(InputStream in) {
    try {
      return new RequestReader(in, LIMITS).head();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** All that is read, to the first fault or the end. */
  private static List<Object> requests(InputStream in) {
    RequestReader reader = new RequestReader(in, LIMITS);
    List<Object> all = new ArrayList<>();
    try {
      while (true) {
        HeadOutcome outcome = reader.head();
        all.add(outcome);
        if (!(outcome instanceof RequestHead head)
            || !(head.bodyLength(LIMITS.bodyBytes()) instanceof BodyLength.Octets(int count))) {
          return all;
        }
        all.add(ByteBuffer.wrap(reader.body(count)));
      }
    } catch (EOFException cutOff) {
      all.add("cut off");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return all;
  }

  /** A byte at a time. */
  private static final class Dripping extends InputStream {
    private final InputStream in;

    Dripping(byte[] octets) {
      in = new ByteArrayInputStream(octets);
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return in.read(into, offset, Math.min(1, length));
    }
  }
}
