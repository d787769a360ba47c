package dev.diorama.policy;

import java.util.List;
import java.util.Optional;

/// Every policy that bears on one request.
///
/// @param boundary present if the principal has a permissions boundary
/// @param session present if the session was made with session policies
/// @param serviceControl levels from the organization's root down to the account; empty: no
///   organization
/// @param resourceControl likewise, for the resource's account
/// @param resource policies on the resource; for `sts:AssumeRole` the role's trust policy
/// @param vpcEndpoint the policy of the endpoint that the request passed, if it passed one
/// @param blockPublicAccess whether S3 Block Public Access is on for the bucket
public record PolicySet(
    List<Policy> identity,
    List<Policy> resource,
    Optional<List<Policy>> boundary,
    Optional<List<Policy>> session,
    List<List<Policy>> serviceControl,
    List<List<Policy>> resourceControl,
    Optional<Policy> vpcEndpoint,
    boolean blockPublicAccess) {

  public PolicySet {
    identity = List.copyOf(identity);
    resource = List.copyOf(resource);
    serviceControl = List.copyOf(serviceControl);
    resourceControl = List.copyOf(resourceControl);
  }

  /// Only identity- and resource-based policies.
  public static PolicySet of(List<Policy> identity, List<Policy> resource) {
    return new PolicySet(
        identity,
        resource,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        false);
  }
}
