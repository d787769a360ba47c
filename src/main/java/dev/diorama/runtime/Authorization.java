package dev.diorama.runtime;

import dev.diorama.catalog.Need.Decisive;
import java.util.List;
import java.util.Map;

/// One action that an operation must be allowed. Some operations need several, as a copy.
///
/// @param action the IAM action, which may differ from the operation's name (`HeadObject` needs
///   `s3:GetObject`)
/// @param resource the ARN on which it is authorized
/// @param context the service's own condition keys for this call
/// @param decisive which policies decide
public record Authorization(
    String action, String resource, Map<String, List<String>> context, Decisive decisive) {
  public Authorization {
    context = Map.copyOf(context);
  }

  /// An action about which every policy decides.
  public Authorization(String action, String resource, Map<String, List<String>> context) {
    this(action, resource, context, Decisive.EVERY_POLICY);
  }
}
