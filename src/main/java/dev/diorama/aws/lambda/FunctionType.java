package dev.diorama.aws.lambda;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.ResourceType;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The type `AWS::Lambda::Function`. Its resource-based policy, in CloudFormation one resource
/// `AWS::Lambda::Permission` for each statement, is the table `Permissions` here.
final class FunctionType {
  static final ResourceTypeName NAME = new ResourceTypeName("AWS::Lambda::Function");

  private static final String PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html";
  private static final String CODE_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html";
  private static final String CODE_URI_PAGE =
      "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html";
  private static final String VPC_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-vpcconfig.html";
  private static final String PERMISSION_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html";
  private static final String QUOTAS_PAGE =
      "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
  private static final String RUNTIMES_PAGE =
      "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html";

  private static final String ADD_PERMISSION_PAGE =
      "https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html";
  private static final String URL_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-url.html";
  private static final String CORS_PAGE =
      "https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html";
  private static final String ALIAS_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-alias.html";
  private static final String ROUTING_PAGE =
      "https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html";
  private static final String VERSION_PAGE =
      "https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html";
  private static final String ASYNC_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html";
  private static final String LAYERS_PAGE =
      "https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html";
  private static final String ASYNC_GUIDE =
      "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html";
  private static final String RECURSION_PAGE =
      "https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html";
  private static final String MEMORY_PAGE =
      "https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html";
  private static final String ENVIRONMENT_PAGE =
      "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html";

  private FunctionType() {}

  static ResourceType type() {
    return new ResourceType(
        NAME,
        "lambda",
        Category.COMPUTE,
        "lambda-function",
        List.of(),
        properties(),
        Set.of(
            Capability.CALLER,
            Capability.INVOCABLE,
            Capability.NOTIFICATION_DESTINATION,
            Capability.INTEGRATION_TARGET),
        false,
        Set.of(new ResourceTypeName("AWS::EC2::Subnet")),
        false,
        new FunctionFacets(),
        PAGE);
  }

