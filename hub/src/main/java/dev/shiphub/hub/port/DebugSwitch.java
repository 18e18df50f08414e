package dev.shiphub.hub.port;

import dev.shiphub.ship.Ski;
import java.util.List;

/** Says of which devices the log has all, whatever its level is. Any thread. */
public interface DebugSwitch {
  /** Logs all of a device from now on, until the daemon ends; false if that are too many. */
  boolean debug(Ski ski);

  /** Logs of a device again what is logged of all. */
  void usual(Ski ski);

  /** Of whom all is logged, by SKI. */
  List<Ski> debugged();
}
