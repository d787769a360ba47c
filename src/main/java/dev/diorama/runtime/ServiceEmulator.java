package dev.diorama.runtime;

import dev.diorama.catalog.Need;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.policy.Decision;
import dev.diorama.runtime.wire.WebSocketProtocol;
import dev.diorama.runtime.wire.WireProtocol;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One service's engine: a deterministic state machine. It is made for one run and used from the
/// run's event loop only, so it needs no locks. It reads no clock, no randomness and no files
/// except through its [RuntimeContext].
public interface ServiceEmulator {

  /// The service's IAM prefix.
  String service();

  /// Makes the state of every drawn resource and begins what runs by itself, as polling.
  void start();

  /// The drawn resource that `request` means, found from its input; empty if there is none.
  Optional<ResourceId> target(OperationRequest request);

  /// Where the packets of a request go: the service's regional endpoint, unless the service is
  /// something else, as a database's interface or a host on the internet.
  default Need.Destination destination(OperationRequest request) {
    return new Need.ServiceEndpoint(service());
  }

  /// `input` with the names of the drawn resource `target` filled in where the operation needs them
  /// and they are missing, as `Bucket` or `QueueUrl`.
  Fields inputFor(ResourceId target, String operation, Fields input);

  /// The actions that the request must be allowed, in the order in which AWS checks them; none for
  /// an operation that everybody may call, as a route of an API without authorization.
  List<Authorization> authorizations(OperationRequest request);

  /// Whether the request sets its target off, so that what the target itself needs for that
  /// ([dev.diorama.catalog.Facets#activationNeeds]) must hold too.
  default boolean activates(OperationRequest request) {
    return false;
  }

  /// Carries out an authorized request and answers exactly once, now or later.
  ///
  /// The answer is given on the event loop. Unknown operations answer a failure that says so.
  void handle(OperationRequest request, Consumer<OperationResult> reply);

  /// What the caller of a refused request gets.
  ///
  /// @param sentence AWS's general sentence, as `User: … is not authorized to perform: … on
  ///   resource: … because no identity-based policy allows the … action`
  default OperationResult.Failure denied(
      OperationRequest request, Authorization authorization, Decision decision, String sentence) {
    return new OperationResult.Failure("AccessDeniedException", sentence, 403);
  }

  /// How the service speaks over HTTP, most specific first.
  List<WireProtocol> protocols();

  /// How the service serves WebSocket connections; empty if it serves none.
  default Optional<WebSocketProtocol> webSockets() {
    return Optional.empty();
  }

  /// Ends what runs outside the event loop, as worker processes. Called once, also after failures.
  default void stop() {}
}