  private static List<PropertySpec> properties() {
    return List.of(
        PropertySpec.optional(
            "FunctionName", new PropertyKind.Text(Optional.of("[a-zA-Z0-9-_]{1,64}")), PAGE),
        PropertySpec.withDefault(
            "Runtime",
            new PropertyKind.Choice(
                List.of(
                    "nodejs24.x",
                    "nodejs22.x",
                    "nodejs20.x",
                    "python3.14",
                    "python3.13",
                    "python3.12",
                    "python3.11",
                    "python3.10",
                    "python3.9",
                    "java25",
                    "java21",
                    "java17",
                    "provided.al2023")),
            Value.of(FunctionSettings.DEFAULT_RUNTIME),
            RUNTIMES_PAGE),
        PropertySpec.withDefault(
            "Handler",
            new PropertyKind.Text(Optional.of("[^\\s]{1,128}")),
            Value.of(FunctionSettings.DEFAULT_HANDLER),
            PAGE),
        PropertySpec.optional("CodeUri", new PropertyKind.Text(Optional.empty()), CODE_URI_PAGE),
        PropertySpec.optional("Code.ZipFile", new PropertyKind.Code("javascript"), CODE_PAGE),
        PropertySpec.required("Role", new PropertyKind.Reference(Set.of("AWS::IAM::Role")), PAGE),
        PropertySpec.withDefault(
            "Timeout",
            new PropertyKind.Whole(1, FunctionSettings.MAX_TIMEOUT, "s"),
            Value.of(FunctionSettings.DEFAULT_TIMEOUT),
            QUOTAS_PAGE),
        PropertySpec.withDefault(
            "MemorySize",
            new PropertyKind.Whole(LambdaFigures.MIN_MEMORY, LambdaFigures.MAX_MEMORY, "MB"),
            Value.of(FunctionSettings.DEFAULT_MEMORY),
            QUOTAS_PAGE),
        PropertySpec.withDefault(
            "EphemeralStorage.Size",
            new PropertyKind.Whole(LambdaFigures.MIN_STORAGE, LambdaFigures.MAX_STORAGE, "MB"),
            Value.of(LambdaFigures.MIN_STORAGE),
            QUOTAS_PAGE),
        PropertySpec.optional(
            "Architectures", new PropertyKind.Texts(Optional.of("x86_64|arm64")), PAGE),
        PropertySpec.optional("Environment.Variables", new PropertyKind.TextMap(), PAGE),
        PropertySpec.optional(
            "VpcConfig.SubnetIds",
            new PropertyKind.References(Set.of("AWS::EC2::Subnet")),
            VPC_PAGE),
        PropertySpec.optional(
            "VpcConfig.SecurityGroupIds",
            new PropertyKind.References(Set.of("AWS::EC2::SecurityGroup")),
            VPC_PAGE),
        PropertySpec.withDefault(
            "VpcConfig.Ipv6AllowedForDualStack",
            new PropertyKind.Bool(),
            Value.of(false),
            VPC_PAGE),
        PropertySpec.optional(
            "ReservedConcurrentExecutions",
            new PropertyKind.Whole(0, LambdaFigures.ACCOUNT_CONCURRENCY, ""),
            PAGE),
        PropertySpec.optional(
            "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions",
            new PropertyKind.Whole(1, LambdaFigures.ACCOUNT_CONCURRENCY, ""),
            CODE_URI_PAGE),
        PropertySpec.optional("Versions", versions(), VERSION_PAGE),
        PropertySpec.optional("Aliases", aliases(), ALIAS_PAGE),
        PropertySpec.optional(
            "EventInvokeConfig.MaximumRetryAttempts",
            new PropertyKind.Whole(0, LambdaFigures.ASYNC_RETRIES, ""),
            ASYNC_PAGE),
        PropertySpec.optional(
            "EventInvokeConfig.MaximumEventAgeInSeconds",
            new PropertyKind.Whole(
                LambdaFigures.MIN_EVENT_AGE.toSeconds(),
                LambdaFigures.MAX_EVENT_AGE.toSeconds(),
                "s"),
            ASYNC_PAGE),
        PropertySpec.optional("Layers", new PropertyKind.Texts(Optional.empty()), LAYERS_PAGE),
        PropertySpec.withDefault(
            "RecursiveLoop",
            new PropertyKind.Choice(List.of("Terminate", "Allow")),
            Value.of("Terminate"),
            RECURSION_PAGE),
        PropertySpec.optional(
            "LoggingConfig.LogGroup",
            new PropertyKind.Text(Optional.of("[.\\-_/#A-Za-z0-9]{1,512}")),
            PAGE),
        PropertySpec.optional("Permissions", permissions(), PERMISSION_PAGE),
        PropertySpec.optional(
            "FunctionUrlConfig.AuthType",
            new PropertyKind.Choice(List.of(FunctionUrl.NONE, FunctionUrl.AWS_IAM)),
            URL_PAGE),
        PropertySpec.optional(
            "FunctionUrlConfig.Qualifier",
            new PropertyKind.Text(Optional.of("[a-zA-Z0-9-_]{1,128}")),
            URL_PAGE),
        texts("FunctionUrlConfig.Cors.AllowOrigins"),
        texts("FunctionUrlConfig.Cors.AllowMethods"),
        texts("FunctionUrlConfig.Cors.AllowHeaders"),
        texts("FunctionUrlConfig.Cors.ExposeHeaders"),
        PropertySpec.optional(
            "FunctionUrlConfig.Cors.AllowCredentials", new PropertyKind.Bool(), CORS_PAGE),
        PropertySpec.optional(
            "FunctionUrlConfig.Cors.MaxAge", new PropertyKind.Whole(0, 86_400, "s"), CORS_PAGE),
        PropertySpec.withDefault(
            "Diorama.Runtime",
            new PropertyKind.Choice(List.of("embedded", "installed")),
            Value.of("embedded"),
            RUNTIMES_PAGE),
        PropertySpec.optional(
            "Diorama.Duration",
            new PropertyKind.Whole(0, LambdaFigures.MAX_TIMEOUT.toMillis(), "ms"),
            MEMORY_PAGE),
        PropertySpec.optional(
            "Diorama.InitDuration",
            new PropertyKind.Whole(0, LambdaFigures.MAX_TIMEOUT.toMillis(), "ms"),
            ENVIRONMENT_PAGE),
        PropertySpec.optional(
            "Diorama.MaxMemoryUsed",
            new PropertyKind.Whole(1, LambdaFigures.MAX_MEMORY, "MB"),
            MEMORY_PAGE),
        PropertySpec.optional(
            "Diorama.FailurePercent", new PropertyKind.Whole(0, 100, "%"), ASYNC_PAGE),
        PropertySpec.optional(
            "Diorama.DuplicatePercent", new PropertyKind.Whole(0, 100, "%"), ASYNC_GUIDE),
        PropertySpec.optional("Diorama.LogEvent", new PropertyKind.Bool(), ENVIRONMENT_PAGE),
        PropertySpec.optional("Diorama.Response", new PropertyKind.Text(Optional.empty()), PAGE));
  }

