package dev.diorama.aws.ec2;

import dev.diorama.catalog.Facets;
import dev.diorama.model.Environment;
import dev.diorama.model.Resource;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// An Availability Zone is a place, not a resource: it has a name and no ARN.
enum ZoneFacets implements Facets {
  /// The only instance; it has no state.
  INSTANCE;

  @Override
  public String physicalId(Resource resource, Environment environment) {
    return resource.properties().text("ZoneName").orElse(resource.logicalId());
  }

  @Override
  public SequencedMap<String, String> highlights(Resource resource) {
    var result = new LinkedHashMap<String, String>();
    resource.properties().text("ZoneName").ifPresent(name -> result.put("ZoneName", name));
    return result;
  }
}
