package dev.shiphub.ship.mdns;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.jmdns.ServiceInfo;
import javax.jmdns.impl.DNSCache;
import javax.jmdns.impl.DNSEntry;
import javax.jmdns.impl.DNSRecord;
import javax.jmdns.impl.JmDNSImpl;
import javax.jmdns.impl.constants.DNSRecordClass;
import javax.jmdns.impl.constants.DNSRecordType;

/**
 * The SHIP services among the records that one JmDNS remembers.
 *
 * <p>Read as a whole instead of listened to: JmDNS's service listeners remember every name for
 * ever, resolve each with three queries of their own, and tell a goodbye up to ten seconds late.
 *
 * <p>Owned by the thread that talks to this JmDNS.
 */
final class ServiceCache {
  static final String TYPE = "_ship._tcp.local.";

  /** With more records than this the strangers among them are thrown away. */
  static final int MOST_RECORDS = 4_096;

  /** A name has a few records; more are an attack on memory. */
  private static final int MOST_RECORDS_OF_NAME = 64;

  private static final int LONGEST_NAME_BYTES = 255;
  private static final String SUFFIX = "." + TYPE;

  private final JmDNSImpl dns;
  private final DNSCache cache;
  private final Link link;
  private final InstantSource recordClock;
  private final int mostServices;

  /**
   * @param recordClock the clock by which records are stamped
   */
  ServiceCache(JmDNSImpl dns, Link link, InstantSource recordClock, int mostServices) {
    this.dns = dns;
    this.cache = dns.getCache();
    this.link = link;
    this.recordClock = recordClock;
    this.mostServices = mostServices;
  }

  /**
   * The names that the link shows.
   *
   * @param pointers one for each service, those heard first come first, the newest if there are too
   *     many
   * @param truncated whether older ones were left out
   */
  record Names(List<DNSRecord.Pointer> pointers, boolean truncated) {}

  Names names() {
    List<DNSRecord.Pointer> all = pointers();
    int excess = Math.max(0, all.size() - mostServices);
    return new Names(all.subList(excess, all.size()), excess > 0);
  }

  /** The services among the names that have complete records. */
  Heard read(Names names) {
    List<HeardService> services = new ArrayList<>();
    names.pointers().forEach(pointer -> service(pointer.getAlias()).ifPresent(services::add));
    return new Heard(services, names.truncated());
  }

  /** The SRV and TXT records that there are of a service, and the addresses of its host. */
  List<DNSRecord> recordsOf(String name) {
    Optional<DNSRecord> srv = one(name, DNSRecordType.TYPE_SRV);
    return Stream.of(
            srv.stream(),
            one(name, DNSRecordType.TYPE_TXT).stream(),
            srv.stream().flatMap(record -> addressRecords(hostOf(record))))
        .flatMap(records -> records)
        .toList();
  }

  /** Throws away what nobody asked for if there is too much of it. */
  void trim() {
    if (cache.values().stream().mapToInt(List::size).sum() <= MOST_RECORDS) {
      return;
    }
    List<DNSRecord.Pointer> all = pointers();
    all.stream().limit(Math.max(0, all.size() - mostServices)).forEach(cache::removeDNSEntry);
    Set<String> needed = needed();
    cache.keySet().removeIf(name -> !needed.contains(name));
    for (Map.Entry<String, List<DNSEntry>> name : cache.entrySet()) {
      if (!name.getKey().equals(TYPE) && name.getValue().size() > MOST_RECORDS_OF_NAME) {
        cache.remove(name.getKey());
      }
    }
  }

  private Set<String> needed() {
    Set<String> names = new HashSet<>(dns.getServices().keySet());
    names.add(TYPE);
    names.add(lower(dns.getHostName()));
    for (DNSRecord.Pointer pointer : names().pointers()) {
      names.add(lower(pointer.getAlias()));
      one(pointer.getAlias(), DNSRecordType.TYPE_SRV)
          .ifPresent(srv -> names.add(lower(hostOf(srv))));
    }
    return names;
  }

  /** Those of subtypes are filed under the same name, so a service may have several. */
  private List<DNSRecord.Pointer> pointers() {
    Set<String> names = new HashSet<>();
    return records(TYPE, DNSRecordType.TYPE_PTR)
        .flatMap(
            record ->
                record instanceof DNSRecord.Pointer pointer ? Stream.of(pointer) : Stream.empty())
        .filter(
            pointer -> {
              String name = lower(pointer.getAlias());
              return name.endsWith(SUFFIX) && isName(name) && names.add(name);
            })
        .toList();
  }

  private Optional<HeardService> service(String name) {
    try {
      return one(name, DNSRecordType.TYPE_SRV)
          .flatMap(srv -> one(name, DNSRecordType.TYPE_TXT).map(txt -> heard(name, srv, txt)));
    } catch (RuntimeException unreadable) {
      // JmDNS keeps what it could not make sense of; that must not hide the other services.
      return Optional.empty();
    }
  }

  private HeardService heard(String name, DNSRecord srv, DNSRecord txt) {
    String host = hostOf(srv);
    List<InetAddress> addresses =
        addressRecords(host)
            .flatMap(record -> Stream.of(record.getServiceInfo().getInetAddresses()))
            .filter(Objects::nonNull)
            .distinct()
            .limit(MOST_RECORDS_OF_NAME)
            .toList();
    return new HeardService(
        name.substring(0, name.length() - SUFFIX.length()),
        withoutDot(host),
        srv.getServiceInfo().getPort(),
        new TxtBytes(txt.getServiceInfo().getTextBytes()),
        addresses);
  }

  private Stream<DNSRecord> addressRecords(String host) {
    return !isName(host)
        ? Stream.empty()
        : Stream.concat(
            records(host, DNSRecordType.TYPE_A), records(host, DNSRecordType.TYPE_AAAA));
  }

  private Optional<DNSRecord> one(String name, DNSRecordType type) {
    return records(name, type).findFirst();
  }

  /**
   * Expired records stay in the cache for a while; those from beyond a router do not count (RFC
   * 6762 11).
   */
  private Stream<DNSRecord> records(String name, DNSRecordType type) {
    long now = recordClock.millis();
    return cache.getDNSEntryList(name, type, DNSRecordClass.CLASS_IN).stream()
        .flatMap(entry -> entry instanceof DNSRecord record ? Stream.of(record) : Stream.empty())
        .filter(record -> !record.isExpired(now) && cameOverTheLink(record));
  }

  private boolean cameOverTheLink(DNSRecord record) {
    InetAddress source = record.getRecordSource();
    return source != null && link.reaches(source);
  }

  static String hostOf(DNSRecord srv) {
    ServiceInfo info = srv.getServiceInfo();
    return info.getServer();
  }

  static String withoutDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** JmDNS takes names of any length, but cannot put such a one into a question (RFC 1035 3.1). */
  static boolean isName(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME_BYTES;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
