package dev.shiphub.sim.profile;

/**
 * A function that a feature offers.
 *
 * @param name as SPINE spells it, for instance {@code measurementListData}
 * @param access what a peer may do with it
 */
public record FunctionProfile(String name, Access access) {
  static FunctionProfile callable(String name) {
    return new FunctionProfile(name, Access.CALL);
  }

  static FunctionProfile readable(String name) {
    return new FunctionProfile(name, Access.READ);
  }

  static FunctionProfile partlyReadable(String name) {
    return new FunctionProfile(name, Access.READ_PARTIAL);
  }

  static FunctionProfile writable(String name) {
    return new FunctionProfile(name, Access.READ_WRITE_PARTIAL);
  }
}
