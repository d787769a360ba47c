package dev.diorama.catalog;

import dev.diorama.model.PropertyPath;
import dev.diorama.model.Value;
import java.util.Optional;

/// A property of a resource or connection type.
///
/// Its label is its name, AWS's own; its help text has the message key `property.<type
/// name>.<path>`, or `property.<path>` where types share it.
///
/// @param path where it stands in the properties, as `VpcConfig.SubnetIds`
/// @param defaultValue what AWS assumes where the property is absent
/// @param source the documentation page that states range and default
public record PropertySpec(
    PropertyPath path,
    PropertyKind kind,
    boolean required,
    Optional<Value> defaultValue,
    String source) {

  /// An optional property without a default.
  public static PropertySpec optional(String dottedPath, PropertyKind kind, String source) {
    return new PropertySpec(
        PropertyPath.of(dottedPath.split("\\.", -1)), kind, false, Optional.empty(), source);
  }

  /// An optional property with AWS's default.
  public static PropertySpec withDefault(
      String dottedPath, PropertyKind kind, Value defaultValue, String source) {
    return new PropertySpec(
        PropertyPath.of(dottedPath.split("\\.", -1)),
        kind,
        false,
        Optional.of(defaultValue),
        source);
  }

  /// A required property.
  public static PropertySpec required(String dottedPath, PropertyKind kind, String source) {
    return new PropertySpec(
        PropertyPath.of(dottedPath.split("\\.", -1)), kind, true, Optional.empty(), source);
  }
}
