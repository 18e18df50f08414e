package dev.shiphub.ship.mdns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.jmdns.impl.DNSOutgoing;
import javax.jmdns.impl.DNSQuestion;
import javax.jmdns.impl.DNSRecord;
import javax.jmdns.impl.JmDNSImpl;
import javax.jmdns.impl.constants.DNSConstants;
import javax.jmdns.impl.constants.DNSRecordClass;
import javax.jmdns.impl.constants.DNSRecordType;

/**
 * A JmDNS that sends nothing but remembers what was asked, and hears nothing: its records are those
 * that the test makes.
 */
final class RecordedDns extends JmDNSImpl {
  static final InetAddress NEIGHBOUR = InetAddress.ofLiteral("192.168.1.9");
  static final int TTL_SECONDS = 120;

  private final List<DNSOutgoing> sent = new CopyOnWriteArrayList<>();

  RecordedDns() throws IOException {
    super(InetAddress.ofLiteral("127.0.0.1"), "recorded");
    // Other tests announce on the same interface.
    getSocket()
        .leaveGroup(
            new InetSocketAddress(getGroup(), DNSConstants.MDNS_PORT),
            getLocalHost().getInterface());
  }

  /** The constructor of the superclass starts threads that may send before the list is there. */
  @Override
  public void send(DNSOutgoing out) {
    List<DNSOutgoing> list = sent;
    if (list != null) {
      list.add(out);
    }
  }

  /** What was asked since the last call, as {@code TYPE name}; what JmDNS asks itself left out. */
  List<String> asked() {
    List<String> asked = new ArrayList<>();
    for (DNSOutgoing query : sent) {
      for (DNSQuestion question : query.getQuestions()) {
        if (question.getRecordType() != DNSRecordType.TYPE_ANY) {
          asked.add(
              question.getRecordType().name().replace("TYPE_", "") + " " + question.getName());
        }
      }
    }
    sent.clear();
    return asked;
  }

  /** The names that the last questions said to be known already. */
  int knownAnswers() {
    return sent.stream().mapToInt(query -> query.getAnswers().size()).sum();
  }

  void pointer(String instance) {
    pointer(instance, NEIGHBOUR);
  }

  void pointer(String instance, InetAddress source) {
    add(
        new DNSRecord.Pointer(
            ServiceCache.TYPE,
            DNSRecordClass.CLASS_IN,
            false,
            TTL_SECONDS,
            instance + "." + ServiceCache.TYPE),
        source);
  }

  void service(String instance, InetAddress source) {
    add(
        new DNSRecord.Service(
            instance + "." + ServiceCache.TYPE,
            DNSRecordClass.CLASS_IN,
            true,
            TTL_SECONDS,
            0,
            0,
            4712,
            "host.local."),
        source);
  }

  void text(String instance, TxtBytes txt) {
    add(
        new DNSRecord.Text(
            instance + "." + ServiceCache.TYPE,
            DNSRecordClass.CLASS_IN,
            true,
            TTL_SECONDS,
            txt.toArray()),
        NEIGHBOUR);
  }

  /** A complete service but for its address, which JmDNS does not let others make. */
  void all(String instance) {
    pointer(instance);
    service(instance, NEIGHBOUR);
    text(instance, TxtBytes.of(Samples.entries(Samples.ski('b'))));
  }

  private void add(DNSRecord record, InetAddress source) {
    record.setRecordSource(source);
    getCache().addDNSEntry(record);
  }
}
