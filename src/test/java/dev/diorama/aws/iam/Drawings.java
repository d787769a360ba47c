package dev.diorama.aws.iam;

import dev.diorama.access.Access;
import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.ResourceType;
import dev.diorama.edit.Edit;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Document;
import dev.diorama.model.Environment;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Small drawings for the rules: a catalogue of the role type and types of the tests' own, a table,
/// a function that may have a role, a worker that must, and a connection by which a function uses a
/// table.
final class Drawings {
  private static final String SOURCE = "the tests";

  private static final Facets TABLE =
      new Facets() {
        @Override
        public Optional<String> arn(Resource resource, Environment environment) {
          return Optional.of(
              "arn:aws:dynamodb:us-east-1:123456789012:table/" + resource.logicalId());
        }

        @Override
        public List<AttachedPolicy> resourcePolicies(Resource resource, Architecture drawing) {
          return resource.properties().get("Policy").stream()
              .map(document ->
                  new AttachedPolicy(
                      "Policy",
                      AttachedPolicy.Kind.RESOURCE,
                      resource.id(),
                      PropertyPath.of("Policy"),
                      document))
              .toList();
        }
      };

  private static final Facets FUNCTION =
      new Facets() {
        @Override
        public Optional<ResourceId> role(Resource resource, Architecture drawing) {
          return References.one(drawing, resource, "Role").map(Resource::id);
        }

        @Override
        public List<Need> activationNeeds(
            Resource resource, Architecture drawing, Catalog catalog) {
          return References.one(drawing, resource, "Role")
              .flatMap(role ->
                  catalog
                      .arn(drawing, role.id())
                      .<Need>map(arn ->
                          new Need.Call(
                              new Need.ServiceCaller(
                                  resource.id(), "lambda.amazonaws.com", "arn:aws:lambda:f"),
                              "sts:AssumeRole",
                              arn,
                              role.id(),
                              Map.of(),
                              Optional.empty())))
              .stream()
              .toList();
        }

        @Override
        public List<Need.Call> serviceCalls(
            Resource resource, Architecture drawing, Catalog catalog) {
          return resource.properties().flag("Logs")
              ? List.of(
                  new Need.Call(
                      new Need.ResourceCaller(resource.id()),
                      "logs:PutLogEvents",
                      "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/Writer"
                          + ":log-stream:*",
                      resource.id(),
                      Map.of(),
                      Optional.empty()))
              : List.of();
        }

        @Override
        public Optional<NetworkAttachment> attachment(Resource resource, Architecture drawing) {
          return resource.properties().flag("InVpc")
              ? Optional.of(
                  new NetworkAttachment(
                      NetworkAttachment.Kind.LAMBDA_HYPERPLANE,
                      List.of(),
                      List.of(),
                      false,
                      OptionalInt.empty()))
              : Optional.empty();
        }
      };

  private static final ConnectionType USE =
      new ConnectionType(
          new ConnectionTypeName("test:Use"),
          "test",
          ConnectionType.End.capability(Capability.CALLER),
          ConnectionType.End.type("Test::Table"),
          false,
          List.of(),
          (connection, source, target, drawing, catalog) ->
              connection.properties().texts("Actions").stream()
                  .<Need>map(action ->
                      new Need.Call(
                          new Need.ResourceCaller(source.id()),
                          action,
                          catalog.arn(drawing, target.id()).orElseThrow(),
                          target.id(),
                          Map.of(),
                          Optional.empty()))
                  .toList(),
          SOURCE);

  static final Catalog CATALOG =
      new Catalog(
          List.of(
              RoleType.type(),
              ResourceType.plain(
                  "Test::Table",
                  "test",
                  Category.DATABASE,
                  "t",
                  List.of(),
                  Set.of(),
                  TABLE,
                  SOURCE),
              ResourceType.plain(
                  "Test::Function",
                  "test",
                  Category.COMPUTE,
                  "f",
                  List.of(),
                  Set.of(Capability.CALLER, Capability.INVOCABLE),
                  FUNCTION,
                  SOURCE),
              ResourceType.plain(
                  "Test::Worker",
                  "test",
                  Category.COMPUTE,
                  "w",
                  List.of(
                      PropertySpec.required(
                          "Role", new PropertyKind.Reference(Set.of("AWS::IAM::Role")), SOURCE)),
                  Set.of(Capability.CALLER, Capability.INVOCABLE),
                  FUNCTION,
                  SOURCE)),
          List.of(USE));

