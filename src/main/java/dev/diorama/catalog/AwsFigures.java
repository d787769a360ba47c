package dev.diorama.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;

/// AWS's quotas, schedules and prices, each with the page that states it: the file
/// `aws-figures.txt` beside this class. Services keep no such number of their own. Immutable.
public final class AwsFigures {
  private static final String FILE = "aws-figures.txt";
  private static final String DATE = "dated";

  private final SequencedMap<String, Figure> figures;

  /// One figure.
  ///
  /// @param value the number, or the date, as it stands in the file
  /// @param unit as `MB`, `s`, `USD`
  /// @param page the documentation page, without `https://`
  /// @param confirmed whether the number was found on that page on the file's date
  public record Figure(String name, String value, String unit, String page, boolean confirmed) {
    /// The number.
    ///
    /// @throws NumberFormatException if it is none
    public BigDecimal number() {
      return new BigDecimal(value);
    }
  }

  private AwsFigures(SequencedMap<String, Figure> figures) {
    this.figures = Collections.unmodifiableSequencedMap(figures);
  }

  /// The figures that come with Diorama.
  ///
  /// @throws IllegalStateException if the file is missing or a line of it cannot be read, which is
  ///   a defect of the build
  public static AwsFigures published() {
    var figures = new LinkedHashMap<String, Figure>();
    var stream =
        Objects.requireNonNull(AwsFigures.class.getResourceAsStream(FILE), FILE + " is missing");
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        var figure = parsed(line);
        if (figures.put(figure.name(), figure) != null) {
          throw new IllegalStateException(FILE + " has two figures " + figure.name());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new AwsFigures(figures);
  }

  private static Figure parsed(String line) {
    var parts = line.split("\\|", -1);
    if (parts.length < 4 || parts.length > 5) {
      throw new IllegalStateException(FILE + ": not name | value | unit | page | state: " + line);
    }
    return new Figure(
        parts[0].strip(),
        parts[1].strip(),
        parts[2].strip(),
        parts[3].strip(),
        parts.length == 5 && confirmed(parts[4].strip(), line));
  }

  private static boolean confirmed(String state, String line) {
    return switch (state) {
      case "confirmed" -> true;
      case "unconfirmed" -> false;
      default -> throw new IllegalStateException(FILE + ": unknown state: " + line);
    };
  }

  /// All figures by name, in the file's order.
  public SequencedMap<String, Figure> all() {
    return figures;
  }

  /// When they were compared with AWS's pages.
  public LocalDate date() {
    return LocalDate.parse(figure(DATE, "date").value());
  }

  /// A count.
  ///
  /// @throws IllegalArgumentException if there is no such figure, or it is in another unit
  public long count(String name) {
    return figure(name, "count").number().longValueExact();
  }

  /// A size in megabytes, where AWS states it so.
  ///
  /// @throws IllegalArgumentException if there is no such figure, or it is in another unit
  public long megabytes(String name) {
    return figure(name, "MB").number().longValueExact();
  }

  /// A size in bytes, whatever the file's unit.
  ///
  /// @throws IllegalArgumentException if there is no such figure, or it is no size
  public long bytes(String name) {
    var figure = figure(name);
    long factor =
        switch (figure.unit()) {
          case "B" -> 1;
          case "KB" -> 1L << 10;
          case "MB" -> 1L << 20;
          default -> throw wrong(figure, "a size");
        };
    return figure.number().longValueExact() * factor;
  }

  /// A length of time.
  ///
  /// @throws IllegalArgumentException if there is no such figure, or it is no time
  public Duration duration(String name) {
    var figure = figure(name);
    long value = figure.number().longValueExact();
    return switch (figure.unit()) {
      case "ms" -> Duration.ofMillis(value);
      case "s" -> Duration.ofSeconds(value);
      case "min" -> Duration.ofMinutes(value);
      case "h" -> Duration.ofHours(value);
      case "days" -> Duration.ofDays(value);
      default -> throw wrong(figure, "a time");
    };
  }

  /// A price in US dollars.
  ///
  /// @throws IllegalArgumentException if there is no such figure, or it is no price
  public BigDecimal dollars(String name) {
    return figure(name, "USD").number();
  }

  /// The figure with this name.
  ///
  /// @throws IllegalArgumentException if there is none
  public Figure figure(String name) {
    var figure = figures.get(name);
    if (figure == null) {
      throw new IllegalArgumentException(FILE + " has no figure " + name);
    }
    return figure;
  }

  private Figure figure(String name, String unit) {
    var figure = figure(name);
    if (!figure.unit().equals(unit)) {
      throw wrong(figure, unit);
    }
    return figure;
  }

  private static IllegalArgumentException wrong(Figure figure, String wanted) {
    return new IllegalArgumentException(
        figure.name() + " is in " + figure.unit() + ", not " + wanted);
  }
}
