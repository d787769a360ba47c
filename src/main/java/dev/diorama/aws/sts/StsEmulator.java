package dev.diorama.aws.sts;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.policy.Principal;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.runtime.wire.AwsQueryProtocol;
import dev.diorama.runtime.wire.WireProtocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// STS's engine: `GetCallerIdentity`. Roles are assumed by who is drawn with them, so the
/// operations that give out credentials are not run.
final class StsEmulator implements ServiceEmulator {
  private final RuntimeContext context;

  StsEmulator(RuntimeContext context) {
    this.context = context;
  }

  @Override
  public String service() {
    return "sts";
  }

  @Override
  public void start() {}

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return Optional.empty();
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    return input;
  }

  /// No permission is needed to ask who one is, and none can be taken away:
  /// `docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html`.
  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    return List.of();
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    reply.accept(
        request.operation().equals("GetCallerIdentity")
            ? identity(context.access().principal(request.caller()))
            : new Failure(
                "InvalidAction",
                "Diorama does not run the operation "
                    + request.operation()
                    + " of AWS STS: callers have the roles that they are drawn with",
                400));
  }

  private static OperationResult identity(Principal principal) {
    var arn = principal.callerArn();
    var account = principal.callerAccount();
    if (arn.isEmpty() || account.isEmpty()) {
      return new Failure(
          "MissingAuthenticationToken", "Request is missing Authentication Token", 403);
    }
    return new Success(
        Fields.EMPTY
            .with("Arn", arn.get())
            .with("UserId", userId(principal, account.get()))
            .with("Account", account.get()));
  }

  /// The unique id as `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html`
  /// lists it for each kind of principal.
  private static String userId(Principal principal, String account) {
    return switch (principal) {
      case Principal.RoleSession s -> s.roleId() + ":" + s.sessionName();
      case Principal.User u -> u.userId();
      default -> account;
    };
  }

  @Override
  public List<WireProtocol> protocols() {
    return List.of(
        new AwsQueryProtocol(
            "sts",
            "2011-06-15",
            "https://sts.amazonaws.com/doc/2011-06-15/",
            (operation, form) -> form,
            (operation, output) -> output,
            Map.of()));
  }
}
