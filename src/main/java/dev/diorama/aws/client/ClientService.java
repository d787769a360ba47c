package dev.diorama.aws.client;

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

/// What stands outside AWS and calls it or is called by it.
public final class ClientService implements ServiceDefinition {
  /// The name of the type.
  public static final ResourceTypeName CLIENT = new ResourceTypeName("Diorama::Client");

  /// The type's page in our own documentation; AWS has no such type.
  private static final String SOURCE =
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp.html";

  private static final int HTTPS = 443;

  @Override
  public String prefix() {
    return "client";
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return List.of(
        new ResourceType(
            CLIENT,
            prefix(),
            Category.CLIENT,
            "client-browser",
            List.of(
                new ResourceType.Variant("Kind", "browser", "client-browser"),
                new ResourceType.Variant("Kind", "cli", "client-cli"),
                new ResourceType.Variant("Kind", "internet", "client-internet")),
            List.of(
                PropertySpec.withDefault(
                    "Kind",
                    new PropertyKind.Choice(List.of("browser", "cli", "internet")),
                    Value.of("browser"),
                    SOURCE),
                PropertySpec.optional(
                    "Role", new PropertyKind.Reference(Set.of("AWS::IAM::Role")), SOURCE),
                PropertySpec.optional(
                    "PublicIp",
                    new PropertyKind.Text(Optional.of("[0-9]{1,3}(\\.[0-9]{1,3}){3}")),
                    SOURCE),
                PropertySpec.withDefault(
                    "Host",
                    new PropertyKind.Text(Optional.of("[a-zA-Z0-9.-]{1,253}")),
                    Value.of(ClientFacets.DEFAULT_HOST),
                    SOURCE),
                PropertySpec.withDefault(
                    "ResponseStatus", new PropertyKind.Whole(100, 599, ""), Value.of(200), SOURCE),
                PropertySpec.withDefault(
                    "ResponseBody", new PropertyKind.Text(Optional.empty()), Value.of(""), SOURCE)),
            // Every client can call and every host can be called: what a client is for shows in the
            // connections that are drawn.
            Set.of(Capability.CALLER, Capability.INTERNET),
            false,
            Set.of(),
            false,
            new ClientFacets(),
            SOURCE));
  }

  @Override
  public List<ConnectionType> connectionTypes() {
    return List.of(
        new ConnectionType(
            new ConnectionTypeName("client:Https"),
            prefix(),
            End.capability(Capability.CALLER),
            End.capability(Capability.INTERNET),
            false,
            List.of(),
            (connection, source, target, drawing, catalog) ->
                List.of(
                    new Need.Packet(
                        new Need.ResourceCaller(source.id()),
                        new Need.InternetHost(ClientFacets.host(target), HTTPS))),
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html"));
  }

  @Override
  public Optional<ServiceEmulator> emulator(RuntimeContext context) {
    return Optional.of(new ClientEmulator(context));
  }

  @Override
  public String messages() {
    return "dev.diorama.aws.client.messages";
  }
}
