package dev.shiphub.ship.transport;

import dev.shiphub.ship.port.SendOutcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What became of numbered messages, in the order in which it was told. */
final class Outcomes {
  record Told(int number, SendOutcome outcome) {
    boolean isWritten() {
      return outcome instanceof SendOutcome.Written;
    }
  }

  final List<Told> told = new CopyOnWriteArrayList<>();

  Consumer<SendOutcome> of(int number) {
    return outcome -> told.add(new Told(number, outcome));
  }

  void awaitAll(int count) {
    Eventually.isTrue(() -> told.size() >= count);
  }

  List<Integer> numbers() {
    return told.stream().map(Told::number).toList();
  }

  long written() {
    return told.stream().filter(Told::isWritten).count();
  }
}
