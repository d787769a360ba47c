package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/// Calls what stands behind the routes of WebSocket APIs: a function with the whole event, or by a
/// mapped integration a function, an AWS service or a host. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html`.
final class WebSocketBackends {
  private final RuntimeContext context;
  private final FunctionCalls functions;
  private final MappedCalls mapped;

  WebSocketBackends(RuntimeContext context, FunctionCalls functions) {
    this.context = context;
    this.functions = functions;
    this.mapped = new MappedCalls(context, functions, new Backends(context));
  }

  /// A call of a route.
  ///
  /// @param event what the call is about
  /// @param input the event for a function
  /// @param body the client's message; empty at the beginning and the end of a connection
  record Call(
      Resource api,
      Integration route,
      WebSocketEvent event,
      Fields input,
      Value body,
      Because because) {}

  /// What came of a call.
  sealed interface Outcome {}

  /// The integration answered.
  ///
  /// @param headers texts, or lists of texts
  record Responded(int status, Fields headers, Value body) implements Outcome {}

  /// There is no route, and none is needed.
  record NotAsked() implements Outcome {}

  /// It did not, or not as it must.
  ///
  /// @param message for the client
  record Failed(int status, String message) implements Outcome {}

  /// Calls and answers exactly once.
  void call(Call call, Consumer<Outcome> done) {
    var route = call.route();
    var arn = context.catalog().arn(context.drawing(), route.target()).orElse("");
    var service = Target.service(arn);
    boolean isMapped = MappedIntegration.isOne(route);
    if (service.equals("lambda") && !isMapped) {
      functions.invoke(
          call.api(),
          ApiFacets.sourceArn(call.api(), route.key(), context.drawing().environment()),
          route.target(),
          call.input(),
          timeout(route),
          call.because(),
          answer -> done.accept(ofFunction(call, answer)));
    } else if (service.equals("sqs") && !isMapped) {
      context.call(
          IntegrationCalls.sendMessage(
              context,
              call.api(),
              route.target(),
              MappedIntegration.text(call.body()),
              call.because()),
          result -> done.accept(ofQueue(result)));
    } else {
      mapped(call, done);
    }
  }

  private void mapped(Call call, Consumer<Outcome> done) {
    var api = call.api();
    var variables =
        call.event()
            .requestContext(api, context.drawing().environment())
            .with("messageId", call.event().requestId());
    mapped.call(
        api,
        new MappedIntegration(
            call.route(),
            call.event().request(call.body()),
            Map.of(),
            variables,
            api.properties().fields("StageVariables"),
            BinaryMedia.of(api)),
        timeout(call.route()),
        call.because(),
        result ->
            done.accept(
                switch (result) {
                  case IntegrationCalls.Answered a ->
                      new Responded(
                          a.response().status(),
                          a.response().output().fields("Headers"),
                          a.response().body());
                  case IntegrationCalls.NotAnswered n -> failed(n.failure());
                }));
  }

  private static Failed failed(Failure failure) {
    return new Failed(failure.status(), failure.message());
  }

  private Outcome ofFunction(Call call, FunctionCalls.Answer answer) {
    if (answer instanceof FunctionCalls.Returned r) {
      var response = ProxyResponse.read(r.payload().bytes(), ApiKind.WEBSOCKET, "1.0", false);
      if (response.isPresent()) {
        var p = response.get();
        return new Responded(p.status(), p.output().fields("Headers"), p.body());
      }
    }
    ExecutionLog.write(context, call.api(), FunctionProblem.of(answer).logged(), call.because());
    return failed(
        switch (answer) {
          case FunctionCalls.NotInvoked n -> ApiFailures.notInvoked(ApiKind.WEBSOCKET);
          case FunctionCalls.TooLate t -> ApiFailures.timedOut(ApiKind.WEBSOCKET);
          default -> ApiFailures.badAnswer(ApiKind.WEBSOCKET);
        });
  }

  private static Outcome ofQueue(OperationResult result) {
    return result instanceof Success
        ? new Responded(200, Fields.EMPTY, Value.of(""))
        : failed(ApiFailures.notInvoked(ApiKind.WEBSOCKET));
  }

  /// From 50 ms to 29 s:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html`.
  private static Duration timeout(Integration route) {
    return IntegrationCalls.timeout(ApiKind.WEBSOCKET, route);
  }
}
