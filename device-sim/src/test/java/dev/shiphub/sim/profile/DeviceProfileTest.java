package dev.shiphub.sim.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceProfileTest {
  private static final Nameplate PLATE =
      new Nameplate("brand", "model", "type", List.of(4), "vendor", "1", "1");
  private static final EntityProfile APPLIANCE =
      EntityProfile.at(List.of(1), "HeatPumpAppliance", Features.measurement());

  private static DeviceProfile with(List<EntityProfile> entities, List<UseCaseProfile> useCases) {
    return DeviceProfile.of("test", PLATE, "Generic", entities, useCases);
  }

  private static void isRefused(List<EntityProfile> entities, List<UseCaseProfile> useCases) {
    assertThrows(IllegalArgumentException.class, () -> with(entities, useCases));
  }

  @Nested
  class Refuses {
    @Test
    void twoEntitiesAtOneAddress() {
      isRefused(List.of(APPLIANCE, APPLIANCE), List.of());
    }

    @Test
    void twoFeaturesOfOneNumberInAnEntity() {
      EntityProfile twice =
          EntityProfile.at(List.of(1), "EV", Features.measurement(), Features.measurement());
      isRefused(List.of(twice), List.of());
    }

    @Test
    void anEntityBeforeItsParent() {
      isRefused(List.of(EntityProfile.at(List.of(1, 1), "EV"), APPLIANCE), List.of());
    }

    @Test
    void aUseCaseOfNoEntity() {
      isRefused(List.of(APPLIANCE), List.of(UseCaseProfile.of(List.of(2), "HeatPump")));
    }

    @Test
    void aDeviceWithoutItself() {
      assertThrows(
          IllegalArgumentException.class,
          () -> new DeviceProfile("test", PLATE, "Generic", List.of(APPLIANCE), List.of()));
    }
  }

  @Test
  void findsEntitiesByTheirAddressAndFeaturesByTheirNumber() {
    DeviceProfile profile = with(List.of(APPLIANCE), List.of());
    assertEquals(APPLIANCE, profile.entity(List.of(1)).orElseThrow());
    assertEquals(
        "Measurement",
        profile.entity(List.of(1)).flatMap(it -> it.feature(11)).orElseThrow().type());
  }

  @Nested
  class OfTheCatalogue {
    private static Stream<DeviceProfile> all() {
      return Catalogue.ALL.stream();
    }

    @Test
    void everyNameIsThereOnce() {
      assertEquals(
          List.of(
              "heat-pump",
              "wallbox",
              "wallbox-empty",
              "inverter",
              "pv-inverter",
              "battery-inverter",
              "control-box",
              "meter",
              "energy-manager"),
          Catalogue.names());
      assertEquals(Catalogue.ALL.size(), new HashSet<>(Catalogue.names()).size());
    }

    @ParameterizedTest
    @MethodSource("all")
    void isFoundByItsName(DeviceProfile profile) {
      assertEquals(profile, Catalogue.named(profile.name()).orElseThrow());
    }

    // SHIP 7.3.2: longer texts would be cut in the text record.
    @ParameterizedTest
    @MethodSource("all")
    void saysWhatItIsInThirtyTwoBytes(DeviceProfile profile) {
      Nameplate plate = profile.nameplate();
      assertEquals(
          List.of(),
          Stream.of(plate.brand(), plate.model(), plate.type())
              .filter(text -> text.getBytes(StandardCharsets.UTF_8).length > 32)
              .toList());
    }

    @ParameterizedTest
    @MethodSource("all")
    void givesClientsNoFunctions(DeviceProfile profile) {
      assertEquals(
          List.of(),
          profile.entities().stream()
              .flatMap(entity -> entity.features().stream())
              .filter(feature -> feature.role() == FeatureProfile.Role.CLIENT)
              .filter(feature -> !feature.functions().isEmpty())
              .toList());
    }
  }
}
