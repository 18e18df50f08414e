package dev.shiphub.hub.adapter.metrics;

import java.util.List;

/** Every figure that {@code /metrics} has: its name, what it says, and its labels. */
public enum Figure {
  BUILD("shiphub_build_info", Kind.GAUGE, "1, with the version", "version"),
  UP("shiphub_up", Kind.GAUGE, "1 if the loop answers, else 0; then nothing is said of devices"),
  MAILBOX("shiphub_mailbox_events", Kind.GAUGE, "events that wait for the loop"),
  DEVICES("shiphub_devices", Kind.GAUGE, "known devices in each state", "state"),
  PAIRED("shiphub_paired_devices", Kind.GAUGE, "paired devices"),
  STRANGERS("shiphub_strangers", Kind.GAUGE, "connections of devices that are not paired"),
  DIALS_UNDER_WAY("shiphub_dials_under_way", Kind.GAUGE, "dials under way"),
  WINDOW("shiphub_pairing_window_open", Kind.GAUGE, "1 while the pairing window is open"),
  EVENTS("shiphub_events", Kind.COUNTER, "events told, as in 'shiphub events'", "type"),
  REFUSED(
      "shiphub_arrivals_refused",
      Kind.COUNTER,
      "connections turned away before SHIP began",
      "stage",
      "reason"),
  STAGES(
      "shiphub_handshake_stage_seconds",
      Kind.HISTOGRAM,
      "how long connections were in a stage of the handshake that they have passed",
      "stage"),
  STATE(
      "shiphub_device_state", Kind.GAUGE, "1 for the state that the device is in", "ski", "state"),
  CONNECTED_SECONDS(
      "shiphub_device_connected_seconds",
      Kind.COUNTER,
      "seconds in data exchange since the start",
      "ski"),
  DISCONNECTED_SECONDS(
      "shiphub_device_disconnected_seconds",
      Kind.COUNTER,
      "seconds not in data exchange since the start, or since it was paired",
      "ski"),
  LINK_AGE(
      "shiphub_device_link_age_seconds",
      Kind.GAUGE,
      "seconds since data exchange was entered or left last",
      "ski"),
  CONNECTIONS(
      "shiphub_device_connections",
      Kind.COUNTER,
      "connections opened; out: we dialled",
      "ski",
      "direction"),
  DIALS("shiphub_device_dials", Kind.COUNTER, "dials by how far they came", "ski", "result"),
  DOUBLES(
      "shiphub_device_double_connections",
      Kind.COUNTER,
      "double connections by what became of them",
      "ski",
      "outcome"),
  ENDS(
      "shiphub_device_connection_ends",
      Kind.COUNTER,
      "ends of connections; those reached=data are why a device reconnects",
      "ski",
      "reached",
      "by",
      "reason"),
  RTT("shiphub_device_ping_rtt_seconds", Kind.GAUGE, "the latest answer to a ping", "ski"),
  FRAME_AGE(
      "shiphub_device_last_frame_age_seconds",
      Kind.GAUGE,
      "seconds since the device was heard last",
      "ski"),
  MESSAGES("shiphub_device_messages", Kind.COUNTER, "SHIP messages", "ski", "direction"),
  BYTES(
      "shiphub_device_message_bytes",
      Kind.COUNTER,
      "octets of SHIP messages, without WebSocket and TLS",
      "ski",
      "direction"),
  UNWRITTEN(
      "shiphub_device_unwritten_messages",
      Kind.COUNTER,
      "messages that could not be written any more",
      "ski"),
  QUEUE("shiphub_device_queued_messages", Kind.GAUGE, "messages that wait to be written", "ski"),
  JVM_MEMORY("jvm_memory_used_bytes", Kind.GAUGE, "memory in use", "area"),
  JVM_MEMORY_MAX("jvm_memory_max_bytes", Kind.GAUGE, "memory that may be used", "area"),
  JVM_GC("jvm_gc_collections", Kind.COUNTER, "garbage collections", "gc"),
  JVM_GC_SECONDS("jvm_gc_collection_seconds", Kind.COUNTER, "time spent in them", "gc"),
  JVM_THREADS("jvm_threads", Kind.GAUGE, "platform threads"),
  CPU("process_cpu_seconds", Kind.COUNTER, "processor time used"),
  OPEN_FILES("process_open_fds", Kind.GAUGE, "open files and sockets"),
  MOST_FILES("process_max_fds", Kind.GAUGE, "files and sockets that may be open"),
  STARTED("process_start_time_seconds", Kind.GAUGE, "when the process started, Unix time");

  private final String label;
  private final Kind kind;
  private final String help;
  private final List<String> labels;

  Figure(String label, Kind kind, String help, String... labels) {
    this.label = label;
    this.kind = kind;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** What Prometheus does with it. */
  public enum Kind {
    /** Goes up and down. */
    GAUGE,
    /** Only grows, from the start of the daemon. */
    COUNTER,
    /** Counts by size. */
    HISTOGRAM
  }

  /** Its name without what Prometheus adds for its kind. */
  public String label() {
    return label;
  }

  /** Its name in queries. */
  public String queryName() {
    return kind == Kind.COUNTER ? label + "_total" : label;
  }

  /** What Prometheus does with it. */
  public Kind kind() {
    return kind;
  }

  /** What it says, for people. */
  public String help() {
    return help;
  }

  /** By what it is told apart. */
  public List<String> labels() {
    return labels;
  }
}
