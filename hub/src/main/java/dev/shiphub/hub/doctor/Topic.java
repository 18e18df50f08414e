package dev.shiphub.hub.doctor;

/** What is looked at, in the order in which people are shown it. */
public enum Topic {
  /** Whether the daemon runs and answers. */
  DAEMON("daemon", "Daemon", "Dienst"),
  /** The addresses that devices are told. */
  ADDRESSES("addresses", "Announced addresses", "Angekündigte Adressen"),
  /** Whether multicast goes out and comes in. */
  MULTICAST("multicast", "Multicast", "Multicast"),
  /** Whether somebody else can see our record. */
  OWN_RECORD("own-record", "Own record", "Eigener Eintrag"),
  /** Whether another node takes itself for us. */
  OTHER_HUB("other-hub", "Other hubs", "Andere Hubs"),
  /** The port for devices. */
  SHIP_PORT("ship-port", "SHIP port", "SHIP-Port"),
  /** The port of multicast DNS. */
  MDNS_PORT("mdns-port", "mDNS port", "mDNS-Port"),
  /** Debian's own responder. */
  AVAHI("avahi", "Avahi", "Avahi"),
  /** The name of this machine. */
  HOST_NAME("host-name", "Host name", "Rechnername"),
  /** The wall clock. */
  CLOCK("clock", "Clock", "Uhr"),
  /** Where all is kept. */
  STATE_DIRECTORY("state-directory", "State directory", "Zustandsverzeichnis"),
  /** Key and certificate. */
  IDENTITY("identity", "Identity", "Identität"),
  /** The paired devices. */
  TRUST("trust", "Trust store", "Vertrauensspeicher"),
  /** The log of decisions. */
  AUDIT("audit", "Audit log", "Audit-Protokoll"),
  /** The room on the disk. */
  DISK("disk", "Disk", "Datenträger"),
  /** The room in memory. */
  MEMORY("memory", "Memory", "Speicher"),
  /** What runs the program. */
  JAVA("java", "Java", "Java");

  private final String id;
  private final Phrase title;

  Topic(String id, String en, String de) {
    this.id = id;
    title = new Phrase(en, de);
  }

  /** What programs call it; stays the same. */
  public String id() {
    return id;
  }

  /** What people call it. */
  public Phrase title() {
    return title;
  }
}
