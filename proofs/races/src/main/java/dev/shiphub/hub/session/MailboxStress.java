package dev.shiphub.hub.session;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Something is sent while the mailbox closes: handed back or refused, never left inside. */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "accepted, then handed back")
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "refused")
@Outcome(expect = Expect.FORBIDDEN, desc = "accepted and lost")
@State
public class MailboxStress {
  private final Mailbox<Integer> mailbox = new Mailbox<>(2, 0);

  /** The sender. */
  @Actor
  public void send(III_Result result) {
    result.r1 = mailbox.offer(1) ? 1 : 0;
  }

  /** The owner. */
  @Actor
  public void close(III_Result result) {
    result.r2 = mailbox.close().size();
  }

  /** What is left. */
  @Arbiter
  public void look(III_Result result) {
    result.r3 = mailbox.size();
  }
}
