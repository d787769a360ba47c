package dev.diorama.catalog;

import dev.diorama.model.Message;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;

/// Turns messages into the language of a locale (English and Japanese), from bundles that every
/// part of Diorama brings. Texts are [MessageFormat] patterns, so a quote is written twice.
public final class Texts {
  private static final ResourceBundle.Control CONTROL =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final Locale locale;
  private final List<ResourceBundle> bundles;

  /// Texts in `locale` from these bundles, given by base name as `dev.diorama.aws.s3.messages`; the
  /// first bundle that has a key wins.
  ///
  /// @throws MissingResourceException if a bundle does not exist
  public Texts(Locale locale, List<String> bundleNames) {
    this.locale = locale;
    this.bundles =
        bundleNames.stream().map(n -> ResourceBundle.getBundle(n, locale, CONTROL)).toList();
  }

  /// The locale of the texts.
  public Locale locale() {
    return locale;
  }

  /// The text of `message`; its key in angle brackets if no bundle has it (a test finds these).
  public String text(Message message) {
    var arguments =
        message.arguments().stream()
            .map(a ->
                switch (a) {
                  case Message.Literal l -> l.text();
                  case Message.Nested n -> text(n.message());
                })
            .toArray();
    return find(message.key())
        .map(pattern -> new MessageFormat(pattern, locale).format(arguments))
        .orElse("<" + message.key() + ">");
  }

  /// The text of a message without arguments.
  public String text(String key) {
    return text(Message.of(key));
  }

  /// Whether a bundle has the key.
  public boolean has(String key) {
    return find(key).isPresent();
  }

  private Optional<String> find(String key) {
    return bundles.stream().filter(b -> b.containsKey(key)).map(b -> b.getString(key)).findFirst();
  }
}
