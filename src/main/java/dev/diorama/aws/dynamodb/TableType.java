package dev.diorama.aws.dynamodb;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.PropertyKind.Bool;
import dev.diorama.catalog.PropertyKind.Choice;
import dev.diorama.catalog.PropertyKind.Json;
import dev.diorama.catalog.PropertyKind.Table;
import dev.diorama.catalog.PropertyKind.Text;
import dev.diorama.catalog.PropertyKind.Texts;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.ResourceType;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `AWS::DynamoDB::Table`.
final class TableType {
  static final String NAME = "AWS::DynamoDB::Table";
  private static final String PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html";
  private static final String KEY_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-keyschema.html";
  private static final String DEFINITION_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-attributedefinition.html";
  private static final String STREAM_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-streamspecification.html";
  private static final String GLOBAL_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-globalsecondaryindex.html";
  private static final String LOCAL_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-localsecondaryindex.html";
  private static final String EXPIRY_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-timetolivespecification.html";
  private static final String PROJECTION_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-projection.html";
  private static final String POLICY_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-resourcepolicy.html";

  private TableType() {}

  static ResourceType type() {
    return ResourceType.plain(
        NAME,
        "dynamodb",
        Category.DATABASE,
        "dynamodb-table",
        List.of(
            PropertySpec.optional(
                "TableName", new Text(Optional.of("[a-zA-Z0-9_.-]{3,255}")), PAGE),
            PropertySpec.withDefault(
                "AttributeDefinitions",
                new Table(
                    List.of(
                        PropertySpec.required(
                            "AttributeName", new Text(Optional.of(".{1,255}")), DEFINITION_PAGE),
                        PropertySpec.required(
                            "AttributeType", new Choice(List.of("S", "N", "B")), DEFINITION_PAGE))),
                Value.list(Fields.EMPTY.with("AttributeName", "id").with("AttributeType", "S")),
                PAGE),
            PropertySpec.withDefault(
                "KeySchema",
                new Table(
                    List.of(
                        PropertySpec.required(
                            "AttributeName", new Text(Optional.of(".{1,255}")), KEY_PAGE),
                        PropertySpec.required(
                            "KeyType", new Choice(List.of("HASH", "RANGE")), KEY_PAGE))),
                Value.list(Fields.EMPTY.with("AttributeName", "id").with("KeyType", "HASH")),
                PAGE),
            PropertySpec.withDefault(
                "BillingMode",
                new Choice(List.of("PROVISIONED", "PAY_PER_REQUEST")),
                Value.of("PROVISIONED"),
                PAGE),
            indexes(SecondaryIndex.GLOBAL, GLOBAL_PAGE),
            indexes(SecondaryIndex.LOCAL, LOCAL_PAGE),
            PropertySpec.optional(
                "StreamSpecification.StreamViewType",
                new Choice(List.of("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES")),
                STREAM_PAGE),
            PropertySpec.optional(
                "TimeToLiveSpecification.AttributeName",
                new Text(Optional.of(".{1,255}")),
                EXPIRY_PAGE),
            PropertySpec.withDefault(
                "TimeToLiveSpecification.Enabled", new Bool(), Value.of(false), EXPIRY_PAGE),
            PropertySpec.optional("ResourcePolicy.PolicyDocument", new Json(), POLICY_PAGE)),
        Set.of(Capability.EVENT_SOURCE, Capability.INTEGRATION_TARGET),
        new TableFacets(),
        PAGE);
  }

  private static PropertySpec indexes(String name, String page) {
    return PropertySpec.optional(
        name,
        new Table(
            List.of(
                PropertySpec.required(
                    "IndexName", new Text(Optional.of("[a-zA-Z0-9_.-]{3,255}")), page),
                PropertySpec.required(
                    "KeySchema",
                    new Table(
                        List.of(
                            PropertySpec.required(
                                "AttributeName", new Text(Optional.of(".{1,255}")), KEY_PAGE),
                            PropertySpec.required(
                                "KeyType", new Choice(List.of("HASH", "RANGE")), KEY_PAGE))),
                    page),
                PropertySpec.required(
                    "Projection.ProjectionType",
                    new Choice(List.of("ALL", "KEYS_ONLY", "INCLUDE")),
                    PROJECTION_PAGE),
                PropertySpec.optional(
                    "Projection.NonKeyAttributes",
                    new Texts(Optional.of(".{1,255}")),
                    PROJECTION_PAGE))),
        page);
  }
}
