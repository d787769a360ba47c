package dev.diorama.aws.rds;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ConnectionType.End;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.ResourceType;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.service.ServiceDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Amazon RDS for PostgreSQL: one instance in subnets of a VPC. Database users are not modelled:
/// whoever reaches the port may run SQL, and no IAM action is asked for.
public final class RdsService implements ServiceDefinition {
  static final ResourceTypeName INSTANCE = new ResourceTypeName("AWS::RDS::DBInstance");

  private static final String PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html";
  private static final String CONNECTING =
      "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ConnectToPostgreSQLInstance.html";

  @Override
  public String prefix() {
    return "rds";
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return List.of(
        new ResourceType(
            INSTANCE,
            "rds",
            Category.DATABASE,
            "rds-database",
            List.of(),
            List.of(
                PropertySpec.optional(
                    "DBInstanceIdentifier",
                    new PropertyKind.Text(Optional.of("[A-Za-z](-?[A-Za-z0-9]){0,62}")),
                    PAGE),
                // Only PostgreSQL is executed, so only it can be chosen.
                PropertySpec.withDefault(
                    "Engine",
                    new PropertyKind.Choice(List.of("postgres")),
                    Value.of("postgres"),
                    PAGE),
                PropertySpec.withDefault(
                    "Port",
                    new PropertyKind.Whole(1150, 65535, ""),
                    Value.of(DatabaseFacets.DEFAULT_PORT),
                    PAGE),
                PropertySpec.withDefault(
                    "DBName",
                    new PropertyKind.Text(Optional.of("[A-Za-z_][A-Za-z0-9_]{0,62}")),
                    Value.of(DatabaseFacets.DEFAULT_NAME),
                    PAGE),
                // CloudFormation names a DB subnet group; here its subnets stand at the instance.
                PropertySpec.optional(
                    "SubnetIds", new PropertyKind.References(Set.of("AWS::EC2::Subnet")), PAGE),
                PropertySpec.optional(
                    "VPCSecurityGroups",
                    new PropertyKind.References(Set.of("AWS::EC2::SecurityGroup")),
                    PAGE),
                PropertySpec.withDefault(
                    "PubliclyAccessible", new PropertyKind.Bool(), Value.of(false), PAGE),
                PropertySpec.withDefault(
                    "NetworkType",
                    new PropertyKind.Choice(List.of("IPV4", "DUAL")),
                    Value.of("IPV4"),
                    PAGE)),
            Set.of(Capability.TCP_SERVER),
            false,
            Set.of(
                new ResourceTypeName("AWS::EC2::Subnet"),
                new ResourceTypeName("Diorama::AvailabilityZone"),
                new ResourceTypeName("AWS::EC2::VPC")),
            false,
            new DatabaseFacets(),
            PAGE));
  }

  @Override
  public List<ConnectionType> connectionTypes() {
    return List.of(
        new ConnectionType(
            new ConnectionTypeName("rds:Connect"),
            "rds",
            End.capability(Capability.CALLER),
            End.type(INSTANCE.toString()),
            false,
            List.of(),
            (connection, source, target, drawing, catalog) ->
                List.of(
                    new Need.Packet(
                        new Need.ResourceCaller(source.id()),
                        new Need.ResourceInterface(target.id(), DatabaseFacets.port(target)))),
            CONNECTING));
  }

  @Override
  public Optional<ServiceEmulator> emulator(RuntimeContext context) {
    return Optional.of(new DatabaseEmulator(context));
  }

  @Override
  public String messages() {
    return "dev.diorama.aws.rds.messages";
  }
}
