package dev.diorama.reachability;

import java.util.List;

/// A prefix list: a named set of blocks, kept by AWS or by a customer
/// (`docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html`).
///
/// @param id as `pl-63a5400a`
/// @param name as `com.amazonaws.us-east-1.s3`
record PrefixList(String id, String name, List<Cidr> blocks) {
  PrefixList {
    blocks = List.copyOf(blocks);
  }

  boolean contains(Ip address) {
    return blocks.stream().anyMatch(b -> b.contains(address));
  }

  /// Whether AWS keeps it for a service, as `s3`.
  boolean serves(String service) {
    var parts = name.split("\\.", 4);
    return parts.length == 4 && name.startsWith("com.amazonaws.") && parts[3].equals(service);
  }
}
