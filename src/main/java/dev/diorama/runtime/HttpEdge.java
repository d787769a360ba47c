package dev.diorama.runtime;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.Need.Decisive;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.HttpResponse;
import dev.diorama.runtime.wire.Signature;
import dev.diorama.runtime.wire.SignatureException;
import dev.diorama.runtime.wire.SignatureException.Reason;
import dev.diorama.runtime.wire.SignatureV4;
import dev.diorama.runtime.wire.Unserved;
import dev.diorama.runtime.wire.WireProtocol;
import dev.diorama.runtime.wire.WireProtocol.Decoded;
import dev.diorama.runtime.wire.WireProtocol.WireException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Turns HTTP requests into calls through the gate: finds the protocol, verifies the signature,
/// reads the operation, and writes the answer. Called on many threads.
final class HttpEdge {
  private final Run run;
  private final Dispatch services;
  private final InstantSource clock;
  private final List<Served> served;

  /// A protocol of a service.
  private record Served(String service, WireProtocol protocol) {}

  /// Who calls, and the request as it was signed.
  ///
  /// @param signed whether the caller has proved to be itself
  record Authenticated(HttpRequest request, ResourceId caller, boolean signed) {}

  /// @param services the engines, which are asked for their protocols once and here
  HttpEdge(Run run, Dispatch services, InstantSource clock) {
    this.run = run;
    this.services = services;
    this.clock = clock;
    this.served =
        services.all().stream()
            .flatMap(e -> e.protocols().stream().map(p -> new Served(e.service(), p)))
            .toList();
  }

  /// Answers a request, later and on the event loop.
  CompletableFuture<HttpResponse> handle(HttpRequest request) {
    var answer = new CompletableFuture<HttpResponse>();
    Optional<Signature> signature;
    try {
      signature = Signature.of(request);
    } catch (SignatureException e) {
      // Who cannot say which service it signs for is answered by the first that takes the request.
      var taker = find(request, Optional.empty());
      run.loop()
          .post(() ->
              answer.complete(
                  taker
                      .map(s ->
                          refuse(
                              s,
                              request,
                              "",
                              SignatureAnswer.of(e, s.service(), s.protocol(), request)))
                      .orElseGet(() -> Unserved.answer(request, Optional.empty()))));
      return answer;
    }
    var found = find(request, signature.map(Signature::service));
    if (found.isEmpty()) {
      answer.complete(Unserved.answer(request, signature.map(Signature::service)));
      return answer;
    }
    accept(found.get(), request, signature, answer);
    return answer;
  }

  private Optional<Served> find(HttpRequest request, Optional<String> signedService) {
    var candidates = new ArrayList<>(served);
    // The sort is stable, so that a service's protocols stay in its own order.
    signedService.ifPresent(
        s -> candidates.sort(Comparator.comparing(c -> !c.service().equals(s))));
    return candidates.stream()
        .filter(c -> c.protocol().accepts(request, signedService))
        .findFirst();
  }

  private void accept(
      Served to,
      HttpRequest request,
      Optional<Signature> signature,
      CompletableFuture<HttpResponse> answer) {
    Authenticated authenticated;
    Decoded decoded;
    try {
      authenticated = authenticate(request, signature);
      decoded = to.protocol().decode(authenticated.request());
    } catch (SignatureException e) {
      var failure =
          SignatureAnswer.of(
              e, signature.map(Signature::service).orElse(to.service()), to.protocol(), request);
      run.loop().post(() -> answer.complete(refuse(to, request, "", failure)));
      return;
    } catch (WireException e) {
      run.loop().post(() -> answer.complete(refuse(to, request, "", e.failure())));
      return;
    }
    run.loop()
        .post(() -> {
          try {
            call(to, authenticated, decoded, answer);
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
  }

  private HttpResponse refuse(Served by, HttpRequest request, String operation, Failure failure) {
    return by.protocol().encode(request, operation, failure, run.newUuid());
  }

  /// Establishes who sends a request.
  ///
  /// @throws SignatureException if its signature does not hold, or it has none and no caller is
  ///   drawn
  Authenticated authenticate(HttpRequest request, Optional<Signature> signature)
      throws SignatureException {
    if (signature.isPresent()) {
      var owner =
          run.keys()
              .owner(signature.get().accessKeyId())
              .orElseThrow(() -> new SignatureException(Reason.UNKNOWN_KEY, ""));
      var verified =
          SignatureV4.verify(request, signature.get(), run.credentials(owner), clock.instant());
      return new Authenticated(verified, owner, true);
    }
    var somebody = somebody().orElseThrow(() -> new SignatureException(Reason.UNKNOWN_KEY, ""));
    return new Authenticated(request, somebody, false);
  }

  /// Where an unsigned request comes from: the first drawn browser, else the person at the
  /// keyboard, else any caller.
  private Optional<ResourceId> somebody() {
    return run.drawing().resources().values().stream()
        .filter(r -> run.catalog().has(r, Capability.CALLER))
        .min(Comparator.comparingInt(HttpEdge::rank))
        .map(Resource::id);
  }

  private static int rank(Resource caller) {
    return switch (caller.properties().text("Kind").orElse("")) {
      case "browser" -> 0;
      case "cli" -> 1;
      default -> 2;
    };
  }

  private void call(
      Served to, Authenticated from, Decoded decoded, CompletableFuture<HttpResponse> answer) {
    var requestId = run.newUuid();
    var because =
        from.request()
            .header(TraceHeader.NAME)
            .filter(h -> from.signed())
            .flatMap(TraceHeader::read)
            .filter(b -> b.cause().orElse(0) < run.recorder().next())
            .orElseGet(() -> new Because(run.recorder().newInvocation(), OptionalLong.empty()));
    var call =
        new Outgoing(
            new Need.ResourceCaller(from.caller()),
            to.service(),
            decoded.operation(),
            decoded.input(),
            false,
            because);
    Consumer<OperationResult> done =
        result -> {
          if (result instanceof Failure f && Gate.isTimeout(f)) {
            answer.completeExceptionally(new UnansweredException());
          } else {
            answer.complete(
                to.protocol().encode(from.request(), decoded.operation(), result, requestId));
          }
        };
    if (!from.signed() && borrowsPermissions(to.service(), call)) {
      run.gate()
          .fail(call, SignatureAnswer.unsigned(to.service(), to.protocol(), from.request()), done);
    } else {
      run.gate().call(call, done);
    }
  }

  /// Whether an unsigned request would get the permissions of the role of the caller for which it
  /// stands: nobody has proved to be that caller.
  boolean borrowsPermissions(String service, Outgoing call) {
    if (run.access().role(RuntimeEvent.resource(call.caller())).isEmpty()) {
      return false;
    }
    var request =
        new OperationRequest(
            run.recorder().next(),
            call.because().invocation(),
            call.caller(),
            call.operation(),
            call.input());
    return services.service(service).stream()
        .flatMap(e -> e.authorizations(request).stream())
        .anyMatch(a -> a.decisive() == Decisive.EVERY_POLICY);
  }
}
