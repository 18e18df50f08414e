package dev.shiphub.sim.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttackTest {
  @Test
  void everyCaseHasANameOfItsOwnThatTellsItsLayer() {
    List<String> names = Attack.all().stream().map(Attack::name).toList();
    assertEquals(names.size(), new HashSet<>(names).size(), names.toString());
    for (String name : names) {
      assertTrue(name.matches("[MTLWSPDXA](-[a-z0-9]+)+"), name);
    }
  }

  @Test
  void everyCaseSaysWhatIsSentAndWhatMustComeOfIt() {
    for (Attack attack : Attack.all()) {
      assertFalse(attack.deed().isBlank(), attack.name());
      assertFalse(attack.expected().isBlank(), attack.name());
    }
  }

  @Test
  void layersAreInTheOrderOfReports() {
    Set<Layer> seen = EnumSet.noneOf(Layer.class);
    Layer last = Layer.M;
    for (Attack attack : Attack.all()) {
      assertTrue(attack.layer() == last || seen.add(attack.layer()), attack.name());
      last = attack.layer();
    }
  }
}
