package dev.shiphub.hub.adapter.metrics;

import dev.shiphub.hub.port.MetricsSource.Exposition;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The figures of one moment, as they are collected, and then as a page. Owned by one thread. */
final class Sheet {
  private static final ExpositionFormatWriter PLAIN = PrometheusTextFormatWriter.create();
  private static final ExpositionFormatWriter OPEN = OpenMetricsTextFormatWriter.create();

  private final Map<Figure, MetricSnapshot.Builder<?>> found = new EnumMap<>(Figure.class);

  /** Puts a figure down; the words are for its labels. */
  void put(Figure figure, double value, String... words) {
    put(figure, value, List.of(words));
  }

  /** Puts a count down; beyond 2^53 it is not exact. */
  void put(Figure figure, long count, String... words) {
    put(figure, (double) count, List.of(words));
  }

  void put(Figure figure, double value, List<String> words) {
    Labels labels = Labels.of(figure.labels(), words);
    MetricSnapshot.Builder<?> builder = found.computeIfAbsent(figure, Sheet::begin);
    switch (builder) {
      case CounterSnapshot.Builder counter ->
          counter.dataPoint(CounterDataPointSnapshot.builder().value(value).labels(labels).build());
      case GaugeSnapshot.Builder gauge ->
          gauge.dataPoint(GaugeDataPointSnapshot.builder().value(value).labels(labels).build());
      default -> throw new IllegalArgumentException(figure + " has no single value");
    }
  }

  void put(Figure figure, Spread.Counted counted, String... words) {
    MetricSnapshot.Builder<?> builder = found.computeIfAbsent(figure, Sheet::begin);
    if (builder instanceof HistogramSnapshot.Builder histogram) {
      histogram.dataPoint(
          HistogramDataPointSnapshot.builder()
              .classicHistogramBuckets(ClassicHistogramBuckets.of(Spread.BOUNDS, counted.counts()))
              .sum(counted.sum())
              .labels(Labels.of(figure.labels(), List.of(words)))
              .build());
    } else {
      throw new IllegalArgumentException(figure + " has a single value");
    }
  }

  private static MetricSnapshot.Builder<?> begin(Figure figure) {
    return switch (figure.kind()) {
      case GAUGE -> GaugeSnapshot.builder().name(figure.label()).help(figure.help());
      case COUNTER -> CounterSnapshot.builder().name(figure.label()).help(figure.help());
      case HISTOGRAM -> HistogramSnapshot.builder().name(figure.label()).help(figure.help());
    };
  }

  /** The page in the form that is asked for. */
  Exposition page(String accept) {
    ExpositionFormatWriter writer = accept.contains("openmetrics-text") ? OPEN : PLAIN;
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    found.values().forEach(builder -> all.metricSnapshot(builder.build()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, all.build());
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
    return new Exposition(writer.getContentType(), ByteBuffer.wrap(out.toByteArray()));
  }
}
