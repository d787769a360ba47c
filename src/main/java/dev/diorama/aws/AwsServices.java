package dev.diorama.aws;

import dev.diorama.aws.apigateway.ApiGatewayService;
import dev.diorama.aws.client.ClientService;
import dev.diorama.aws.dynamodb.DynamoDbService;
import dev.diorama.aws.ec2.Ec2Service;
import dev.diorama.aws.iam.IamService;
import dev.diorama.aws.lambda.LambdaService;
import dev.diorama.aws.logs.LogsService;
import dev.diorama.aws.rds.RdsService;
import dev.diorama.aws.s3.S3Service;
import dev.diorama.aws.sqs.SqsService;
import dev.diorama.aws.sts.StsService;
import dev.diorama.service.ServiceDefinition;
import java.util.List;

/// The services that Diorama knows. A new service is one line here.
public final class AwsServices {
  private AwsServices() {}

  /// All services, in palette order.
  public static List<ServiceDefinition> all() {
    return List.of(
        new ClientService(),
        new LambdaService(),
        new ApiGatewayService(),
        new S3Service(),
        new DynamoDbService(),
        new RdsService(),
        new SqsService(),
        new LogsService(),
        new IamService(),
        new StsService(),
        new Ec2Service());
  }
}
