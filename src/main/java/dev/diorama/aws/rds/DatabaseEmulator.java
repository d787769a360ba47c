package dev.diorama.aws.rds;

import dev.diorama.catalog.Need;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.runtime.wire.WireProtocol;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Runs the drawn databases: one private in-memory database for each instance and run. One
/// operation, `ExecuteSql` {Host, Port, Database, Sql, Parameters} → {Columns, Rows, RowCount},
/// stands for PostgreSQL's wire protocol. Each statement is a session and a transaction of its own.
final class DatabaseEmulator implements ServiceEmulator {
  private final RuntimeContext context;
  private final Map<ResourceId, SqlDatabase> databases = new LinkedHashMap<>();
  private final Map<ResourceId, Set<ResourceId>> clients = new LinkedHashMap<>();
  private final Map<ResourceId, Long> queries = new LinkedHashMap<>();

  DatabaseEmulator(RuntimeContext context) {
    this.context = context;
  }

  @Override
  public String service() {
    return "rds";
  }

  @Override
  public void start() {
    // A database is made when it is first used: the engine's own start takes a moment.
  }

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    var drawn = context.drawing().ofType(RdsService.INSTANCE);
    var host = request.input().text("Host");
    if (host.isEmpty()) {
      return drawn.size() == 1 ? Optional.of(drawn.getFirst().id()) : Optional.empty();
    }
    return drawn.stream()
        .filter(r -> address(r).equalsIgnoreCase(host.get()))
        .map(Resource::id)
        .findFirst();
  }

  private String address(Resource database) {
    return context.catalog().facets(database).ref(database, context.drawing().environment());
  }

  @Override
  public Need.Destination destination(OperationRequest request) {
    var target = target(request).flatMap(context.drawing()::resource);
    int port =
        port(request).orElse(target.map(DatabaseFacets::port).orElse(DatabaseFacets.DEFAULT_PORT));
    return target
        .<Need.Destination>map(t -> new Need.ResourceInterface(t.id(), port))
        .orElseGet(
            () -> new Need.InternetHost(request.input().text("Host").orElse("localhost"), port));
  }

  private static Optional<Integer> port(OperationRequest request) {
    return request
        .input()
        .number("Port")
        .or(() ->
            request.input().text("Port").filter(p -> p.matches("[0-9]{1,5}")).map(Long::valueOf))
        .filter(p -> p >= 0 && p <= 65535)
        .map(Long::intValue);
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    var database = context.drawing().resource(target);
    if (database.isEmpty()) {
      return input;
    }
    var result = input;
    if (input.get("Host").isEmpty()) {
      result = result.with("Host", address(database.get()));
    }
    if (input.get("Port").isEmpty()) {
      result = result.with("Port", DatabaseFacets.port(database.get()));
    }
    return result;
  }

  /// None: database users and IAM database authentication are not modelled.
  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    return List.of();
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    if (!request.operation().equals("ExecuteSql")) {
      reply.accept(
          new Failure(
              "InvalidAction",
              "Diorama's RDS knows the operation ExecuteSql only, not " + request.operation(),
              400));
      return;
    }
    var target = target(request).flatMap(context.drawing()::resource);
    if (target.isEmpty()) {
      reply.accept(
          new Failure(
              "ENOTFOUND",
              "getaddrinfo ENOTFOUND " + request.input().text("Host").orElse("localhost"),
              400));
      return;
    }
    var sql = request.input().text("Sql");
    var name = DatabaseFacets.name(target.get());
    var wanted = request.input().text("Database").orElse(name);
    if (!wanted.equals(name)) {
      reply.accept(new Failure("3D000", "database \"" + wanted + "\" does not exist", 400));
    } else if (sql.isEmpty()) {
      reply.accept(new Failure("08P01", "Sql is missing", 400));
    } else {
      run(request, target.get(), sql.get(), reply);
    }
  }

  private void run(
      OperationRequest request, Resource target, String sql, Consumer<OperationResult> reply) {
    var parameters = request.input().list("Parameters");
    var now = context.now();
    int seed = context.random().nextInt();
    SqlDatabase database;
    try {
      database = database(target.id());
    } catch (SQLException e) {
      reply.accept(new Failure("58000", String.valueOf(e.getMessage()), 500));
      return;
    }
    context.beside(
        () -> database.execute(sql, parameters, now, seed),
        answer -> {
          count(request, target.id());
          reply.accept(
              switch (answer) {
                case SqlAnswer.Rows rows -> new Success(rows.output());
                case SqlAnswer.Refusal refusal ->
                    new Failure(refusal.state(), refusal.message(), 400);
              });
        },
        failure -> reply.accept(new Failure("XX000", String.valueOf(failure.getMessage()), 500)));
  }

  private SqlDatabase database(ResourceId id) throws SQLException {
    var known = databases.get(id);
    if (known != null) {
      return known;
    }
    var made = new SqlDatabase();
    databases.put(id, made);
    return made;
  }

  private void count(OperationRequest request, ResourceId database) {
    var known = clients.computeIfAbsent(database, id -> new HashSet<>());
    known.add(RuntimeEvent.resource(request.caller()));
    long count = queries.merge(database, 1L, Long::sum);
    var counts = new LinkedHashMap<String, Long>();
    counts.put("connections", (long) known.size());
    counts.put("queries", count);
    context.changed(Because.of(request), database, counts);
  }

  @Override
  public List<WireProtocol> protocols() {
    return List.of();
  }

  @Override
  public void stop() {
    for (var database : databases.values()) {
      try {
        database.close();
      } catch (SQLException gone) {
        // Already closed by a failure of its own; in memory nothing is left of it.
      }
    }
    databases.clear();
  }
}
