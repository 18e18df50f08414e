package dev.shiphub.races;

import java.util.Arrays;
import java.util.List;

/** A test of jcstress, and the scenario whose fault it must find. One fault a class. */
enum StressTest {
  REGISTRY("hub.core.RegistryStress", Scenario.REGISTRY_LIMIT),
  MAILBOX("hub.session.MailboxStress", Scenario.MAILBOX_CLOSING),
  WRITE_QUEUE("ship.transport.WriteQueueStress", Scenario.QUEUE_ENDING),
  EVENT_STREAM("hub.adapter.admin.EventStreamStress", Scenario.EVENTS_FOLLOWING),
  DIAL_TASK("hub.loop.DialTaskStress", Scenario.DIAL_YIELDING);

  private final String type;
  private final Scenario scenario;

  StressTest(String type, Scenario scenario) {
    this.type = "dev.shiphub." + type;
    this.scenario = scenario;
  }

  String type() {
    return type;
  }

  String label() {
    return scenario.label();
  }

  static List<StressTest> matching(List<Scenario> chosen) {
    return Arrays.stream(values()).filter(test -> chosen.contains(test.scenario)).toList();
  }
}
