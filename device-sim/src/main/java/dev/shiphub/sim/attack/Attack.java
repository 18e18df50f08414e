package dev.shiphub.sim.attack;

import java.util.List;
import java.util.stream.Stream;

/** A hostile case. Its name begins with the letter of its layer and is never used again. */
public final class Attack {
  private final String name;
  private final String deed;
  private final String expected;
  private final Manner manner;
  private final AttackSteps steps;

  /**
   * @param name such as T-silent
   * @param deed what is sent
   * @param expected what must come of it
   */
  Attack(String name, String deed, String expected, Manner manner, AttackSteps steps) {
    this.name = name;
    this.deed = deed;
    this.expected = expected;
    this.manner = manner;
    this.steps = steps;
  }

  /** All of them, in the order of reports. */
  public static List<Attack> all() {
    return Stream.of(
            MdnsAttacks.ALL,
            SpoofAttacks.ALL,
            TcpAttacks.ALL,
            PhaseAttacks.ALL,
            TlsAttacks.ALL,
            CertificateAttacks.ALL,
            UpgradeAttacks.ALL,
            FrameAttacks.ALL,
            FlowAttacks.ALL,
            ShipAttacks.ALL,
            MessageAttacks.ALL,
            PinAttacks.ALL,
            DoubleAttacks.ALL,
            DoorAttacks.ALL,
            WithdrawalAttacks.ALL,
            StopAttacks.ALL,
            AdminAttacks.ALL,
            AdminAbuse.ALL)
        .flatMap(List::stream)
        .toList();
  }

  /** Such as T-silent. */
  public String name() {
    return name;
  }

  /** What it attacks. */
  public Layer layer() {
    return Layer.valueOf(name.substring(0, 1));
  }

  /** What is sent. */
  public String deed() {
    return deed;
  }

  /** What must come of it. */
  public String expected() {
    return expected;
  }

  Manner manner() {
    return manner;
  }

  AttackSteps steps() {
    return steps;
  }
}
