package dev.diorama.aws.dynamodb;

import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
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
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A caller with a role, two tables, and the catalogue of their types.
final class TableDrawing {
  static final ResourceId CALLER = new ResourceId("caller");
  static final ResourceId PHOTOS = new ResourceId("photos");
  static final ResourceId ORDERS = new ResourceId("orders");
  static final ConnectionId WRITES = new ConnectionId("writes");
  static final String EVERYTHING =
      "{'Statement': [{'Effect': 'Allow', 'Action': 'dynamodb:*', 'Resource': '*'}]}";

  private TableDrawing() {}

  static Fields json(String text) {
    try {
      return (Fields) Json.read(text.replace('\'', '"'));
    } catch (JsonException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /// The caller's role has `policy`. Photos has a partition key and a stream, orders a sort key.
  static Architecture drawing(String policy) {
    return Architecture.EMPTY
        .with(resource("role", "Test::Role", "Role", Fields.EMPTY.with("Policy", json(policy))))
        .with(
            resource(
                CALLER.value(),
                "Test::Caller",
                "Caller",
                Fields.EMPTY.with("Role", References.to("Role"))))
        .with(
            resource(
                PHOTOS.value(),
                TableType.NAME,
                "Photos",
                json("{'StreamSpecification': {'StreamViewType': 'NEW_AND_OLD_IMAGES'}}")))
        .with(
            resource(
                ORDERS.value(),
                TableType.NAME,
                "Orders",
                json(
                    """
                    {'TableName': 'orders',
                     'AttributeDefinitions': [{'AttributeName': 'customer', 'AttributeType': 'S'},
                       {'AttributeName': 'number', 'AttributeType': 'N'}],
                     'KeySchema': [{'AttributeName': 'customer', 'KeyType': 'HASH'},
                       {'AttributeName': 'number', 'KeyType': 'RANGE'}]}
                    """)))
        .with(
            new Connection(
                WRITES, new ConnectionTypeName("dynamodb:Write"), CALLER, PHOTOS, Fields.EMPTY));
  }

  private static Resource resource(String id, String type, String logicalId, Fields properties) {
    return new Resource(
        new ResourceId(id), new ResourceTypeName(type), logicalId, Optional.empty(), properties);
  }

  static Catalog catalog() {
    var service = new DynamoDbService();
    var types = new ArrayList<>(service.resourceTypes());
    types.add(type("Test::Caller", Capability.CALLER, new CallerFacets()));
    types.add(type("Test::Role", Capability.ROLE, new RoleFacets()));
    return new Catalog(types, service.connectionTypes());
  }

  private static ResourceType type(String name, Capability capability, Facets facets) {
    return ResourceType.plain(
        name, "test", Category.CLIENT, "test", List.of(), Set.of(capability), facets, "a test");
  }

  private static final class CallerFacets implements Facets {
    @Override
    public Optional<ResourceId> role(Resource resource, Architecture drawing) {
      return References.one(drawing, resource, "Role").map(Resource::id);
    }
  }

  private static final class RoleFacets implements Facets {
    @Override
    public Optional<String> arn(Resource resource, Environment environment) {
      return Optional.of("arn:aws:iam::" + environment.accountId() + ":role/Role");
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
