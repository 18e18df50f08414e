package dev.shiphub.bench;

import java.io.IOException;

/** The least that a Java program is: says hello, and waits until its stdin ends. */
final class Hello {
  static final String WORDS = "hello world";

  private Hello() {}

  /** Says it. */
  public static void main(String[] args) throws IOException {
    System.out.println(WORDS);
    int _ = System.in.read();
  }
}
