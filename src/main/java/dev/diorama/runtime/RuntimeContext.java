package dev.diorama.runtime;

import dev.diorama.access.Access;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Need;
import dev.diorama.model.Architecture;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// What a service engine has of the world: the run's time, seeded randomness, the other services
/// (by ARN, through the gate) and the event log. All calls must come from the event loop.
public interface RuntimeContext {

  /// The drawing that runs.
  Architecture drawing();

  /// The catalogue.
  Catalog catalog();

  /// The engines that judge calls in this drawing.
  Access access();

  /// The run's time.
  Instant now();

  /// Whether the run's time is the wall clock's. Only then may what differs from machine to machine
  /// show.
  default boolean live() {
    return false;
  }

  /// Randomness from the run's seed.
  RandomGenerator random();

  /// A new id in the form of a version-4 UUID, from the run's seed.
  String newUuid();

  /// Runs `task` on the event loop after `delay`; answers a handle that cancels it.
  Cancellable after(Duration delay, Runnable task);

  /// Runs `work` beside the event loop and then `done` with its result, or with the exception, on
  /// it. In virtual time the loop waits for the work, so that the order of events depends on
  /// nothing but the seed; in live time it goes on.
  <T> void beside(Callable<T> work, Consumer<T> done, Consumer<Exception> failed);

  /// The same, for work that takes time in the run: `counted` in virtual time, whatever it really
  /// takes, and what it really takes in live time.
  <T> void beside(Duration counted, Callable<T> work, Consumer<T> done, Consumer<Exception> failed);

  /// Begins `work`, which goes on elsewhere and takes no thread here, and then runs `done` with its
  /// result, or `failed` with the exception, on the event loop. Otherwise as the other two.
  ///
  /// @param work called on the event loop in live time, so that it must not block
  default <T> void await(
      Duration counted,
      Supplier<CompletableFuture<T>> work,
      Consumer<T> done,
      Consumer<Exception> failed) {
    beside(counted, () -> Awaited.get(work.get()), done, failed);
  }

  /// Calls a service through the gate: network, endpoint policy, identity and resource policies,
  /// then the service itself. Records the events and answers exactly once, on the event loop.
  void call(Outgoing call, Consumer<OperationResult> done);

  /// Records an event; the context fills in the header.
  ///
  /// @return the event's sequence number
  long record(Because because, Function<RuntimeEvent.Header, RuntimeEvent> event);

  /// Records that the counts on a resource's card changed.
  default void changed(Because because, ResourceId resource, SequencedMap<String, Long> counts) {
    record(because, header -> new RuntimeEvent.ResourceChanged(header, resource, counts));
  }

  /// The event with this sequence number; empty if there is none yet.
  default Optional<RuntimeEvent> event(long sequence) {
    return Optional.empty();
  }

  /// A new stimulus, for work that nothing in the log set off, as a batch that Lambda polled.
  default InvocationId newInvocation() {
    return InvocationId.RUN;
  }

  /// The text files below `folder`, which stands beside the document, by their relative path with
  /// forward slashes; empty if there is no such folder, the folder leads out of the document's own,
  /// or the document was never saved. At most 1,000 files and 50 MiB.
  Map<String, String> files(String folder);

  /// Where `folder`, which stands beside the document, is on this machine; empty as for [#files].
  default Optional<Path> folder(String folder) {
    return Optional.empty();
  }

  /// The base URL at which this run serves AWS clients, as `http://127.0.0.1:4566`; in virtual time
  /// a URL of the same form at which nothing listens.
  String endpointUrl();

  /// The keys with which `resource`'s calls are signed.
  Credentials credentials(ResourceId resource);

  /// Why something happens: the stimulus and the event that set it off.
  record Because(InvocationId invocation, OptionalLong cause) {
    /// Because of this request.
    public static Because of(OperationRequest request) {
      return new Because(request.invocation(), OptionalLong.of(request.call()));
    }
  }

  /// A call to make.
  ///
  /// @param service the service's IAM prefix
  /// @param operation the operation's name without prefix
  /// @param servicePlane whether AWS itself carries the call (polling, notifications, log delivery,
  ///   API integrations), so that no VPC route is in its way
  record Outgoing(
      Need.Caller caller,
      String service,
      String operation,
      Fields input,
      boolean servicePlane,
      Because because) {}

  /// Access key, secret key and session token of a caller.
  record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {}

  /// Something that can be called off.
  @FunctionalInterface
  interface Cancellable {
    /// Calls it off; nothing happens if it is over or called off already.
    void cancel();
  }
}
