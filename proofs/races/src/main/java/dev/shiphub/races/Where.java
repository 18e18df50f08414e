package dev.shiphub.races;

import java.util.Arrays;

/** The place of our code in a stack. */
final class Where {
  private Where() {}

  static String in(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .filter(frame -> frame.getClassName().startsWith("dev.shiphub."))
        .filter(frame -> !frame.getClassName().startsWith("dev.shiphub.races."))
        .findFirst()
        .map(
            frame ->
                frame.getClassName().replaceFirst(".*\\.", "")
                    + "."
                    + frame.getMethodName()
                    + ":"
                    + frame.getLineNumber())
        .orElse("the JDK");
  }
}
