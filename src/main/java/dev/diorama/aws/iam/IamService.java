package dev.diorama.aws.iam;

import dev.diorama.catalog.ResourceType;
import dev.diorama.rule.Rule;
import dev.diorama.service.ServiceDefinition;
import java.util.List;

/// AWS Identity and Access Management in Diorama. It has no engine of its own: every call of a run
/// asks the policy engine at the gate.
public final class IamService implements ServiceDefinition {
  @Override
  public String prefix() {
    return "iam";
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return List.of(RoleType.type());
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new MissingPermissionForConnection(),
        new ConnectionDeniedByPolicy(),
        new ResourceWithoutRole(),
        new RoleNotAssumable(),
        new PermissionNeverUsed(),
        new WildcardPermission(),
        new ResourceWiderThanNeeded(),
        new NotActionWithAllow(),
        new PublicPrincipal(),
        new ConfusedDeputy(),
        new PrivilegeEscalation(),
        new LogDeliveryNotAllowed(),
        new UnknownManagedPolicy(),
        new MalformedPolicy());
  }

  @Override
  public String messages() {
    return "dev.diorama.aws.iam.messages";
  }
}
