package dev.diorama.aws.lambda;

import dev.diorama.catalog.Need;
import dev.diorama.json.Json;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Sends records of invocations to a destination as the function's role: a message to a queue, an
/// event to a function, an object into a bucket
/// (docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html). Topics and event
/// buses are not drawn. AWS asks for `s3:ListBucket` too, without saying what it lists; the run
/// makes no such call.
final class RecordDelivery {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH.mm.ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RecordDelivery() {}

  /// What a function's role needs for a destination.
  ///
  /// @param prefix of the objects in a bucket, as `aws/lambda/async/Resize`
  static List<Need> needs(Resource function, Resource target, Optional<String> arn, String prefix) {
    return arn.stream()
        .<Need>map(a ->
            switch (LambdaConnections.serviceOf(a)) {
              case "lambda" -> need(function, "lambda:InvokeFunction", a, target);
              case "s3" -> need(function, "s3:PutObject", a + "/" + prefix + "/*", target);
              default -> need(function, "sqs:SendMessage", a, target);
            })
        .toList();
  }

  private static Need need(Resource function, String action, String arn, Resource target) {
    return new Need.Call(
        new Need.ResourceCaller(function.id()),
        action,
        arn,
        target.id(),
        Map.of(),
        Optional.empty());
  }

  /// Where a function's records of asynchronous events stand in a bucket.
  static String asynchronousPrefix(Resource function) {
    return "aws/lambda/async/" + FunctionSettings.nameOf(function);
  }

  /// Whether a destination is a bucket, which gets failures only.
  static boolean isBucket(Resource target) {
    return target.type().value().equals(LambdaConnections.BUCKET);
  }

  /// Sends a record. A destination that refuses loses it; the call's event says why.
  ///
  /// @param attributes of a message to a queue
  /// @param prefix of an object in a bucket
  static void send(
      RuntimeContext context,
      ResourceId function,
      Resource target,
      Value record,
      Fields attributes,
      String prefix,
      Because because) {
    var drawing = context.drawing();
    var facets = context.catalog().facets(target);
    var arn = facets.arn(target, drawing.environment()).orElse("");
    var service = LambdaConnections.serviceOf(arn);
    var body = Json.write(record);
    var call =
        switch (service) {
          case "lambda" ->
              Fields.EMPTY
                  .with("FunctionName", arn)
                  .with("InvocationType", "Event")
                  .with("Payload", body);
          case "s3" ->
              Fields.EMPTY
                  .with("Bucket", facets.ref(target, drawing.environment()))
                  .with(
                      "Key",
                      prefix
                          + "/"
                          + DAY.format(context.now())
                          + "/"
                          + TIME.format(context.now())
                          + "-"
                          + context.newUuid())
                  .with("Body", Value.of(body.getBytes(StandardCharsets.UTF_8)));
          default -> {
            var message =
                Fields.EMPTY
                    .with("QueueUrl", facets.ref(target, drawing.environment()))
                    .with("MessageBody", body);
            yield attributes.isEmpty() ? message : message.with("MessageAttributes", attributes);
          }
        };
    var operation =
        switch (service) {
          case "lambda" -> "Invoke";
          case "s3" -> "PutObject";
          default -> "SendMessage";
        };
    context.call(
        new Outgoing(new Need.ResourceCaller(function), service, operation, call, true, because),
        result -> {
          // The event of the call tells what became of it.
        });
  }
}
