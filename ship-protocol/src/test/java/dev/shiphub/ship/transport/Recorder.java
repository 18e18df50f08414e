package dev.shiphub.ship.transport;

import dev.shiphub.ship.CloseReason;
import dev.shiphub.ship.port.TransportEvents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Owner of a transport that writes everything down. */
class Recorder implements TransportEvents {
  final List<byte[]> messages = new CopyOnWriteArrayList<>();
  final List<CloseReason> closes = new CopyOnWriteArrayList<>();
  final List<String> threads = new CopyOnWriteArrayList<>();
  final AtomicInteger signsOfLife = new AtomicInteger();
  final AtomicInteger callsAfterClose = new AtomicInteger();

  @Override
  public void onMessage(byte[] message) {
    called();
    messages.add(message);
  }

  @Override
  public void onSignOfLife() {
    called();
    signsOfLife.incrementAndGet();
  }

  @Override
  public void onClosed(CloseReason reason) {
    called();
    closes.add(reason);
  }

  private void called() {
    threads.add(Thread.currentThread().getName());
    if (!closes.isEmpty()) {
      callsAfterClose.incrementAndGet();
    }
  }

  List<String> texts() {
    return messages.stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
  }

  CloseReason awaitClose() {
    Eventually.isTrue(() -> !closes.isEmpty());
    return closes.getFirst();
  }

  void awaitMessages(int count) {
    Eventually.isTrue(() -> messages.size() >= count);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
