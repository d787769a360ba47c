package dev.diorama.ui.palette;

import dev.diorama.catalog.ResourceType;
import dev.diorama.catalog.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Something that can be drawn: a resource type, or one variant of it.
public record PaletteEntry(ResourceType type, Optional<ResourceType.Variant> variant) {

  /// The entries of a type: its variants, or the type itself where it has none.
  public static List<PaletteEntry> of(ResourceType type) {
    return type.variants().isEmpty()
        ? List.of(new PaletteEntry(type, Optional.empty()))
        : type.variants().stream().map(v -> new PaletteEntry(type, Optional.of(v))).toList();
  }

  /// The icon's file name without `.svg`.
  public String icon() {
    return variant.map(ResourceType.Variant::icon).orElse(type.icon());
  }

  /// Its name for people.
  public String name(Texts texts) {
    return texts.text(key());
  }

  /// One sentence about it.
  public String description(Texts texts) {
    var own = key() + ".description";
    return texts.text(texts.has(own) ? own : "type." + type.name() + ".description");
  }

  private String key() {
    return "type." + type.name() + variant.map(v -> "." + v.value()).orElse("");
  }

  /// Whether all words of `query` occur in its name, description, type name or service, without
  /// regard to case. An empty query fits everything.
  public boolean fits(String query, Texts texts) {
    var all =
        (name(texts) + " " + type.name() + " " + type.service() + " " + description(texts))
            .toLowerCase(Locale.ROOT);
    for (var word : query.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
      if (!all.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
