package dev.diorama.aws;

import dev.diorama.access.Access;
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
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Environment;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.rule.RuleContext;
import dev.diorama.runtime.RunOptions;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.service.ServiceDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// A drawing for a service's tests: its own resources, callers with a role each, and functions that
/// keep what they are invoked with. Ids are logical ids.
public final class Sketch {
  private final List<ServiceDefinition> services;
  private Architecture drawing = Architecture.EMPTY;

  private Sketch(List<ServiceDefinition> services) {
    this.services = services;
  }

  public static Sketch of(ServiceDefinition... services) {
    return new Sketch(List.of(services));
  }

  /// A caller whose role allows these actions on everything.
  public Sketch caller(String name, String... actions) {
    return callerWith(
        name,
        "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': ["
            + String.join(", ", Stream.of(actions).map(a -> "'" + a + "'").toList())
            + "], 'Resource': '*'}]}");
  }

  /// A caller whose role has this policy.
  public Sketch callerWith(String name, String policy) {
    add(name + "Role", "Test::Role", "{'Policy': " + policy + "}");
    return add(name, "Test::Caller", "{'Role': {'Ref': '" + name + "Role'}}");
  }

  /// A caller without a role: anonymous to AWS.
  public Sketch anonymous(String name) {
    return add(name, "Test::Caller", "{'Kind': 'browser'}");
  }

  /// A function whose own policy is `policy`; it writes as the role of the same name, if any.
  public Sketch function(String name, String policy) {
    return add(name, "Test::Function", "{'Policy': " + policy + "}");
  }

  /// A resource; apostrophes stand for quotation marks.
  public Sketch add(String name, String type, String properties) {
    drawing =
        drawing.with(
            new Resource(
                new ResourceId(name),
                new ResourceTypeName(type),
                name,
                Optional.empty(),
                json(properties)));
    return this;
  }

  /// A connection with the id `source-target`.
  public Sketch connect(String source, String type, String target, String properties) {
    drawing =
        drawing.with(
            new Connection(
                new ConnectionId(source + "-" + target),
                new ConnectionTypeName(type),
                new ResourceId(source),
                new ResourceId(target),
                json(properties)));
    return this;
  }

  /// JSON in which apostrophes stand for quotation marks.
  public static Fields json(String text) {
    try {
      return (Fields) Json.read(text.replace('\'', '"'));
    } catch (JsonException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /// Takes another drawing in place of this one.
  public void draw(Architecture changed) {
    drawing = changed;
  }

  public Architecture drawing() {
    return drawing;
  }

  public Catalog catalog() {
    var types = new ArrayList<ResourceType>();
    var connections = new ArrayList<ConnectionType>();
    services.forEach(s -> types.addAll(s.resourceTypes()));
    services.forEach(s -> connections.addAll(s.connectionTypes()));
    types.add(type("Test::Role", new RoleFacets(), Capability.ROLE));
    types.add(type("Test::Caller", new CallerFacets(), Capability.CALLER));
    types.add(
        type(
            "Test::Function",
            new FunctionFacets(),
            Capability.CALLER,
            Capability.INVOCABLE,
            Capability.NOTIFICATION_DESTINATION));
    return new Catalog(types, connections);
  }

  public RuleContext ruleContext() {
    return ruleContext(drawing);
  }

  public RuleContext ruleContext(Architecture changed) {
    return new RuleContext(changed, catalog(), new Access(changed, catalog()));
  }

  /// A run on virtual time.
  public Stage run() {
    return new Stage(RunningSystem.virtual(drawing, catalog(), this::emulators, options()));
  }

  /// A run on wall time that listens on a free port.
  public RunningSystem runLive() {
    return RunningSystem.live(
        drawing,
        catalog(),
        this::emulators,
        new RunOptions(7, OptionalInt.of(0), Optional.empty()));
  }

  private static RunOptions options() {
    return new RunOptions(7, OptionalInt.empty(), Optional.empty());
  }

  private List<ServiceEmulator> emulators(RuntimeContext context) {
    var all = new ArrayList<ServiceEmulator>();
    services.forEach(s -> s.emulator(context).ifPresent(all::add));
    all.add(new InvokedFunctions(drawing));
    return all;
  }

  private static ResourceType type(String name, Facets facets, Capability... capabilities) {
    return ResourceType.plain(
        name,
        "test",
        Category.CLIENT,
        "test",
        List.of(),
        Set.of(capabilities),
        facets,
        "https://example.org/");
  }

  private static final class RoleFacets implements Facets {
    @Override
    public Optional<String> arn(Resource resource, Environment environment) {
      return Optional.of(
          "arn:aws:iam::" + environment.accountId() + ":role/" + resource.logicalId());
    }

    @Override
    public List<AttachedPolicy> identityPolicies(Resource resource, Architecture drawing) {
      return List.of(policy(resource, AttachedPolicy.Kind.IDENTITY));
    }
  }

  private static final class CallerFacets implements Facets {
    @Override
    public Optional<ResourceId> role(Resource resource, Architecture drawing) {
      return References.one(drawing, resource, "Role").map(Resource::id);
    }
  }

  private static final class FunctionFacets implements Facets {
    @Override
    public Optional<String> arn(Resource resource, Environment environment) {
      return Optional.of(
          "arn:aws:lambda:us-east-1:"
              + environment.accountId()
              + ":function:"
              + resource.logicalId());
    }

    @Override
    public List<AttachedPolicy> resourcePolicies(Resource resource, Architecture drawing) {
      return List.of(policy(resource, AttachedPolicy.Kind.RESOURCE));
    }
  }

  private static AttachedPolicy policy(Resource owner, AttachedPolicy.Kind kind) {
    Value document = owner.properties().get("Policy").orElse(Fields.EMPTY);
    return new AttachedPolicy("policy", kind, owner.id(), PropertyPath.of("Policy"), document);
  }
}
