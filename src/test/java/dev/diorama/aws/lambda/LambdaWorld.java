package dev.diorama.aws.lambda;

import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.ResourceType;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Architecture;
import dev.diorama.model.Environment;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RunOptions;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.runtime.RuntimeEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A drawing of a caller, a role and functions, run on virtual time through the real gate, with a
/// log group and a keeper of items beside Lambda.
final class LambdaWorld implements AutoCloseable {
  /// One worker serves all tests, as it serves all runs of the program.
  static final HandlerWorker WORKER = new HandlerWorker();

  static final ResourceId CALLER = new ResourceId("caller");
  static final ResourceId FUNCTION = new ResourceId("function");
  static final ResourceId ROLE = new ResourceId("role");
  static final ResourceId KEEPER = new ResourceId("keeper");
  private static final String TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}\
      """;
  static final String EVERYTHING =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}\
      """;

  final RunningSystem system;
  final List<String> logged = new ArrayList<>();

  private LambdaWorld(Architecture drawing) {
    system =
        RunningSystem.virtual(
            drawing,
            catalog(List.of()),
            context ->
                List.of(
                    new LambdaEmulator(context, WORKER),
                    new Keeper(context),
                    new LogKeeper(logged)),
            new RunOptions(7, OptionalInt.empty(), Optional.empty()));
    system.advance(Duration.ZERO);
  }

  static LambdaWorld of(Architecture drawing) {
    return new LambdaWorld(drawing);
  }

  /// A world with one function of inline code.
  static LambdaWorld running(String code) {
    return of(drawing(function(code)));
  }

  static Fields function(String code) {
    return Fields.EMPTY
        .with("Role", References.to("TheRole"))
        .with("Code", Fields.EMPTY.with("ZipFile", code));
  }

  static Architecture drawing(Fields function) {
    return drawing(function, EVERYTHING);
  }

  static Architecture drawing(Fields function, String policy) {
    return Architecture.EMPTY
        .with(
            resource(
                ROLE,
                "Test::Role",
                "TheRole",
                Fields.EMPTY.with("Policy", json(policy)).with("Trust", json(TRUST))))
        .with(
            resource(
                new ResourceId("callerRole"),
                "Test::Role",
                "CallerRole",
                Fields.EMPTY.with("Policy", json(EVERYTHING)).with("Trust", json(TRUST))))
        .with(
            resource(
                CALLER,
                "Test::Caller",
                "Caller",
                Fields.EMPTY.with("Role", References.to("CallerRole"))))
        .with(resource(KEEPER, "Test::Keeper", "Keeper", Fields.EMPTY))
        .with(resource(FUNCTION, "AWS::Lambda::Function", "Resize", function));
  }

  static Resource resource(ResourceId id, String type, String logicalId, Fields properties) {
    return new Resource(id, new ResourceTypeName(type), logicalId, Optional.empty(), properties);
  }

  static Value json(String text) {
    try {
      return Json.read(text);
    } catch (JsonException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Catalog catalog(List<ConnectionType> more) {
    var connections = new ArrayList<>(LambdaConnections.types());
    connections.addAll(more);
    return new Catalog(
        List.of(
            FunctionType.type(),
            plain("Test::Role", Set.of(Capability.ROLE), new RoleFacets()),
            plain("Test::Caller", Set.of(Capability.CALLER), new CallerFacets()),
            plain("Test::Keeper", Set.of(), new KeeperFacets())),
        connections);
  }

  private static ResourceType plain(String name, Set<Capability> capabilities, Facets facets) {
    return ResourceType.plain(
        name, "test", Category.CLIENT, "test", List.of(), capabilities, facets, "a test");
  }

  /// Invokes the function and lets `wait` pass.
  OperationResult invoke(String payload, Duration wait) {
    return call("Invoke", Fields.EMPTY.with("Payload", payload), wait);
  }

  OperationResult call(String operation, Fields input, Duration wait) {
    var answer = system.submit(CALLER, "lambda:" + operation, FUNCTION, input);
    system.advance(wait);
    return answer.getNow(new OperationResult.Failure("NoAnswerYet", "", 0));
  }

  /// The payload of a successful invocation, as text.
  static String payload(OperationResult result) {
    return result instanceof OperationResult.Success s
        ? s.output()
            .get("Payload")
            .map(
                v -> v instanceof Value.Blob b ? new String(b.bytes(), StandardCharsets.UTF_8) : "")
            .orElse("")
        : result.toString();
  }

  <E extends RuntimeEvent> List<E> events(Class<E> type) {
    return system.log().from(0).stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public void close() {
    system.close();
  }

  private static final class RoleFacets implements Facets {
    @Override
    public Optional<String> arn(Resource resource, Environment environment) {
      return Optional.of(
          "arn:aws:iam::" + environment.accountId() + ":role/" + resource.logicalId());
    }

    @Override
    public List<AttachedPolicy> identityPolicies(Resource resource, Architecture drawing) {
      return attached(resource, "Policy", AttachedPolicy.Kind.IDENTITY);
    }

    @Override
    public List<AttachedPolicy> resourcePolicies(Resource resource, Architecture drawing) {
      return attached(resource, "Trust", AttachedPolicy.Kind.TRUST);
    }

    private static List<AttachedPolicy> attached(
        Resource resource, String property, AttachedPolicy.Kind kind) {
      return resource.properties().get(property).stream()
          .map(document ->
              new AttachedPolicy(
                  property, kind, resource.id(), PropertyPath.of(property), document))
          .toList();
    }
  }

  private static final class CallerFacets implements Facets {
    @Override
    public Optional<ResourceId> role(Resource resource, Architecture drawing) {
      return References.one(drawing, resource, "Role").map(Resource::id);
    }
  }

  private static final class KeeperFacets implements Facets {
    @Override
    public Optional<String> arn(Resource resource, Environment environment) {
      return Optional.of(Keeper.ARN);
    }
  }
}
