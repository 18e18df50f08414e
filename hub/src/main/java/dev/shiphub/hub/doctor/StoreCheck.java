package dev.shiphub.hub.doctor;

import java.util.Optional;

/**
 * Whether something that is kept can be read, by the reader that a start uses.
 *
 * @param topic which
 * @param words what is in it
 * @param trouble why it cannot be used
 */
public record StoreCheck(Topic topic, Phrase words, Optional<Trouble> trouble) implements Check {
  /**
   * What the reader says.
   *
   * @param why what is wrong, in English
   * @param remedy what to do
   * @param isFatal whether the daemon would not start
   */
  public record Trouble(String why, Phrase remedy, boolean isFatal) {}

  /** One that can be read. */
  public static StoreCheck good(Topic topic, String en, String de) {
    return new StoreCheck(topic, new Phrase(en, de), Optional.empty());
  }

  /** One that keeps the daemon from starting. */
  public static StoreCheck broken(Topic topic, String why, String remedyEn, String remedyDe) {
    return troubled(topic, why, new Phrase(remedyEn, remedyDe), true);
  }

  /** One that can be used, though something is wrong with it. */
  public static StoreCheck flawed(Topic topic, String why, String remedyEn, String remedyDe) {
    return troubled(topic, why, new Phrase(remedyEn, remedyDe), false);
  }

  private static StoreCheck troubled(Topic topic, String why, Phrase remedy, boolean isFatal) {
    return new StoreCheck(
        topic, new Phrase(why, why), Optional.of(new Trouble(why, remedy, isFatal)));
  }

  @Override
  public Finding finding() {
    return new Finding(
        trouble.map(it -> it.isFatal() ? Level.FAIL : Level.WARN).orElse(Level.OK),
        words,
        trouble.map(Trouble::remedy));
  }
}
