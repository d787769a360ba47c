package dev.diorama.catalog;

import dev.diorama.model.ResourceTypeName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A type of resource that can be drawn. Its name for people has the message key `type.<name>`, its
/// one-sentence description `type.<name>.description`.
///
/// @param service the IAM service prefix it belongs to
/// @param icon the icon's file name in `icons/` without `.svg`
/// @param variants other palette entries of the same type: property presets with their own icon
/// @param container whether other resources are drawn inside it
/// @param containers names of the types inside which it may be drawn; empty: on the canvas only.
///   Every type may also be drawn on the canvas itself, unless `containerRequired`
/// @param containerRequired whether it cannot stand outside a container, as a subnet
/// @param source the CloudFormation page of the type
public record ResourceType(
    ResourceTypeName name,
    String service,
    Category category,
    String icon,
    List<Variant> variants,
    List<PropertySpec> properties,
    Set<Capability> capabilities,
    boolean container,
    Set<ResourceTypeName> containers,
    boolean containerRequired,
    Facets facets,
    String source) {

  /// A palette entry: the type with one property preset. Its name has the message key `type.<type
  /// name>.<value>`.
  ///
  /// @param property the top-level property that tells the variants apart
  /// @param value its value for this variant
  /// @param icon the icon's file name without `.svg`
  public record Variant(String property, String value, String icon) {}

  public ResourceType {
    variants = List.copyOf(variants);
    properties = List.copyOf(properties);
    capabilities = Set.copyOf(capabilities);
    containers = Set.copyOf(containers);
  }

  /// A type that is neither a container nor drawn in one.
  public static ResourceType plain(
      String name,
      String service,
      Category category,
      String icon,
      List<PropertySpec> properties,
      Set<Capability> capabilities,
      Facets facets,
      String source) {
    return new ResourceType(
        new ResourceTypeName(name),
        service,
        category,
        icon,
        List.of(),
        properties,
        capabilities,
        false,
        Set.of(),
        false,
        facets,
        source);
  }

  /// The property with this dotted path.
  public Optional<PropertySpec> property(String dottedPath) {
    return properties.stream().filter(p -> p.path().toString().equals(dottedPath)).findFirst();
  }
}
