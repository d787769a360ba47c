package dev.diorama.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Verdict;
import dev.diorama.catalog.Category;
import dev.diorama.rule.Severity;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final Path CODE = Path.of("src/main/java/dev/diorama/ui");
  private static final Pattern KEY = Pattern.compile("\"(ui\\.[A-Za-z_.]+[A-Za-z_])\"");

  private static Properties bundle(String suffix) throws IOException {
    var properties = new Properties();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(
                MessagesTest.class.getResourceAsStream(
                    "/dev/diorama/ui/messages" + suffix + ".properties")),
            StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    return properties;
  }

  @Test
  void bothLanguagesHaveTheSameKeys() throws IOException {
    assertThat(bundle("_ja").stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(bundle("").stringPropertyNames());
  }

  @Test
  void everyKeyInTheCodeHasAText() throws IOException {
    var keys = new TreeSet<String>();
    try (var files = Files.walk(CODE)) {
      for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        KEY.matcher(Files.readString(file)).results().forEach(m -> keys.add(m.group(1)));
      }
    }
    assertThat(keys).hasSizeGreaterThan(100);
    assertThat(bundle("").stringPropertyNames()).containsAll(keys);
  }

  @Test
  void everyKeyThatIsMadeFromAConstantHasAText() throws IOException {
    var keys =
        Stream.of(
                Stream.of(Severity.values()).map(s -> "ui.severity." + lower(s)),
                Stream.of(Category.values()).map(c -> "ui.category." + lower(c)),
                Stream.of(Verdict.Outcome.values()).map(o -> "ui.verdict." + lower(o)),
                Stream.of("png", "svg", "diorama").map(k -> "ui.dialog.files." + k),
                Stream.of(Command.values()).map(Command::textKey))
            .flatMap(s -> s)
            .toList();
    assertThat(bundle("").stringPropertyNames()).containsAll(keys);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  @Test
  void everyTextIsAMessageFormatWithTheSamePlaceholdersInBothLanguages() throws IOException {
    var english = bundle("");
    var japanese = bundle("_ja");
    for (var key : english.stringPropertyNames()) {
      assertThat(arguments(japanese.getProperty(key)))
          .as(key)
          .isEqualTo(arguments(english.getProperty(key)));
    }
  }

  private static int arguments(String pattern) {
    return new MessageFormat(pattern, Locale.ROOT).getFormatsByArgumentIndex().length;
  }
}
