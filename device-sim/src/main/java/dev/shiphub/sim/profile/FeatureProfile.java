package dev.shiphub.sim.profile;

import java.util.List;
import java.util.Optional;

/**
 * A feature of an entity.
 *
 * @param id its number, unique in the entity; real devices leave gaps
 * @param type as SPINE spells it, for instance {@code LoadControl}
 * @param role which side of a client and server pair it is
 * @param functions what it offers; none for a client
 */
public record FeatureProfile(int id, String type, Role role, List<FunctionProfile> functions) {
  /** Which side of a client and server pair a feature is. */
  public enum Role {
    /** Holds data. */
    SERVER("server"),
    /** Uses the data of others. */
    CLIENT("client"),
    /** Both, which is for the node management alone. */
    SPECIAL("special");

    private final String word;

    Role(String word) {
      this.word = word;
    }

    /** As SPINE spells it. */
    public String word() {
      return word;
    }
  }

  public FeatureProfile {
    functions = List.copyOf(functions);
  }

  static FeatureProfile server(int id, String type, FunctionProfile... functions) {
    return new FeatureProfile(id, type, Role.SERVER, List.of(functions));
  }

  static FeatureProfile client(int id, String type) {
    return new FeatureProfile(id, type, Role.CLIENT, List.of());
  }

  /** The function of that name, if it is offered. */
  public Optional<FunctionProfile> function(String name) {
    return functions.stream().filter(function -> function.name().equals(name)).findFirst();
  }
}
