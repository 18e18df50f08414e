package dev.shiphub.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Certificates and passwords of a broker and its clients, made by openssl and mosquitto_passwd. */
final class BrokerKeys {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path directory;

  private BrokerKeys(Path directory) {
    this.directory = directory;
  }

  /** An authority, a broker that is called localhost and a client, in PEM. */
  static BrokerKeys make(Path directory) throws Exception {
    BrokerKeys keys = new BrokerKeys(directory);
    keys.authority("ca");
    keys.authority("other-ca");
    keys.signed("broker", "localhost");
    keys.signed("client", "gateway");
    return keys;
  }

  private void authority(String name) throws Exception {
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
        .with("-keyout", file(name + ".key"), "-out", file(name + ".pem"))
        .with("-subj", "/CN=" + name, "-days", "2")
        .done();
  }

  private void signed(String name, String host) throws Exception {
    run("openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
        .with("-keyout", file(name + ".key"), "-out", file(name + ".csr"))
        .with("-subj", "/CN=" + host)
        .done();
    Path names = Files.writeString(directory.resolve(name + ".ext"), "subjectAltName=DNS:" + host);
    run("openssl", "x509", "-req", "-in", file(name + ".csr"), "-days", "2")
        .with("-CA", file("ca.pem"), "-CAkey", file("ca.key"), "-CAcreateserial")
        .with("-out", file(name + ".pem"), "-extfile", names.toString())
        .done();
  }

  /** Adds a user to the file "passwords". */
  void user(String name, String password) throws Exception {
    Path passwords = directory.resolve("passwords");
    if (!Files.exists(passwords)) {
      Files.createFile(passwords);
    }
    run("mosquitto_passwd", "-b", passwords.toString(), name, password).done();
  }

  String file(String name) {
    return directory.resolve(name).toString();
  }

  private static Call run(String... command) {
    return new Call(List.of(command));
  }

  /** A command line. */
  private record Call(List<String> command) {
    private Call with(String... more) {
      List<String> longer = new ArrayList<>(command);
      longer.addAll(List.of(more));
      return new Call(longer);
    }

    private void done() throws IOException, InterruptedException {
      try (Program program = Program.startCommand(command)) {
        assertEquals(0, program.awaitExit(PATIENCE), () -> command + ": " + program.errors());
      }
    }
  }
}
