package dev.diorama.aws.lambda;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.runtime.wire.WireProtocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A small queue or stream that holds letters from the start; messages are invisible for 30 s after
/// they were received.
final class Source implements ServiceEmulator {
  private final RuntimeContext context;
  private final String arn;
  private final List<String> letters;
  private final Map<Integer, Long> visibleAt = new TreeMap<>();

  Source(RuntimeContext context, String arn, List<String> letters) {
    this.context = context;
    this.arn = arn;
    this.letters = letters;
    for (int i = 0; i < letters.size(); i++) {
      visibleAt.put(i, 0L);
    }
  }

  /// The letters that were not deleted.
  List<String> left() {
    return visibleAt.keySet().stream().map(letters::get).toList();
  }

  @Override
  public String service() {
    return LambdaConnections.serviceOf(arn);
  }

  @Override
  public void start() {}

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return Optional.of(new ResourceId("source"));
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    return input;
  }

  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    return List.of(
        new Authorization(
            service() + ":" + request.operation().replace("Batch", ""), arn, Map.of()));
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    var input = request.input();
    switch (request.operation()) {
      case "ReceiveMessage" -> receive(input, reply);
      case "DeleteMessageBatch" -> {
        input
            .list("Entries")
            .forEach(e ->
                visibleAt.remove(
                    Integer.parseInt(
                        e instanceof Fields f ? f.text("ReceiptHandle").orElse("") : "")));
        reply.accept(new OperationResult.Success(Fields.EMPTY));
      }
      case "DescribeStream" ->
          reply.accept(
              success(
                  """
                  {"StreamDescription":{"Shards":[{"ShardId":"shard"}]}}\
                  """));
      case "GetQueueAttributes", "ListStreams" -> reply.accept(success("{}"));
      case "GetShardIterator" -> reply.accept(success("{\"ShardIterator\":\"0\"}"));
      case "GetRecords" -> reply.accept(new OperationResult.Success(records(input)));
      default -> reply.accept(new OperationResult.Failure("Unknown", "unknown", 400));
    }
  }

  private static OperationResult success(String json) {
    return new OperationResult.Success(Drawings.fields(json));
  }

  private Fields records(Fields input) {
    int from = Integer.parseInt(input.text("ShardIterator").orElse("0"));
    int to = (int) Math.min(letters.size(), from + input.number("Limit").orElse(1L));
    var records = new ArrayList<Value>();
    for (int i = from; i < to; i++) {
      records.add(
          Drawings.fields(
              "{\"eventName\":\"INSERT\",\"dynamodb\":{\"Keys\":{\"id\":{\"S\":\"%s\"}},\"SequenceNumber\":\"%d\"}}"
                  .formatted(letters.get(i), i)));
    }
    return Fields.EMPTY
        .with("Records", new Value.Items(records))
        .with("NextShardIterator", Integer.toString(to));
  }

  private void receive(Fields input, Consumer<OperationResult> reply) {
    long now = context.now().toEpochMilli();
    var messages = new ArrayList<Value>();
    for (var entry : visibleAt.entrySet()) {
      if (entry.getValue() <= now
          && messages.size() < input.number("MaxNumberOfMessages").orElse(1L)) {
        entry.setValue(now + 30_000);
        messages.add(
            Fields.EMPTY
                .with("MessageId", "id" + entry.getKey())
                .with("ReceiptHandle", Integer.toString(entry.getKey()))
                .with("Body", letters.get(entry.getKey())));
      }
    }
    if (messages.isEmpty()) {
      context.after(
          Duration.ofSeconds(input.number("WaitTimeSeconds").orElse(0L)),
          () -> reply.accept(new OperationResult.Success(Fields.EMPTY)));
    } else {
      reply.accept(
          new OperationResult.Success(Fields.EMPTY.with("Messages", new Value.Items(messages))));
    }
  }

  @Override
  public List<WireProtocol> protocols() {
    return List.of();
  }
}
