package dev.shiphub.hub.adapter.mqtt;

import dev.shiphub.ship.Ski;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The topics of one hub. All of its own begin with its SKI, so that many hubs share a broker, and a
 * broker can keep them apart.
 *
 * @param prefix the first levels
 * @param hub the SKI of this hub
 * @param discoveryPrefix where Home Assistant looks for devices
 */
record Topics(String prefix, Ski hub, String discoveryPrefix) {
  private static final Pattern LEVELS = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+){0,7}");
  private static final int LONGEST_PREFIX = 100;

  /** Whether that can be the first levels of a topic: no wildcards, no empty levels. */
  static boolean isPrefix(String text) {
    return text.length() <= LONGEST_PREFIX && LEVELS.matcher(text).matches();
  }

  private String own(String rest) {
    return prefix + "/" + hub.hex() + "/" + rest;
  }

  /** Whether the hub is there: {@code online} or {@code offline}, the last will. */
  String status() {
    return own("status");
  }

  /** What the hub is. */
  String about() {
    return own("hub");
  }

  String events() {
    return own("events");
  }

  private String device(String ski, String leaf) {
    return own("device/" + ski + "/" + leaf);
  }

  String state(Ski device) {
    return device(device.hex(), "state");
  }

  /** Whether a device is in data exchange: {@code online} or {@code offline}. */
  String availability(Ski device) {
    return device(device.hex(), "availability");
  }

  /** What a device has sent. */
  String spineIn(Ski device) {
    return device(device.hex(), "spine/in");
  }

  /** What became of a command. */
  String spineResult(Ski device) {
    return device(device.hex(), "spine/result");
  }

  /** Commands for all devices. */
  String anySpineOut() {
    return device("+", "spine/out");
  }

  /** The states of all devices, those of an earlier run included. */
  String anyState() {
    return device("+", "state");
  }

  /** Home Assistant's word that it has started. */
  String homeAssistantStatus() {
    return discoveryPrefix + "/status";
  }

  /** Where Home Assistant is told of a device, or of the hub if it is the hub's own SKI. */
  String discovery(Ski device) {
    return discoveryPrefix + "/device/" + hub.hex() + "/" + device.hex() + "/config";
  }

  /** The device that a command is for. */
  Optional<Ski> ofSpineOut(String topic) {
    return ski(topic, anySpineOut());
  }

  /** The device whose state that is. */
  Optional<Ski> ofState(String topic) {
    return ski(topic, anyState());
  }

  private static Optional<Ski> ski(String topic, String filter) {
    String pattern = Pattern.quote(filter).replace("+", "\\E([0-9a-f]{40})\\Q");
    Matcher named = Pattern.compile(pattern).matcher(topic);
    return named.matches() ? Ski.parse(named.group(1)) : Optional.empty();
  }
}
