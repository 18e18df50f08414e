package dev.shiphub.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CloseReasonTest {
  // RFC 6455 5.5.1: 125 bytes with the code; a character is whole or not there.
  @Test
  void aPhraseIsCutAfter123BytesBetweenCharacters() {
    assertEquals("x".repeat(123), CloseReason.byUs(4001, "x".repeat(124)).phrase());
    assertEquals("ä".repeat(61), CloseReason.byUs(4001, "ä".repeat(62)).phrase());
  }

  // ship-go: 4500 for a removed device; SHIP: 4450, which ship-go sends as 4001 with words.
  @ParameterizedTest
  @CsvSource({"4500,Node removed", "4450,''", "4001,SHIP ID mismatch"})
  void aFarewellIsThePeersAlone(int code, String phrase) {
    assertTrue(CloseReason.byPeer(code, phrase).isFarewell());
    assertFalse(CloseReason.byUs(code, phrase).isFarewell());
  }

  @ParameterizedTest
  @CsvSource({"4001,close", "4452,Node rejected", "4001,no SHIP ID mismatch", "1000,''"})
  void anOrdinaryEndIsNoFarewell(int code, String phrase) {
    assertFalse(CloseReason.byPeer(code, phrase).isFarewell());
  }

  @Test
  void aDoubleConnectionIsToldByItsWords() {
    assertTrue(CloseReason.byPeer(1000, "double connection, keep the other").isDoubleConnection());
    assertFalse(CloseReason.byPeer(1000, "close").isDoubleConnection());
  }

  @Test
  void peopleAreToldWhoAndWhy() {
    assertEquals("closed by us 4001: close", CloseReason.byUs(4001, "close").toString());
    assertEquals("closed by the peer 1000", CloseReason.byPeer(1000, "").toString());
    assertEquals("connection lost: reset", CloseReason.byNetwork("reset").toString());
  }
}
