package dev.shiphub.ship.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.shiphub.ship.port.SendOutcome;
import dev.shiphub.ship.transport.WriteQueue.Added;
import dev.shiphub.ship.transport.WriteQueue.Order;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Proof of promise 8. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WriteQueueTest {
  private final WriteQueue queue = new WriteQueue(new TransportLimits.Backlog(4, 100));
  private final Outcomes outcomes = new Outcomes();

  private Added add(int number) {
    return queue.add(new byte[] {(byte) number}, outcomes.of(number));
  }

  /** What the writer would do until there is nothing more to do at once. */
  private List<String> drain(int orders) {
    List<String> done = new ArrayList<>();
    for (int i = 0; i < orders; i++) {
      done.add(
          switch (queue.take()) {
            case Order.Message(ByteBuffer payload, Consumer<SendOutcome> _) ->
                "message " + payload.get(0);
            case Order.Refuse(Consumer<SendOutcome> told, String why) -> {
              told.accept(new SendOutcome.Failed(why));
              yield "refuse " + outcomes.numbers().getLast();
            }
            case Order.Ping() -> "ping";
            case Order.Pong(ByteBuffer payload) -> "pong " + payload.get(0);
            case Order.Close(int code, String phrase) -> "close " + code + " " + phrase;
            case Order.End() -> "end";
          });
    }
    return done;
  }

  @Test
  void keepsTheOrderOfMessages() {
    add(1);
    add(2);
    add(3);

    assertEquals(List.of("message 1", "message 2", "message 3"), drain(3));
  }

  @Test
  void letsOneOwedPongAndOnePingOvertake() {
    add(1);
    queue.ping();
    queue.pong(ByteBuffer.wrap(new byte[] {7}));
    queue.ping();
    queue.pong(ByteBuffer.wrap(new byte[] {8}));

    assertEquals(List.of("pong 8", "ping", "message 1"), drain(3));
  }

  @Nested
  class WhenTooMuchWaits {
    @Test
    void refusesByCountOnceAndForEver() {
      add(1);
      add(2);
      add(3);
      assertEquals(Added.QUEUED, add(4));
      assertEquals(Added.OVERFLOW, add(5));

      assertEquals(List.of("message 1"), drain(1));
      assertEquals(Added.QUEUED, add(6));
      queue.end("cut");

      assertEquals(
          List.of("refuse 2", "refuse 3", "refuse 4", "refuse 5", "refuse 6", "end"), drain(6));
    }

    @Test
    void refusesByBytes() {
      assertEquals(Added.QUEUED, queue.add(new byte[60], outcomes.of(1)));
      assertEquals(Added.OVERFLOW, queue.add(new byte[41], outcomes.of(2)));
    }

    @Test
    void countsOnlyWhatWaits() {
      queue.add(new byte[60], outcomes.of(1));
      drain(1);

      assertEquals(Added.QUEUED, queue.add(new byte[100], outcomes.of(2)));
    }
  }

  @Nested
  class WhenWeClose {
    @Test
    void writesWhatWaitsThenTheCloseFrameAndNothingAfter() {
      add(1);
      queue.close(4001, "close");
      add(2);
      queue.ping();

      assertEquals(List.of("ping", "message 1", "close 4001 close", "refuse 2"), drain(4));
      queue.ping();
      add(3);
      assertEquals(List.of("refuse 3"), drain(1));
      queue.end("the peer has answered");
      assertEquals(List.of("end"), drain(1));
    }

    @Test
    void closesOnce() {
      queue.close(4001, "close");
      queue.close(4452, "again");
      queue.closeNow(1002, "and again");

      assertEquals(List.of("close 4001 close"), drain(1));
      queue.end("");
      assertEquals(List.of("end"), drain(1));
    }

    @Test
    void refusesWhatWaitsIfThePeerBrokeTheProtocol() {
      add(1);
      add(2);
      queue.closeNow(1003, "text");

      assertEquals(List.of("close 1003 text", "refuse 1", "refuse 2"), drain(3));
    }
  }

  @Nested
  class WhenThePeerCloses {
    @Test
    void answersAndEnds() {
      add(1);
      queue.answer(4001);

      assertEquals(List.of("close 4001 ", "refuse 1", "end"), drain(3));
    }

    @Test
    void endsWithoutASecondCloseFrameIfOursIsOut() {
      queue.close(4001, "close");
      drain(1);
      queue.answer(4001);

      assertEquals(List.of("end"), drain(1));
    }

    @Test
    void sendsOursIfItIsNotOutYet() {
      add(1);
      queue.close(4500, "ours");
      queue.answer(4001);

      assertEquals(List.of("close 4500 ours", "refuse 1", "end"), drain(3));
    }
  }

  @Nested
  class AfterTheEnd {
    @Test
    void leavesEveryMessageToTheCaller() {
      queue.end("lost");
      assertEquals(List.of("end"), drain(1));

      assertEquals(Added.TOO_LATE, add(1));
    }

    @Test
    void settlesFirstWhatWaited() {
      add(1);
      queue.ping();
      queue.end("lost");
      add(2);

      assertEquals(List.of("refuse 1", "refuse 2", "end"), drain(3));
      assertEquals(new SendOutcome.Failed("lost"), outcomes.told.getFirst().outcome());
    }
  }

  // Whatever the interleaving: every message is settled exactly once, each sender's in its order.
  @Test
  void settlesEachMessageOnceWhileSendersWriterAndEndRace() throws Exception {
    for (int round = 0; round < 300; round++) {
      WriteQueue raced = new WriteQueue(new TransportLimits.Backlog(8, 1000));
      Outcomes told = new Outcomes();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> work = new ArrayList<>();
        for (int sender = 0; sender < 3; sender++) {
          int first = sender * 100;
          work.add(threads.submit(() -> sendAll(raced, told, first)));
        }
        work.add(threads.submit(() -> raced.end("cut")));
        work.add(threads.submit(() -> write(raced)));
        for (Future<?> task : work) {
          task.get();
        }
      }
      assertEquals(60, told.told.size());
      for (int sender = 0; sender < 3; sender++) {
        int first = sender * 100;
        List<Integer> own =
            told.numbers().stream().filter(number -> number / 100 == first / 100).toList();
        assertEquals(own.stream().sorted().distinct().toList(), own);
      }
    }
  }

  private static void sendAll(WriteQueue queue, Outcomes told, int first) {
    for (int number = first; number < first + 20; number++) {
      Consumer<SendOutcome> done = told.of(number);
      if (queue.add(new byte[1], done) == Added.TOO_LATE) {
        done.accept(new SendOutcome.Failed("too late"));
      }
    }
  }

  private static void write(WriteQueue queue) {
    Order order = queue.take();
    while (!(order instanceof Order.End)) {
      switch (order) {
        case Order.Message(ByteBuffer _, Consumer<SendOutcome> done) ->
            done.accept(new SendOutcome.Written());
        case Order.Refuse(Consumer<SendOutcome> done, String why) ->
            done.accept(new SendOutcome.Failed(why));
        case Order.Ping _, Order.Pong _, Order.Close _, Order.End _ ->
            assertInstanceOf(Order.Message.class, order);
      }
      order = queue.take();
    }
  }
}
