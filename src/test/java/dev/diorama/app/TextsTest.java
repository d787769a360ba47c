package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
  private static final int PLACEHOLDERS = 10;
  private static final Path RESOURCES = Path.of("src/main/resources");

  static Stream<Path> bundles() throws IOException {
    try (var files = Files.walk(RESOURCES)) {
      return files.filter(f -> f.endsWith("messages.properties")).sorted().toList().stream();
    }
  }

  private static Properties read(Path file) throws IOException {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void everyTextStandsInBothLanguages(Path english) throws IOException {
    var japanese = english.resolveSibling("messages_ja.properties");
    assertThat(read(japanese).stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(read(english).stringPropertyNames());
  }

  /// A key that stands twice hides one of its texts, in silence.
  @ParameterizedTest
  @MethodSource("bundles")
  void noKeyStandsTwice(Path english) throws IOException {
    for (var bundle : List.of(english, english.resolveSibling("messages_ja.properties"))) {
      assertThat(
              Files.readAllLines(bundle).stream()
                  .filter(line -> line.matches("[^#\\s][^=]*=.*"))
                  .map(line -> line.replaceFirst("\\s*=.*", "")))
          .as("%s", bundle)
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void everyTextIsAPatternWithTheSamePlaceholdersInBothLanguages(Path english) throws IOException {
    var texts = read(english);
    var translated = read(english.resolveSibling("messages_ja.properties"));
    for (var key : texts.stringPropertyNames()) {
      assertThat(placeholders(translated.getProperty(key)))
          .as(key)
          .isSubsetOf(placeholders(texts.getProperty(key)));
    }
  }

  private static List<String> placeholders(String pattern) {
    var arguments = new Object[PLACEHOLDERS];
    // Every argument is a text in the end, so a pattern that wants a number is a mistake.
    Arrays.setAll(arguments, i -> "<" + i + ">");
    var text = new MessageFormat(pattern, Locale.ENGLISH).format(arguments);
    return Stream.of(arguments).map(String::valueOf).filter(text::contains).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void everyTypeConnectionAndRuleHasItsTexts(String language) {
    var texts = Samples.STUDIO.texts(Locale.forLanguageTag(language));
    var keys = new ArrayList<String>();
    for (var type : Samples.STUDIO.catalog().resourceTypes()) {
      keys.add("type." + type.name());
      keys.add("type." + type.name() + ".description");
      type.variants().forEach(v -> keys.add("type." + type.name() + "." + v.value()));
    }
    Samples.STUDIO
        .catalog()
        .connectionTypes()
        .forEach(type -> keys.add("connection." + type.name()));
    for (var rule : Samples.STUDIO.rules()) {
      keys.add("rule." + rule.info().id() + ".title");
      keys.add("rule." + rule.info().id() + ".description");
    }
    assertThat(missing(texts, keys)).isEmpty();
  }

  private static List<String> missing(Texts texts, List<String> keys) {
    return keys.stream().filter(k -> !texts.has(k)).toList();
  }
}
