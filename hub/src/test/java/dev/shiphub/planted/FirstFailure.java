package dev.shiphub.planted;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.shiphub.ship.clock.SteadyClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A program that runs test classes until the first test fails, and says which. */
final class FirstFailure implements TestExecutionListener {
  private final SteadyClock clock = new SteadyClock();
  private final Instant begun = clock.instant();

  private FirstFailure() {}

  /** The arguments are names of classes. */
  public static void main(String[] classes) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                Arrays.stream(classes).map(name -> selectClass("dev.shiphub." + name)).toList())
            .configurationParameter("junit.jupiter.execution.timeout.default", "60 s")
            .build();
    LauncherFactory.create().execute(request, new FirstFailure());
    System.exit(0);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.FAILED) {
      long millis = Duration.between(begun, clock.instant()).toMillis();
      System.out.println(Found.line(name(test), millis));
      System.out.flush();
      Runtime.getRuntime().halt(0);
    }
  }

  private static String name(TestIdentifier test) {
    Optional<String> method =
        test.getSource()
            .filter(MethodSource.class::isInstance)
            .map(MethodSource.class::cast)
            .map(source -> simple(source.getClassName()) + "." + source.getMethodName());
    return method
        .or(
            () ->
                test.getSource()
                    .filter(ClassSource.class::isInstance)
                    .map(source -> simple(((ClassSource) source).getClassName())))
        .orElse(test.getDisplayName());
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
