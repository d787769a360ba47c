package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.policy.Decision;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.InvocationId;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.runtime.wire.WireProtocol;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// DynamoDB's engine: tables and streams of one run. Every operation answers at once.
final class DynamoDbEmulator implements ServiceEmulator {
  private final Tables tables;
  private final ItemOperations items;
  private final QueryOperations queries;
  private final BatchOperations batches;
  private final TransactOperations transactions;
  private final TableDescriptions descriptions;
  private final StreamOperations streams;
  private final TableAuthorizations authorizations;

  DynamoDbEmulator(RuntimeContext context) {
    this.tables = new Tables(context.drawing());
    this.items = new ItemOperations(context, tables);
    this.queries = new QueryOperations(tables);
    this.batches = new BatchOperations(tables, items);
    this.transactions = new TransactOperations(context, tables, items);
    this.descriptions = new TableDescriptions(context, tables);
    this.streams = new StreamOperations(context, tables);
    this.authorizations = new TableAuthorizations(tables, context.drawing().environment());
  }

  @Override
  public String service() {
    return "dynamodb";
  }

  @Override
  public void start() {
    var because = new Because(InvocationId.RUN, OptionalLong.empty());
    tables.all().forEach(table -> items.count(table, because));
  }

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return authorizations.tables(request.input()).stream()
        .flatMap(name -> tables.find(name).stream())
        .map(Table::resource)
        .findFirst();
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    if (operation.startsWith("Batch")
        || operation.startsWith("Transact")
        || operation.equals("ListTables")
        || operation.equals("GetRecords")
        || input.get("TableName").isPresent()) {
      return input;
    }
    var table = tables.find(target);
    if (operation.equals("DescribeStream") || operation.equals("GetShardIterator")) {
      var stream = table.flatMap(Table::stream);
      return stream.isEmpty() || input.get("StreamArn").isPresent()
          ? input
          : input.with("StreamArn", stream.get().arn());
    }
    return table.map(t -> input.with("TableName", t.name())).orElse(input);
  }

  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    return authorizations.of(request);
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    OperationResult result;
    try {
      result = new Success(answer(request));
    } catch (RequestFailure e) {
      result = e.failure();
    }
    reply.accept(result);
  }

  private Fields answer(OperationRequest request) {
    return switch (request.operation()) {
      case "GetItem" -> items.get(request);
      case "PutItem" -> items.put(request);
      case "UpdateItem" -> items.update(request);
      case "DeleteItem" -> items.delete(request);
      case "Query" -> queries.query(request.input());
      case "Scan" -> queries.scan(request.input());
      case "BatchGetItem" -> batches.get(request.input());
      case "BatchWriteItem" -> batches.write(request);
      case "TransactGetItems" -> transactions.get(request.input());
      case "TransactWriteItems" -> transactions.write(request);
      case "DescribeTable" -> descriptions.describe(request.input());
      case "DescribeTimeToLive" -> descriptions.expiry(request.input());
      case "ListTables" -> descriptions.list(request.input());
      case "ListStreams" -> streams.list(request.input());
      case "DescribeStream" -> streams.describe(request.input());
      case "GetShardIterator" -> streams.iterator(request.input());
      case "GetRecords" -> streams.records(request.input());
      case "CreateTable", "DeleteTable", "UpdateTable", "UpdateTimeToLive" ->
          throw RequestFailure.of(
              "UnknownOperationException",
              request.operation()
                  + " is not available: in Diorama, tables are made, changed and deleted by drawing"
                  + " them");
      default ->
          throw RequestFailure.of(
              "UnknownOperationException",
              "Diorama does not model the operation " + request.operation());
    };
  }

  /// DynamoDB refuses with status 400:
  /// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html`; a whole
  /// answer is quoted in `github.com/ministryofjustice/modernisation-platform/pull/6789`.
  @Override
  public Failure denied(
      OperationRequest request, Authorization authorization, Decision decision, String sentence) {
    return new Failure("AccessDeniedException", sentence, 400);
  }

  @Override
  public List<WireProtocol> protocols() {
    return DynamoDbProtocol.all();
  }
}
