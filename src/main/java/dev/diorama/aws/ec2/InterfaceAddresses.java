package dev.diorama.aws.ec2;

import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import java.util.Optional;

/// Which addresses instances and network interfaces have besides their private IPv4 address.
final class InterfaceAddresses {
  private InterfaceAddresses() {}

  /// Whether an Elastic IP address is associated with this resource
  /// (`docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html`).
  ///
  /// @param property the address's property that names what it is associated with
  static boolean hasElasticIp(Resource resource, Architecture drawing, String property) {
    for (var address : drawing.ofType(Names.ELASTIC_IP)) {
      if (References.one(drawing, address, property).filter(resource::equals).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /// Whether the resource gets an IPv6 address: its own setting, else its subnet's
  /// (`docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html`).
  static boolean hasV6(Resource resource, Optional<Resource> subnet) {
    if (!resource.properties().list("Ipv6Addresses").isEmpty()) {
      return true;
    }
    return resource
        .properties()
        .number("Ipv6AddressCount")
        .map(count -> count > 0)
        .orElseGet(() ->
            subnet
                .filter(s ->
                    s.properties().flag("AssignIpv6AddressOnCreation")
                        || s.properties().flag("Ipv6Native"))
                .isPresent());
  }
}
