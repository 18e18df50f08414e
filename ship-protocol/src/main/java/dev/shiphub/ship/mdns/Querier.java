package dev.shiphub.ship.mdns;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.jmdns.impl.DNSOutgoing;
import javax.jmdns.impl.DNSQuestion;
import javax.jmdns.impl.DNSRecord;
import javax.jmdns.impl.JmDNSImpl;
import javax.jmdns.impl.constants.DNSConstants;
import javax.jmdns.impl.constants.DNSRecordClass;
import javax.jmdns.impl.constants.DNSRecordType;

/**
 * Asks one link for SHIP services: ever more rarely while all is well (RFC 6762 5.2), for what is
 * incomplete, and for what is about to expire.
 *
 * <p>Owned by the thread that talks to this JmDNS.
 */
final class Querier {
  private static final Duration FIRST_GAP = Duration.ofSeconds(1);
  private static final Duration LONGEST_GAP = Duration.ofHours(1);
  private static final Duration LONGEST_RESOLVE_GAP = Duration.ofSeconds(60);

  /** More names than this are not asked for at a time. */
  private static final int MOST_NAMES_AT_ONCE = 20;

  /** When to ask next, and how long to wait after that. */
  private record Turn(Instant at, Duration gap) {
    static Turn first(Instant now) {
      return new Turn(now, FIRST_GAP);
    }

    boolean isDue(Instant now) {
      return !now.isBefore(at);
    }

    Turn next(Instant now, Duration longest) {
      Duration doubled = gap.multipliedBy(2);
      return new Turn(now.plus(gap), doubled.compareTo(longest) < 0 ? doubled : longest);
    }
  }

  private final JmDNSImpl dns;
  private final ServiceCache cache;
  private final InstantSource recordClock;
  private final Map<String, Turn> incomplete = new HashMap<>();
  private Set<String> names = Set.of();
  private Turn browsing;
  private Instant quietUntil;

  Querier(JmDNSImpl dns, ServiceCache cache, InstantSource recordClock, Instant now) {
    this.dns = dns;
    this.cache = cache;
    this.recordClock = recordClock;
    this.browsing = Turn.first(now);
    this.quietUntil = now;
  }

  /**
   * Sends the questions that are due.
   *
   * @param pointers the names that are known
   * @throws IOException if the link does not take them
   */
  void ask(List<DNSRecord.Pointer> pointers, Instant now) throws IOException {
    restartIfOneIsMissing(pointers, now);
    boolean isStale = refresh(pointers);
    if ((isStale || browsing.isDue(now)) && !now.isBefore(quietUntil)) {
      quietUntil = now.plus(FIRST_GAP);
      browsing = browsing.isDue(now) ? browsing.next(now, LONGEST_GAP) : browsing;
      browse(pointers);
    }
    resolve(pointers, now);
  }

  /** A name that vanished may only have expired, for instance because the wall clock was set. */
  private void restartIfOneIsMissing(List<DNSRecord.Pointer> pointers, Instant now) {
    Set<String> present =
        pointers.stream().map(DNSRecord.Pointer::getAlias).collect(Collectors.toSet());
    if (!present.containsAll(names)) {
      browsing = Turn.first(now);
    }
    names = present;
    incomplete.keySet().retainAll(present);
  }

  private void browse(List<DNSRecord.Pointer> known) throws IOException {
    DNSOutgoing query = new DNSOutgoing(DNSConstants.FLAGS_QR_QUERY);
    query.addQuestion(question(ServiceCache.TYPE, DNSRecordType.TYPE_PTR));
    long now = recordClock.millis();
    for (DNSRecord.Pointer pointer : known) {
      if (pointer.isStale(now) || !hasRoom(query)) {
        continue;
      }
      query.addAnswer(pointer, now);
    }
    dns.send(query);
  }

  private void resolve(List<DNSRecord.Pointer> pointers, Instant now) throws IOException {
    List<DNSQuestion> questions = new ArrayList<>();
    int asked = 0;
    for (DNSRecord.Pointer pointer : pointers) {
      List<DNSRecord> records = cache.recordsOf(pointer.getAlias());
      boolean isStale = refresh(records);
      if (isComplete(records)) {
        incomplete.remove(pointer.getAlias());
      }
      if (asked < MOST_NAMES_AT_ONCE && (isStale || isTurnOf(pointer.getAlias(), records, now))) {
        asked++;
        questions.addAll(questionsFor(pointer.getAlias(), records));
      }
    }
    send(questions);
  }

  private boolean isTurnOf(String name, List<DNSRecord> records, Instant now) {
    if (isComplete(records)) {
      return false;
    }
    Turn turn = incomplete.computeIfAbsent(name, _ -> Turn.first(now));
    if (!turn.isDue(now)) {
      return false;
    }
    incomplete.put(name, turn.next(now, LONGEST_RESOLVE_GAP));
    return true;
  }

  private static boolean isComplete(List<DNSRecord> records) {
    return has(records, DNSRecordType.TYPE_SRV)
        && has(records, DNSRecordType.TYPE_TXT)
        && (has(records, DNSRecordType.TYPE_A) || has(records, DNSRecordType.TYPE_AAAA));
  }

  private static boolean has(List<DNSRecord> records, DNSRecordType type) {
    return records.stream().anyMatch(record -> record.getRecordType() == type);
  }

  private static List<DNSQuestion> questionsFor(String name, List<DNSRecord> records) {
    List<DNSQuestion> questions = new ArrayList<>();
    questions.add(question(name, DNSRecordType.TYPE_SRV));
    questions.add(question(name, DNSRecordType.TYPE_TXT));
    records.stream()
        .filter(record -> record.getRecordType() == DNSRecordType.TYPE_SRV)
        .map(ServiceCache::hostOf)
        .filter(ServiceCache::isName)
        .forEach(
            host -> {
              questions.add(question(host, DNSRecordType.TYPE_A));
              questions.add(question(host, DNSRecordType.TYPE_AAAA));
            });
    return questions;
  }

  private void send(List<DNSQuestion> questions) throws IOException {
    DNSOutgoing query = new DNSOutgoing(DNSConstants.FLAGS_QR_QUERY);
    for (DNSQuestion question : questions) {
      if (!hasRoom(query)) {
        dns.send(query);
        query = new DNSOutgoing(DNSConstants.FLAGS_QR_QUERY);
      }
      query.addQuestion(question);
    }
    dns.send(query);
  }

  /**
   * Whether some record nears its end; each is asked for at 80, 85, 90 and 95 per cent of its life.
   */
  private boolean refresh(List<? extends DNSRecord> records) {
    long now = recordClock.millis();
    List<? extends DNSRecord> stale =
        records.stream().filter(record -> record.isStaleAndShouldBeRefreshed(now)).toList();
    stale.forEach(DNSRecord::incrementRefreshPercentage);
    return !stale.isEmpty();
  }

  /** The longest question or pointer takes two names. */
  private static boolean hasRoom(DNSOutgoing query) {
    return query.availableSpace() > 600;
  }

  private static DNSQuestion question(String name, DNSRecordType type) {
    return DNSQuestion.newQuestion(name, type, DNSRecordClass.CLASS_IN, false);
  }
}
