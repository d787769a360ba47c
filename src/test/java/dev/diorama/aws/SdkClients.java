package dev.diorama.aws;

import dev.diorama.model.ResourceId;
import dev.diorama.runtime.RunningSystem;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/// Points AWS SDK clients at a running system, with the keys of one of its callers.
public final class SdkClients {
  private SdkClients() {}

  public static <B extends AwsClientBuilder<B, C>, C> C client(
      B builder, RunningSystem system, String caller) {
    return client(builder, system, caller, system.endpointUrl());
  }

  public static <B extends AwsClientBuilder<B, C>, C> C client(
      B builder, RunningSystem system, String caller, String url) {
    return builder
        .endpointOverride(URI.create(url))
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials(system, caller)))
        .build();
  }

  private static AwsCredentials credentials(RunningSystem system, String caller) {
    var keys = system.credentials(new ResourceId(caller));
    return keys.sessionToken().isEmpty()
        ? AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())
        : AwsSessionCredentials.create(
            keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
  }
}
