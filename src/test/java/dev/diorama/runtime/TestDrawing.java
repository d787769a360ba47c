package dev.diorama.runtime;

import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ConnectionType.End;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.NetworkAttachment;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A drawing of callers with roles and boxes, and the catalogue of their types.
final class TestDrawing {
  static final ResourceTypeName BOX = new ResourceTypeName("Test::Box");
  static final ResourceTypeName CALLER = new ResourceTypeName("Test::Caller");
  static final ResourceTypeName ROLE = new ResourceTypeName("Test::Role");
  private static final ResourceTypeName VPC = new ResourceTypeName("AWS::EC2::VPC");
  private static final ResourceTypeName SUBNET = new ResourceTypeName("AWS::EC2::Subnet");

  static final ResourceId ALICE = new ResourceId("alice");
  static final ResourceId SHUT_IN = new ResourceId("shutIn");
  static final ResourceId STRANGER = new ResourceId("stranger");
  static final ResourceId THE_BOX = new ResourceId("box");
  static final ResourceId OTHER_BOX = new ResourceId("otherBox");
  static final ConnectionId ARROW = new ConnectionId("aliceToBox");

  private TestDrawing() {}

  /// Alice may do everything with the box and nothing with the other one; the shut-in is Alice in a
  /// subnet without routes; the stranger has no role.
  static Architecture drawing() {
    return Architecture.EMPTY
        .with(resource("role", ROLE, "AliceRole", Fields.EMPTY.with("Policy", policy())))
        .with(resource(ALICE.value(), CALLER, "Alice", role().with("Kind", "cli")))
        .with(resource("vpc", VPC, "Net", Fields.EMPTY.with("CidrBlock", "10.0.0.0/16")))
        .with(
            new Resource(
                new ResourceId("subnet"),
                SUBNET,
                "Inner",
                Optional.of(new ResourceId("vpc")),
                Fields.EMPTY.with("CidrBlock", "10.0.1.0/24")))
        .with(
            new Resource(SHUT_IN, CALLER, "ShutIn", Optional.of(new ResourceId("subnet")), role()))
        .with(resource(STRANGER.value(), CALLER, "Stranger", Fields.EMPTY))
        .with(resource(THE_BOX.value(), BOX, "Box", Fields.EMPTY))
        .with(resource(OTHER_BOX.value(), BOX, "OtherBox", Fields.EMPTY))
        .with(
            new Connection(ARROW, new ConnectionTypeName("box:Put"), ALICE, THE_BOX, Fields.EMPTY));
  }

  private static Fields role() {
    return Fields.EMPTY.with("Role", References.to("AliceRole"));
  }

  private static Value policy() {
    try {
      return Json.read(
          """
          {"Version": "2012-10-17", "Statement": [{"Sid": "Boxes", "Effect": "Allow",
           "Action": "box:*", "Resource": "${Box.Arn}"}]}\
          """);
    } catch (JsonException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Resource resource(
      String id, ResourceTypeName type, String logicalId, Fields properties) {
    return new Resource(new ResourceId(id), type, logicalId, Optional.empty(), properties);
  }

  static Catalog catalog() {
    return new Catalog(
        List.of(
            type(BOX, Set.of(), new BoxFacets()),
            type(CALLER, Set.of(Capability.CALLER), new CallerFacets()),
            type(ROLE, Set.of(Capability.ROLE), new RoleFacets()),
            type(VPC, Set.of(), Facets.NONE),
            type(SUBNET, Set.of(), Facets.NONE)),
        List.of(
            new ConnectionType(
                new ConnectionTypeName("box:Put"),
                BoxService.PREFIX,
                End.capability(Capability.CALLER),
                End.type(BOX.value()),
                false,
                List.of(),
                (connection, source, target, drawing, catalog) ->
                    List.of(
                        new Need.Call(
                            new Need.ResourceCaller(source.id()),
                            "box:Put",
                            BoxService.arn(target, drawing),
                            target.id(),
                            Map.of(),
                            Optional.of(BoxService.PREFIX))),
                "a test")));
  }

  private static ResourceType type(
      ResourceTypeName name, Set<Capability> capabilities, Facets facets) {
    return ResourceType.plain(
        name.value(), "test", Category.COMPUTE, "test", List.of(), capabilities, facets, "a test");
  }

  private static final class BoxFacets implements Facets {
    @Override
    public Optional<String> arn(Resource resource, Environment environment) {
      return Optional.of(BoxService.arn(resource, Architecture.EMPTY.in(environment)));
    }
  }

  private static final class CallerFacets implements Facets {
    @Override
    public Optional<ResourceId> role(Resource resource, Architecture drawing) {
      return References.one(drawing, resource, "Role").map(Resource::id);
    }

    @Override
    public Optional<NetworkAttachment> attachment(Resource resource, Architecture drawing) {
      return resource
          .container()
          .map(subnet ->
              new NetworkAttachment(
                  NetworkAttachment.Kind.LAMBDA_HYPERPLANE,
                  List.of(subnet),
                  List.of(),
                  false,
                  OptionalInt.empty()));
    }
  }

  private static final class RoleFacets implements Facets {
    @Override
    public Optional<String> arn(Resource resource, Environment environment) {
      return Optional.of(
          "arn:aws:iam::" + environment.accountId() + ":role/" + resource.logicalId());
    }

    @Override
    public List<AttachedPolicy> identityPolicies(Resource resource, Architecture drawing) {
      return List.of(
          new AttachedPolicy(
              "Inline",
              AttachedPolicy.Kind.IDENTITY,
              resource.id(),
              PropertyPath.ROOT,
              resource.properties().fields("Policy")));
    }
  }
}
