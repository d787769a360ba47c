package dev.diorama.ui.console;

import dev.diorama.catalog.Need;
import dev.diorama.model.Resource;

/// Who makes a call by hand: a drawn client, or the service that acts for a drawn trigger.
record Sender(Resource resource, Need.Caller caller) {

  /// A client.
  static Sender client(Resource client) {
    return new Sender(client, new Need.ResourceCaller(client.id()));
  }

  String name() {
    return resource.logicalId();
  }
}
