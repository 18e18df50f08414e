package dev.shiphub.hub.adapter.doctor;

import dev.shiphub.hub.doctor.AddressesCheck;
import dev.shiphub.hub.doctor.Check;
import dev.shiphub.hub.doctor.ShipPortCheck;
import dev.shiphub.hub.doctor.Topic;
import dev.shiphub.ship.discovery.LinkSurvey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The addresses that devices are told, and whether they answer there. */
record NetworkProbe(Patient patient, LinkSurvey survey) implements Probe {
  private static final Duration KNOCK = Duration.ofMillis(500);

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.ADDRESSES, Topic.SHIP_PORT);
  }

  @Override
  public List<Check> look() {
    return List.of(new AddressesCheck(survey), port());
  }

  private ShipPortCheck port() {
    // From outside nobody knows which one a daemon has taken that takes any.
    boolean isKnown = patient.isInside() || patient.port() != 0;
    return patient.self().isPresent() && isKnown
        ? new ShipPortCheck(patient.port(), true, doors(), Optional.empty())
        : new ShipPortCheck(patient.port(), false, List.of(), taken());
  }

  private List<ShipPortCheck.Door> doors() {
    List<ShipPortCheck.Door> doors = new ArrayList<>();
    for (LinkSurvey.Place place : survey.served()) {
      if (patient.port() != 0) {
        doors.add(new ShipPortCheck.Door(place.address(), knock(place)));
      }
    }
    return doors;
  }

  /** Why nothing answers there. */
  private Optional<String> knock(LinkSurvey.Place place) {
    try (Socket socket = new Socket()) {
      InetAddress address = Addresses.of(place);
      socket.connect(new InetSocketAddress(address, patient.port()), (int) KNOCK.toMillis());
      return Optional.empty();
    } catch (IOException closed) {
      return Optional.of(Addresses.words(closed));
    }
  }

  /** Why a daemon could not bind its port; tried and given back at once. */
  private Optional<String> taken() {
    try (ServerSocket _ = new ServerSocket(patient.port())) {
      return Optional.empty();
    } catch (IOException taken) {
      return Optional.of(Addresses.words(taken));
    }
  }
}
