package dev.diorama.access;

import dev.diorama.access.RoleNeeds.RoleNeed;
import dev.diorama.model.ResourceId;
import dev.diorama.policy.Request;
import dev.diorama.policy.difference.Difference.Undecided;
import dev.diorama.policy.difference.Needed;
import java.util.List;
import java.util.Optional;

/// What a role allows beyond what the drawing needs.
///
/// @param needs what the drawing needs of the role
/// @param seen what runs were seen to call as the role and the drawing does not need
/// @param grants one for each statement that allows more than is needed, in policy order
/// @param undecided what could be neither shown nor excluded
public record RoleExcess(
    ResourceId role,
    List<RoleNeed> needs,
    List<Needed> seen,
    List<ExcessGrant> grants,
    List<Undecided> undecided) {

  /// A statement that allows something that nothing needs.
  ///
  /// @param policyName the policy that the statement is in
  /// @param statement the statement's position, from 0
  /// @param sid the statement's id, if it has one
  /// @param actions the actions of which something is not needed
  /// @param witnesses requests that are allowed and that nothing needs, at least one; first those
  ///   for what is drawn
  public record ExcessGrant(
      String policyName,
      int statement,
      Optional<String> sid,
      List<String> actions,
      List<Request> witnesses) {
    public ExcessGrant {
      actions = List.copyOf(actions);
      witnesses = List.copyOf(witnesses);
    }

    /// The best example.
    public Request witness() {
      return witnesses.getFirst();
    }
  }

  public RoleExcess {
    needs = List.copyOf(needs);
    seen = List.copyOf(seen);
    grants = List.copyOf(grants);
    undecided = List.copyOf(undecided);
  }

  /// Whether it is proved that the role allows nothing beyond what is needed.
  public boolean isProvedMinimal() {
    return grants.isEmpty() && undecided.isEmpty();
  }
}