  private static PropertySpec texts(String name) {
    return PropertySpec.optional(name, new PropertyKind.Texts(Optional.empty()), CORS_PAGE);
  }

  private static PropertyKind aliases() {
    return new PropertyKind.Table(
        List.of(
            PropertySpec.required(
                "Name", new PropertyKind.Text(Optional.of("[a-zA-Z0-9-_]{1,128}")), ALIAS_PAGE),
            PropertySpec.withDefault(
                "FunctionVersion",
                new PropertyKind.Text(Optional.of("\\$LATEST|[0-9]+")),
                Value.of(FunctionVersion.LATEST_NUMBER),
                ALIAS_PAGE),
            PropertySpec.optional(
                "AdditionalVersion", new PropertyKind.Text(Optional.of("[0-9]+")), ROUTING_PAGE),
            PropertySpec.optional(
                "FunctionWeight",
                new PropertyKind.Text(Optional.of("0(\\.[0-9]+)?|1(\\.0+)?")),
                ROUTING_PAGE)));
  }

  private static PropertyKind versions() {
    return new PropertyKind.Table(
        List.of(
            PropertySpec.required(
                "Version", new PropertyKind.Text(Optional.of("[0-9]+")), VERSION_PAGE),
            PropertySpec.optional(
                "CodeUri", new PropertyKind.Text(Optional.empty()), CODE_URI_PAGE)));
  }

  private static PropertyKind permissions() {
    return new PropertyKind.Table(
        List.of(
            PropertySpec.required(
                "Id", new PropertyKind.Text(Optional.of("[a-zA-Z0-9-_]{1,100}")), PERMISSION_PAGE),
            PropertySpec.withDefault(
                "Action",
                new PropertyKind.Text(Optional.of("lambda:[*a-zA-Z]+|\\*")),
                Value.of("lambda:InvokeFunction"),
                PERMISSION_PAGE),
            PropertySpec.required(
                "Principal", new PropertyKind.Text(Optional.empty()), PERMISSION_PAGE),
            PropertySpec.optional(
                "SourceArn", new PropertyKind.Text(Optional.empty()), PERMISSION_PAGE),
            PropertySpec.optional(
                "SourceAccount", new PropertyKind.Text(Optional.of("[0-9]{12}")), PERMISSION_PAGE),
            PropertySpec.optional(
                "Qualifier",
                new PropertyKind.Text(Optional.of("[a-zA-Z0-9-_]{1,128}")),
                ADD_PERMISSION_PAGE),
            PropertySpec.optional(
                "FunctionUrlAuthType",
                new PropertyKind.Choice(List.of(FunctionUrl.NONE, FunctionUrl.AWS_IAM)),
                PERMISSION_PAGE),
            PropertySpec.optional(
                "InvokedViaFunctionUrl", new PropertyKind.Bool(), PERMISSION_PAGE)));
  }
}
