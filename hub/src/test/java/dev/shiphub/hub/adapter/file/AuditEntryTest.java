package dev.shiphub.hub.adapter.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.hub.core.AuditRecord.Deed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A line of the audit log. */
final class AuditEntryTest {
  private static final String LINE =
      "{\"seq\":7,\"at\":\"2026-03-04T05:06:07.123Z\",\"deed\":\"paired\",\"ski\":\""
          + "1".repeat(40)
          + "\",\"who\":\"page\",\"how\":\"typed\",\"evidence\":\"Wärmepumpe"
          + " \\\"x\\\"\",\"prev\":\""
          + "ab".repeat(32)
          + "\",\"hash\":\"23aa13a5ac233897a9db2bf5c349ba95ea4dd1784da2d5a21b289cb11c634a88\"}";

  private static AuditEntry entry(String evidence) {
    AuditWord word =
        new AuditWord("paired", Optional.of(AuditBench.DEVICE), "page", "typed", evidence);
    return AuditEntry.of(7, AuditBench.NOW, word, "ab".repeat(32));
  }

  private static String written(String evidence) {
    return new String(entry(evidence).line(), UTF_8);
  }

  // The hash was made by sha256sum, of all before ,"hash": docs/audit.md promises that.
  @Test
  void isWrittenWithAHashThatAnyToolCanMake() {
    assertEquals(LINE, written("Wärmepumpe \"x\""));
  }

  @Test
  void isReadAsItWasWritten() {
    AuditEntry entry = entry("Wärmepumpe \"x\"");
    assertEquals(new AuditEntry.Read.Ok(entry), AuditEntry.read(LINE.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({
    "\"seq\":7, \"seq\":8",
    "05:06:07.123, 05:06:07.124",
    "paired, denied",
    "11111\", 11112\"",
    "page, cage",
    "typed, taped",
    "Wärme, Warme",
    "abab\", abaa\"",
    "\"hash\", \"its last digit\"",
    "\"who\", \"Who\""
  })
  void isNoneWithAnythingInItChanged(String before, String after) {
    boolean isHash = before.startsWith("\"hash");
    assertTrue(LINE.contains(before), before);
    String changed =
        isHash
            ? LINE.substring(0, LINE.length() - 3) + flipped(LINE) + "\"}"
            : LINE.replace(before, after);
    assertInstanceOf(AuditEntry.Read.Bad.class, AuditEntry.read(changed.getBytes(UTF_8)));
  }

  private static char flipped(String line) {
    return line.charAt(line.length() - 3) == '0' ? '1' : '0';
  }

  // Neither a byte that is not UTF-8 nor a number that is none gets past a hash that fits.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "\"hash\":",
        "{\"seq\":1",
        "{\"seq\":\"1\",\"at\":\"2026-03-04T05:06:07Z\",\"deed\":\"x\",\"prev\":\"0\"",
        "{\"seq\":1,\"at\":\"soon\",\"deed\":\"x\",\"prev\":\"0\"",
        "{\"seq\":1,\"at\":\"2026-03-04T05:06:07Z\",\"deed\":\"\u00ff\",\"prev\":\"0\"",
        "[[[[[[[["
      })
  void isNoneIfItIsNotWhole(String body) {
    byte[] octets = body.getBytes(StandardCharsets.ISO_8859_1);
    String tail = ",\"hash\":\"" + AuditEntry.sha256(octets) + "\"}";
    byte[] line = new byte[octets.length + tail.length()];
    System.arraycopy(octets, 0, line, 0, octets.length);
    System.arraycopy(tail.getBytes(UTF_8), 0, line, octets.length, tail.length());
    assertInstanceOf(AuditEntry.Read.Bad.class, AuditEntry.read(line));
  }

  /** Devices choose their names. */
  @ParameterizedTest
  @CsvSource({
    "'a\nb', a<a>b",
    "'a\u0000b', a<0>b",
    "'\u001b[2J', <1b>[2J",
    "'\u009b31m', <9b>31m",
    "'a\u202eb', a<202e>b",
    "'\u2028', <2028>",
    "'\ud800', <d800>",
    "'\ue000', <e000>",
    "Müller 水 🔌, Müller 水 🔌"
  })
  void showsWhatCannotBeSeen(String evidence, String shown) {
    AuditWord word = entry(evidence).word();
    assertEquals(shown, word.evidence());
    assertTrue(written(evidence).codePoints().noneMatch(Character::isISOControl));
    assertInstanceOf(AuditEntry.Read.Ok.class, AuditEntry.read(entry(evidence).line()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u0000", "🔌", "\"", "\ud800", "\\"})
  void isNeverLong(String letter) {
    String flood = letter.repeat(100_000);
    AuditWord word = new AuditWord(flood, Optional.of(AuditBench.OWN), flood, flood, flood);
    AuditEntry entry = AuditEntry.of(Long.MAX_VALUE, AuditBench.NOW, word, AuditEntry.NOTHING);
    assertTrue(entry.line().length <= AuditEntry.LONGEST_LINE, "too long");
    assertTrue(word.evidence().endsWith("…"), word.evidence());
    assertEquals(new AuditEntry.Read.Ok(entry), AuditEntry.read(entry.line()));
  }

  @Test
  void keepsATextThatJustFits() {
    String text = "x".repeat(500);
    assertEquals(text, entry(text).word().evidence());
    assertEquals("x".repeat(499) + "…", entry(text + "x").word().evidence());
  }

  @Test
  void bindsTheEntryBefore() {
    AuditChain chain = AuditChain.fromTheBeginning();
    List<AuditEntry> top = chain.top(AuditBench.NOW, AuditBench.OWN, "the first file", "");
    AuditEntry next = chain.next(AuditBench.NOW, AuditBench.word(Deed.PAIRED, AuditBench.DEVICE));
    assertEquals(top.getFirst().hash(), next.prev());
    assertEquals(2, next.seq());
  }
}
