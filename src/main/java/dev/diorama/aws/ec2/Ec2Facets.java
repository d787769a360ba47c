package dev.diorama.aws.ec2;

import dev.diorama.catalog.Facets;
import dev.diorama.model.Environment;
import dev.diorama.model.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// What all EC2 resources have: an id as `vpc-0a1b2c3d4e5f67890` that is the same in every run, an
/// ARN, and properties worth showing on the card.
///
/// ARN formats: `docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html`.
/// Ids have 17 hexadecimal digits: `docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html`.
class Ec2Facets implements Facets {
  private final String idPrefix;
  private final String arnType;
  private final List<String> shown;

  /// @param shown the top-level properties that the card shows, at most three
  Ec2Facets(String idPrefix, String arnType, String... shown) {
    this.idPrefix = idPrefix;
    this.arnType = arnType;
    this.shown = List.of(shown);
  }

  @Override
  public String physicalId(Resource resource, Environment environment) {
    return idPrefix + "-0" + digits(environment.accountId() + "/" + resource.logicalId());
  }

  /// Sixteen hexadecimal digits from a text (FNV-1a, then mixed).
  private static String digits(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return String.format(Locale.ROOT, "%016x", hash ^ (hash >>> 31));
  }

  @Override
  public Optional<String> arn(Resource resource, Environment environment) {
    return Optional.of(
        String.join(
            ":",
            "arn",
            environment.partition(),
            "ec2",
            environment.region(),
            environment.accountId(),
            arnType + "/" + physicalId(resource, environment)));
  }

  @Override
  public SequencedMap<String, String> highlights(Resource resource) {
    var result = new LinkedHashMap<String, String>();
    for (var name : shown) {
      resource.properties().text(name).ifPresent(value -> result.put(name, value));
    }
    return result;
  }
}
