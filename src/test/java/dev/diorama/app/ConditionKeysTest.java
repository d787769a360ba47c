package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.ActionReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The condition keys that AWS's reference lists for what a run offers: each is set, or stands here
/// with the reason why not. A refresh of the reference that brings a new key fails here.
class ConditionKeysTest {
  private static final List<String> OFFERED =
      List.of(
          "s3:ListAllMyBuckets s3:GetObject s3:PutObject s3:AbortMultipartUpload s3:DeleteObject",
          "s3:ListMultipartUploadParts s3:ListBucketMultipartUploads s3:ListBucket",
          "s3:GetBucketLocation",
          "dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem",
          "dynamodb:Query dynamodb:Scan dynamodb:BatchGetItem dynamodb:BatchWriteItem",
          "dynamodb:ConditionCheckItem dynamodb:DescribeTable dynamodb:ListTables",
          "dynamodb:ListStreams dynamodb:DescribeStream dynamodb:GetShardIterator",
          "dynamodb:GetRecords",
          "sqs:SendMessage sqs:ReceiveMessage sqs:DeleteMessage sqs:ChangeMessageVisibility",
          "sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ListQueues sqs:PurgeQueue",
          "lambda:InvokeFunction lambda:GetFunction lambda:GetFunctionConfiguration",
          "lambda:ListFunctions lambda:GetEventSourceMapping lambda:ListEventSourceMappings",
          "lambda:GetAlias lambda:ListAliases lambda:ListVersionsByFunction",
          "execute-api:Invoke execute-api:InvalidateCache execute-api:ManageConnections",
          "logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents logs:GetLogEvents",
          "logs:FilterLogEvents logs:DescribeLogGroups logs:DescribeLogStreams");

  /// By the emulators, from the request; by [dev.diorama.catalog.Facets#clientKeys], as far as the
  /// client's software decides; or by the policy engine, from the resource.
  private static final Set<String> SET =
      Set.of(
          "s3:ResourceAccount",
          "s3:TlsVersion",
          "s3:authType",
          "s3:signatureAge",
          "s3:signatureversion",
          "s3:x-amz-content-sha256",
          "s3:RequestObjectTag/<key>",
          "s3:RequestObjectTagKeys",
          "s3:if-match",
          "s3:if-none-match",
          "s3:object-lock-legal-hold",
          "s3:object-lock-mode",
          "s3:object-lock-retain-until-date",
          "s3:x-amz-acl",
          "s3:x-amz-copy-source",
          "s3:x-amz-grant-full-control",
          "s3:x-amz-grant-read",
          "s3:x-amz-grant-read-acp",
          "s3:x-amz-grant-write-acp",
          "s3:x-amz-metadata-directive",
          "s3:x-amz-server-side-encryption",
          "s3:x-amz-server-side-encryption-aws-kms-key-id",
          "s3:x-amz-server-side-encryption-customer-algorithm",
          "s3:x-amz-storage-class",
          "s3:x-amz-website-redirect-location",
          "s3:delimiter",
          "s3:max-keys",
          "s3:prefix",
          "lambda:FunctionArn",
          "dynamodb:Attributes",
          "dynamodb:EnclosingOperation",
          "dynamodb:LeadingKeys",
          "dynamodb:ReturnConsumedCapacity",
          "dynamodb:ReturnValues",
          "dynamodb:Select");

  private static final Set<String> NOT_SET =
      Set.of(
          // Diorama has no access points, access grants or resource tags.
          "s3:AccessGrantsInstanceArn",
          "s3:AccessPointNetworkOrigin",
          "s3:AccessPointTag/${TagKey}",
          "s3:DataAccessPointAccount",
          "s3:DataAccessPointArn",
          "aws:ResourceTag/${TagKey}",
          "aws:RequestTag/${TagKey}",
          "aws:TagKeys",
          // Objects have no tags and no locks.
          "s3:ExistingObjectTag/<key>",
          "s3:object-lock-remaining-retention-days",
          "s3:object-lock-event-hold",
          "s3:object-lock-event-hold-duration-days",
          // AWS documents neither what sets it nor its values.
          "s3:ObjectCreationOperation",
          "s3:x-amz-object-annotation-directive",
          // An object's ACL cannot grant writing.
          "s3:x-amz-grant-write",
          // Alexa skills and function URLs, which nothing in a run is called by.
          "lambda:EventSourceToken",
          "lambda:InvokedViaFunctionUrl");

  @Test
  void everyKeyOfAnOfferedOperationIsSetOrNamedWithAReason() {
    var unnamed = new TreeSet<String>();
    var listed = new TreeSet<String>();
    var missing = new ArrayList<String>();
    for (var line : OFFERED) {
      for (var name : line.split(" ", -1)) {
        var action = ActionReference.action(name);
        if (action.isEmpty()) {
          missing.add(name);
          continue;
        }
        listed.addAll(action.get().conditionKeys());
      }
    }
    assertThat(missing).isEmpty();
    unnamed.addAll(listed);
    unnamed.removeAll(SET);
    unnamed.removeAll(NOT_SET);
    assertThat(unnamed).isEmpty();
    assertThat(listed).containsAll(SET).containsAll(NOT_SET);
    assertThat(SET).doesNotContainAnyElementsOf(NOT_SET);
  }
}