  private Drawings() {}

  /// JSON with single quotes for double ones.
  static Fields json(String text) {
    try {
      return (Fields) Json.read(text.replace('\'', '"'));
    } catch (JsonException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static Resource resource(String type, String name, Fields properties) {
    return new Resource(
        new ResourceId(name), new ResourceTypeName(type), name, Optional.empty(), properties);
  }

  /// A function `Writer` with the role `WriterRole` that uses the tables `Photos` and `Orders` as
  /// the connections say.
  ///
  /// @param role the role's properties, beside a trust policy for Lambda
  /// @param connections pairs of table and comma-separated actions
  static RuleContext writer(String role, String... connections) {
    var trust =
        json(
            "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':"
                + "{'Service':'lambda.amazonaws.com'},'Action':'sts:AssumeRole'}]}");
    var given = json(role);
    var properties =
        given.get(RoleFacets.TRUST).isPresent() ? given : given.with(RoleFacets.TRUST, trust);
    var drawing =
        Architecture.EMPTY
            .with(resource("AWS::IAM::Role", "WriterRole", properties))
            .with(
                resource(
                    "Test::Function",
                    "Writer",
                    Fields.EMPTY.with("Role", References.to("WriterRole"))))
            .with(resource("Test::Table", "Photos", Fields.EMPTY))
            .with(resource("Test::Table", "Orders", Fields.EMPTY));
    for (int i = 0; i < connections.length; i += 2) {
      drawing = drawing.with(use("c" + i, "Writer", connections[i], connections[i + 1]));
    }
    return context(drawing);
  }

  /// The same drawing, in which `Writer` has no role and is of a type that needs one.
  static RuleContext withoutRole(RuleContext context) {
    return context(context.drawing().with(resource("Test::Worker", "Writer", Fields.EMPTY)));
  }

  /// The same drawing, in which log lines of `Writer` are delivered.
  static RuleContext withLogs(RuleContext context) {
    return context(
        new Edit.SetProperty(
                new ResourceId("Writer"), PropertyPath.of("Logs"), Optional.of(Value.of(true)))
            .apply(Document.EMPTY.with(context.drawing()))
            .architecture());
  }

  /// The same drawing, in which the table `Photos` has a policy of this statement.
  static RuleContext withTablePolicy(RuleContext context, String statement) {
    var document = json("{'Version':'2012-10-17','Statement':[" + statement + "]}");
    return context(
        new Edit.SetProperty(
                new ResourceId("Photos"), PropertyPath.of("Policy"), Optional.of(document))
            .apply(Document.EMPTY.with(context.drawing()))
            .architecture());
  }

  static Connection use(String id, String source, String table, String actions) {
    return new Connection(
        new ConnectionId(id),
        USE.name(),
        new ResourceId(source),
        new ResourceId(table),
        Fields.EMPTY.with("Actions", Value.texts(List.of(actions.split(",", -1)))));
  }

  /// The properties of a role with one inline policy of these statements.
  static String inline(String statements) {
    return "{'Policies':[{'PolicyName':'Own','PolicyDocument':{'Version':'2012-10-17','Statement':"
        + statements
        + "}}]}";
  }

  static RuleContext context(Architecture drawing) {
    return new RuleContext(drawing, CATALOG, new Access(drawing, CATALOG));
  }

  static List<Finding> check(Rule rule, RuleContext context) {
    return rule.check(context).toList();
  }

  static RuleContext apply(Fix fix, RuleContext context) {
    return context(fix.transaction().apply(Document.EMPTY.with(context.drawing())).architecture());
  }

  /// The statements of the first inline policy, as JSON with single quotes.
  static String statements(RuleContext context) {
    return context
        .drawing()
        .byLogicalId("WriterRole")
        .flatMap(r -> RoleFacets.inline(r).stream().findFirst())
        .map(p -> Json.write(((Fields) p.document()).get("Statement").orElseThrow()))
        .orElse("")
        .replace('"', '\'');
  }
}
