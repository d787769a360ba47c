package dev.diorama.aws.client;

import dev.diorama.catalog.Facets;
import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// What is known about a client beyond its properties.
final class ClientFacets implements Facets {
  /// A host name that nobody can own (RFC 2606).
  static final String DEFAULT_HOST = "www.example.com";

  static String host(Resource client) {
    return client.properties().text("Host").orElse(DEFAULT_HOST);
  }

  static boolean isInternet(Resource client) {
    return client.properties().text("Kind").filter("internet"::equals).isPresent();
  }

  @Override
  public Optional<ResourceId> role(Resource resource, Architecture drawing) {
    return References.one(drawing, resource, "Role").map(Resource::id);
  }

  @Override
  public SequencedMap<String, String> highlights(Resource resource) {
    var result = new LinkedHashMap<String, String>();
    if (isInternet(resource)) {
      result.put("Host", host(resource));
    }
    return result;
  }
}
