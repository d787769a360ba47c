package dev.diorama.ui.theme;

import dev.diorama.catalog.ResourceType;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Value.Fields;
import java.util.Optional;

/// How a resource of a type is shown, which depends on its variant.
///
/// @param icon the icon's file name without `.svg`
/// @param name its type's name for people
public record TypeLook(String icon, String name) {

  /// The look of a resource of `type` with these properties.
  public static TypeLook of(ResourceType type, Fields properties, Texts texts) {
    var key = "type." + type.name();
    var variant = variant(type, properties);
    return new TypeLook(
        variant.map(ResourceType.Variant::icon).orElse(type.icon()),
        texts.text(variant.map(v -> key + "." + v.value()).orElse(key)));
  }

  private static Optional<ResourceType.Variant> variant(ResourceType type, Fields properties) {
    return type.variants().stream()
        .filter(v ->
            properties
                .get(v.property())
                .or(() -> type.property(v.property()).flatMap(p -> p.defaultValue()))
                .map(TypeLook::plain)
                .filter(v.value()::equals)
                .isPresent())
        .findFirst();
  }

  private static String plain(dev.diorama.model.Value value) {
    return value instanceof dev.diorama.model.Value.Flag f
        ? Boolean.toString(f.value())
        : value.asText().orElse("");
  }
}
