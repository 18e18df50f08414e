package dev.shiphub.ship.transport;

import dev.shiphub.ship.transport.WriteQueue.Added;
import dev.shiphub.ship.transport.WriteQueue.Order;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A message is added while the writer ends: one of both settles it. */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "too late: the sender settles it")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "in time: the writer refuses it")
@Outcome(expect = Expect.FORBIDDEN, desc = "nobody settles it, or both")
@State
public class WriteQueueStress {
  private static final byte[] PAYLOAD = {1};

  private final WriteQueue queue = new WriteQueue(new TransportLimits.Backlog(2, 10));

  /** The sender. */
  @Actor
  public void add(II_Result result) {
    result.r1 = queue.add(PAYLOAD, _ -> {}) == Added.TOO_LATE ? 1 : 0;
  }

  /** The writer. */
  @Actor
  public void end(II_Result result) {
    queue.end("lost");
    int settled = 0;
    while (!(queue.take() instanceof Order.End)) {
      settled++;
    }
    result.r2 = settled;
  }
}
