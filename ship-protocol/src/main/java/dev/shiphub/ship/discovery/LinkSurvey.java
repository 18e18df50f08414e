package dev.shiphub.ship.discovery;

import java.util.List;
import java.util.Optional;

/**
 * Which addresses of this machine are announced, and which are not.
 *
 * @param served in the order in which they are announced
 * @param leftOut the others, each with its reason
 */
public record LinkSurvey(List<Place> served, List<LeftOut> leftOut) {
  public LinkSurvey {
    served = List.copyOf(served);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * An address on an interface.
   *
   * @param interfaceName as the kernel spells it
   * @param address an IP literal without scope
   * @param isLoopback whether it leads to no other machine
   */
  public record Place(String interfaceName, String address, boolean isLoopback) {
    @Override
    public String toString() {
      return interfaceName + " " + address;
    }
  }

  /**
   * An interface, or one address of it, that is not announced.
   *
   * @param address empty if it is the whole interface
   */
  public record LeftOut(String interfaceName, Optional<String> address, Reason reason) {
    @Override
    public String toString() {
      return interfaceName + address.map(it -> " " + it).orElse("");
    }
  }

  /** Why something is not announced. */
  public enum Reason {
    /** It leads to no other machine. */
    LOOPBACK("loopback"),
    /** Container or virtual machine tools have made it. */
    VIRTUAL("made by container or virtual machine tools"),
    /** The configuration names others. */
    NOT_NAMED("not named"),
    /** The configuration names it, and there is none. */
    NO_SUCH_INTERFACE("no such interface"),
    /** It is switched off or has no link. */
    DOWN("down"),
    /** It cannot do multicast. */
    NO_MULTICAST("no multicast"),
    /** It leads to one other machine, as a VPN does. */
    POINT_TO_POINT("point-to-point, not used unless named"),
    /** It has no address. */
    NO_ADDRESS("no address"),
    /** Peers could not dial it without its scope, and there is a better one. */
    LINK_LOCAL("link-local"),
    /** One of its family is enough. */
    SECOND_ADDRESS("another address of this interface is announced");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** In English. */
    public String words() {
      return words;
    }
  }
}
