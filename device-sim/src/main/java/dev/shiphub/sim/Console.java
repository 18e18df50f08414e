package dev.shiphub.sim;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where commands come from and where words go.
 *
 * @param in what the user types
 * @param out results
 * @param complaints everything else
 */
record Console(InputStream in, PrintStream out, PrintStream complaints) {
  BufferedReader lines() {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  PrintWriter outWriter() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  PrintWriter complaintsWriter() {
    return new PrintWriter(complaints, true, StandardCharsets.UTF_8);
  }
}
