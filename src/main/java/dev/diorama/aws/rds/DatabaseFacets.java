package dev.diorama.aws.rds;

import dev.diorama.catalog.Facets;
import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.model.Architecture;
import dev.diorama.model.Environment;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// What is known about a database instance. Its reference is the endpoint's address, as
/// `orders.c9akciq32rgu.us-east-1.rds.amazonaws.com`
/// (`docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_CommonTasks.Connect.html`).
final class DatabaseFacets implements Facets {
  /// PostgreSQL's port.
  static final int DEFAULT_PORT = 5432;

  /// The database that PostgreSQL has when no name is given.
  static final String DEFAULT_NAME = "postgres";

  private static final ResourceTypeName SUBNET = new ResourceTypeName("AWS::EC2::Subnet");
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  /// The port on which the database listens; PostgreSQL's where none or a senseless one is drawn.
  static int port(Resource resource) {
    return resource
        .properties()
        .number("Port")
        .filter(p -> p >= 1 && p <= 65535)
        .map(Long::intValue)
        .orElse(DEFAULT_PORT);
  }

  /// The name of the database inside the instance.
  static String name(Resource resource) {
    return resource.properties().text("DBName").orElse(DEFAULT_NAME);
  }

  @Override
  public String physicalId(Resource resource, Environment environment) {
    // RDS stores identifiers in lower case.
    return resource
        .properties()
        .text("DBInstanceIdentifier")
        .orElse(resource.logicalId())
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public String ref(Resource resource, Environment environment) {
    return physicalId(resource, environment)
        + "."
        + accountLabel(environment)
        + "."
        + environment.region()
        + ".rds.amazonaws.com";
  }

  /// The label that is the same for all databases of an account in a Region.
  private static String accountLabel(Environment environment) {
    long seed = 0xcbf29ce484222325L;
    var text = environment.accountId() + "/" + environment.region();
    for (int i = 0; i < text.length(); i++) {
      seed = (seed ^ text.charAt(i)) * 0x100000001b3L;
    }
    var label = new StringBuilder("c");
    for (int i = 0; i < 11; i++) {
      seed = seed * 6364136223846793005L + 1442695040888963407L;
      label.append(LETTERS.charAt((int) ((seed >>> 33) % LETTERS.length())));
    }
    return label.toString();
  }

  @Override
  public Optional<String> arn(Resource resource, Environment environment) {
    // docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html
    return Optional.of(
        String.join(
            ":",
            "arn",
            environment.partition(),
            "rds",
            environment.region(),
            environment.accountId(),
            "db",
            physicalId(resource, environment)));
  }

  @Override
  public Optional<NetworkAttachment> attachment(Resource resource, Architecture drawing) {
    var subnets =
        References.many(drawing, resource.properties(), "SubnetIds").stream()
            .map(Resource::id)
            .toList();
    return Optional.of(
        new NetworkAttachment(
            NetworkAttachment.Kind.DATABASE,
            subnets.isEmpty() ? enclosingSubnet(resource, drawing) : subnets,
            References.many(drawing, resource.properties(), "VPCSecurityGroups").stream()
                .map(Resource::id)
                .toList(),
            resource.properties().flag("PubliclyAccessible"),
            // docs.aws.amazon.com/AmazonRDS/latest/UserGuide/
            // USER_VPC.WorkingWithRDSInstanceinaVPC.html#USER_VPC.IP_addressing
            resource.properties().text("NetworkType").equals(Optional.of("DUAL")),
            OptionalInt.of(port(resource))));
  }

  private static List<ResourceId> enclosingSubnet(Resource resource, Architecture drawing) {
    return drawing.enclosing(resource, SUBNET).map(Resource::id).stream().toList();
  }

  @Override
  public SequencedMap<String, String> highlights(Resource resource) {
    var result = new LinkedHashMap<String, String>();
    result.put("Engine", resource.properties().text("Engine").orElse("postgres"));
    result.put("Port", String.valueOf(port(resource)));
    return result;
  }
}
