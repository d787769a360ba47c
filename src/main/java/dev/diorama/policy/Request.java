package dev.diorama.policy;

import java.util.List;
import java.util.Optional;

/// A call to be authorized.
///
/// @param action the IAM action, as `s3:GetObject`; compared without regard to case
/// @param resource the ARN on which it acts; `*` for actions that have no resource
/// @param resourceAccount the account that owns the resource; decides same- or cross-account
public record Request(
    Principal principal,
    String action,
    String resource,
    String resourceAccount,
    RequestContext context) {

  /// The values of a condition key, given in the context or following from the request itself, as
  /// `aws:PrincipalArn`; empty if the key is absent.
  public Optional<List<String>> values(String key) {
    return new RequestView(this).values(RequestView.key(key));
  }
}
