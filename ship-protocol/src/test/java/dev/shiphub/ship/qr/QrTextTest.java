package dev.shiphub.ship.qr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shiphub.ship.Pin;
import dev.shiphub.ship.ShipId;
import dev.shiphub.ship.Ski;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QrTextTest {
  /** The example of SRIP 3.1. */
  private static final String EXAMPLE =
      "SHIP;SKI:5555 AAAA FFFF 1111 CCCC 3333 EEEE DDDD 9999 2222;PIN:5555 AAAA FF;"
          + "ID:i:12345_u:123abc456def;BRAND:ExampleBrand;TYPE:Heatpump;MODEL:E1234;"
          + "SERIAL:123abc456def;CAT:4;NOMINALPOWER:0,11000;ENDSHIP;";

  private static final Ski SKI = new Ski("5555aaaaffff1111cccc3333eeeedddd99992222");
  private static final QrText PUMP =
      new QrText(
          SKI,
          Optional.of(new ShipId("i:12345_u:123abc456def")),
          Optional.of(new Pin("5555AAAAFF")),
          Optional.of("ExampleBrand"),
          Optional.of("Heatpump"),
          Optional.of("E1234"),
          Optional.of("123abc456def"),
          List.of(4));

  private static QrText bare(Ski ski) {
    return new QrText(
        ski,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static QrText read(String text) {
    return assertInstanceOf(QrReader.Read.Ok.class, QrReader.read(text)).qr();
  }

  private static String failure(String text) {
    return assertInstanceOf(QrReader.Read.Failed.class, QrReader.read(text)).what();
  }

  @Test
  void theExampleOfTheSpecificationIsRead() {
    assertEquals(PUMP, read(EXAMPLE));
  }

  @Test
  void whatIsWrittenIsTheExampleWithoutWhatWeDoNotKnow() {
    assertEquals(EXAMPLE.replace("NOMINALPOWER:0,11000;", ""), PUMP.text());
  }

  // ship-go: no groups, lower case, no PIN.
  @Test
  void ungroupedLowerCaseDigitsAreRead() {
    assertEquals(SKI, read("SHIP;SKI:" + SKI.hex() + ";ID:x;ENDSHIP;").ski());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHIP;SKI:5555aaaaffff1111cccc3333eeeedddd99992222",
        "SHIP;SKI:5555aaaaffff1111cccc3333eeeedddd99992222;",
        "  ship;ski:5555AAAAFFFF1111CCCC3333EEEEDDDD99992222;endship;\n",
        "SHIP;XKEY:a:b;;nonsense;:x;SKI:5555aaaaffff1111cccc3333eeeedddd99992222;ENDSHIP;",
        "SHIP;SKI:5555aaaaffff1111\ncccc3333eeeedddd99992222;ENDSHIP;SKI:1;",
        "SHIP;SKI:5555aaaaffff1111cccc3333eeeedddd99992222;CAT:x,-1,;ID: ;BRAND:;ENDSHIP;"
      })
  void whatIsMissingOrUnknownIsNoError(String text) {
    assertEquals(bare(SKI), read(text));
  }

  // The annex of the pairing service.
  @Test
  void keysOfThePairingServiceAreSkipped() {
    QrText qr =
        read(
            "SHIP;SKI:A805 56A2 43F5 7CA1 7B0D 577A 59B7 11B7 9EB4 856C;ID:i:983327_u:C8277H008F-3;"
                + "BRAND:EXAMPLEBRAND;TYPE:EMS;MODEL:EEB01devA814;SERIAL:C8277H008F-3;CAT:2,3;"
                + "FPH256:C74B7855;SPSEC:7A37DCF81BDB50F8E92CFA4160CCB3DE;ENDSHIP;");
    assertEquals("a80556a243f57ca17b0d577a59b711b79eb4856c", qr.ski().hex());
    assertEquals(List.of(2, 3), qr.categories());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SHIP",
        "http://example.org",
        "SKI:5555aaaaffff1111cccc3333eeeedddd99992222;",
        "SHIP;ENDSHIP;",
        "SHIP;SKI:5555;ENDSHIP;",
        "SHIP;ENDSHIP;SKI:5555aaaaffff1111cccc3333eeeedddd99992222;",
        "SHIP;SKI:5555aaaaffff1111cccc3333eeeedddd99992222;"
            + "SKI:0000aaaaffff1111cccc3333eeeedddd99992222;",
        "SHIP;SKI:5555aaaaffff1111cccc3333eeeedddd99992222;PIN:topsecret;",
        "SHIP;SKI:5555aaaaffff1111cccc3333eeeedddd99992222;PIN:1234567;"
      })
  void whatDoesNotSayWhoItIsFails(String text) {
    String what = failure(text);
    assertFalse(what.contains("secret"), what);
  }

  @Test
  void aTextOfMoreThan4096CharactersFails() {
    String start = "SHIP;SKI:" + SKI.hex() + ";";
    assertEquals(bare(SKI), read(start + "x".repeat(4_096 - start.length())));
    assertTrue(failure(start + "x".repeat(4_097 - start.length())).contains("4096"));
  }

  @Test
  void aFailureSaysWhetherThereIsNoSkiOrTwo() {
    assertEquals("it has no SKI of 40 hex digits", failure("SHIP;ENDSHIP;"));
    String other = "0" + SKI.hex().substring(1);
    assertEquals("it has two SKIs", failure("SHIP;SKI:" + SKI.hex() + ";SKI:" + other + ";"));
  }

  // Labels are shown in terminals and logs.
  @Test
  void aLabelThatCannotBeShownIsLeftOut() {
    String start = "SHIP;SKI:" + SKI.hex() + ";";
    assertEquals(bare(SKI), read(start + "BRAND:a\u202eb;TYPE:\u001b[2J;MODEL:a\u2028b;"));
    assertEquals(128, read(start + "SERIAL:" + "x".repeat(128)).serial().orElseThrow().length());
    assertEquals(bare(SKI), read(start + "SERIAL:" + "x".repeat(129)));
  }

  @Test
  void aValueCannotEndItself() {
    QrText odd =
        new QrText(
            SKI,
            Optional.empty(),
            Optional.empty(),
            Optional.of("a;SKI:b"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    assertEquals(Optional.of("aSKI:b"), read(odd.text()).brand());
  }

  @Test
  void aValueOfWhichNothingRemainsIsNotWritten() {
    QrText odd =
        new QrText(
            SKI,
            Optional.empty(),
            Optional.empty(),
            Optional.of(" ; "),
            Optional.of(""),
            Optional.empty(),
            Optional.empty(),
            List.of());
    assertEquals("SHIP;SKI:" + SKI.grouped() + ";ENDSHIP;", odd.text());
  }

  @Test
  void thePinIsNotInWhatIsLogged() {
    assertEquals("QrText[" + SKI.hex() + ", pin=***]", PUMP.toString());
    assertEquals("QrText[" + SKI.hex() + "]", bare(SKI).toString());
  }

  // Changed at random, always the same way: no exception, and what is read can be written again.
  @Test
  void anyTextIsReadOrRefused() {
    SplittableRandom random = new SplittableRandom(3);
    String alphabet = "SHIPEND;:, 0aF\n\u202e";
    int understood = 0;
    for (int run = 0; run < 20_000; run++) {
      StringBuilder bad = new StringBuilder(EXAMPLE);
      for (int change = random.nextInt(1, 5); change > 0; change--) {
        bad.setCharAt(
            random.nextInt(bad.length()), alphabet.charAt(random.nextInt(alphabet.length())));
      }
      if (QrReader.read(bad.toString()) instanceof QrReader.Read.Ok(QrText qr)) {
        understood++;
        assertEquals(qr, read(qr.text()));
      }
    }
    assertTrue(understood > 5_000, "only " + understood + " were understood");
  }
}
