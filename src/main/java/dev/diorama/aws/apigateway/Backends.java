package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Need;
import dev.diorama.json.Json;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/// Calls what stands behind a non-proxy integration: an AWS service as the API's role, or a host on
/// the internet. API Gateway calls from its own network, so that no VPC route is in the way. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-types.html`.
final class Backends {
  private final RuntimeContext context;

  Backends(RuntimeContext context) {
    this.context = context;
  }

  /// A call to an integration's target.
  ///
  /// @param api at the stage of the request
  record Call(
      Resource api, Integration integration, Backend backend, Duration timeout, Because because) {}

  /// Calls a service and answers exactly once.
  void call(String service, Call call, Consumer<Backend.Answer> done) {
    switch (service) {
      case "s3" -> bucket(call, done);
      case "sqs" -> queue(call, done);
      case "" -> host(call, done);
      default -> json(service, call, done);
    }
  }

  private void outgoing(
      Call call,
      String service,
      String operation,
      Fields input,
      Function<OperationResult, Backend.Answer> answer,
      Consumer<Backend.Answer> done) {
    var answered = new AtomicBoolean();
    Consumer<Backend.Answer> once =
        a -> {
          if (answered.compareAndSet(false, true)) {
            done.accept(a);
          }
        };
    var timer = context.after(call.timeout(), () -> once.accept(new Backend.TooLate()));
    context.call(
        new Outgoing(
            new Need.ResourceCaller(call.api().id()),
            service,
            operation,
            input,
            true,
            call.because()),
        result -> {
          timer.cancel();
          once.accept(answer.apply(result));
        });
  }

  /// Services that speak JSON, as DynamoDB: the template makes the operation's input.
  private void json(String service, Call call, Consumer<Backend.Answer> done) {
    var input = ApiJson.read(MappedIntegration.bytes(call.backend().body()));
    var operation = call.integration().settings().text("IntegrationAction").orElse("");
    if (!(input.orElse(Value.Null.NULL) instanceof Fields fields) || operation.isEmpty()) {
      done.accept(
          operation.isEmpty()
              ? new Backend.NotCalled()
              : refused(new Failure("SerializationException", "", 400)));
      return;
    }
    outgoing(call, service, operation, fields, Backends::ofService, done);
  }

  private static Backend.Answer ofService(OperationResult result) {
    return switch (result) {
      case Success s -> answered(200, Json.write(s.output()));
      case Failure f -> refused(f);
    };
  }

  private static Backend.Answer refused(Failure f) {
    return answered(
        f.status(), Json.write(Fields.EMPTY.with("__type", f.code()).with("message", f.message())));
  }

  private static Backend.Answered answered(int status, String body) {
    var headers = new LinkedHashMap<String, List<String>>();
    headers.put("Content-Type", List.of("application/json"));
    return new Backend.Answered(status, headers, Value.of(body), String.valueOf(status));
  }

  /// SQS takes JSON, and the form of its Query protocol, as in the integration that AWS shows:
  /// `docs.aws.amazon.com/prescriptive-guidance/latest/patterns/integrate-amazon-api-gateway-with-amazon-sqs-to-handle-asynchronous-rest-apis.html`.
  private void queue(Call call, Consumer<Backend.Answer> done) {
    var body = MappedIntegration.text(call.backend().body());
    var form = QueueForm.read(body);
    var json = ApiJson.read(MappedIntegration.bytes(call.backend().body()));
    var operation =
        form.text("Action")
            .or(() -> call.integration().settings().text("IntegrationAction"))
            .orElse("SendMessage");
    var isForm = form.text("Action").isPresent();
    var input =
        isForm
            ? form.without("Action")
            : json.orElse(Value.Null.NULL) instanceof Fields f ? f : Fields.EMPTY;
    if (input.get("QueueUrl").isEmpty()) {
      input = input.with("QueueUrl", ref(call));
    }
    outgoing(
        call,
        "sqs",
        operation,
        input,
        result ->
            isForm && result instanceof Success s
                ? answered(200, QueueForm.answer(operation, s.output(), context.newUuid()))
                : ofService(result),
        done);
  }

  /// What `Ref` gives for the target: a bucket's name, a queue's URL.
  private String ref(Call call) {
    var drawing = context.drawing();
    return drawing
        .resource(call.integration().target())
        .map(t -> context.catalog().facets(t).ref(t, drawing.environment()))
        .orElse("");
  }

  private void bucket(Call call, Consumer<Backend.Answer> done) {
    var key = IntegrationUri.objectKey(call.api(), call.integration(), call.backend().path());
    var operation = BucketCalls.operation(call.backend().method());
    if (operation.isEmpty() || key.isEmpty()) {
      done.accept(
          new Backend.NotModelled(
              call.backend().method() + (key.isEmpty() ? " of a bucket" : " of an object")));
      return;
    }
    outgoing(
        call,
        "s3",
        operation.get(),
        BucketCalls.input(call.backend(), ref(call), key),
        result -> BucketCalls.answer(operation.get(), result),
        done);
  }

  private void host(Call call, Consumer<Backend.Answer> done) {
    var headers = Fields.EMPTY;
    for (var e : call.backend().headers().entrySet()) {
      headers = headers.with(e.getKey(), String.join(",", e.getValue()));
    }
    outgoing(
        call,
        "client",
        "HttpRequest",
        Fields.EMPTY
            .with("Method", call.backend().method())
            .with(
                "Url",
                IntegrationUri.url(
                    call.api(),
                    call.integration(),
                    context.drawing(),
                    context.catalog(),
                    call.backend()))
            .with("Headers", headers)
            .with("Body", call.backend().body()),
        Backends::ofHost,
        done);
  }

  private static Backend.Answer ofHost(OperationResult result) {
    return switch (result) {
      case Failure f when f.code().equals("TimeoutError") -> new Backend.TooLate();
      case Failure f -> new Backend.NotCalled();
      case Success s -> {
        var headers = new LinkedHashMap<String, List<String>>();
        var given = s.output().fields("Headers");
        given.values().keySet().forEach(name -> headers.put(name, given.texts(name)));
        int status = s.output().number("Status").map(Long::intValue).orElse(200);
        yield new Backend.Answered(
            status, headers, s.output().get("Body").orElse(Value.of("")), String.valueOf(status));
      }
    };
  }
}
