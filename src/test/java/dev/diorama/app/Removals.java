package dev.diorama.app;

import dev.diorama.edit.Edit;
import dev.diorama.model.Document;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All the single things whose removal may break a drawing: policy statements, function
/// permissions, routes, security group rules, network ACL entries and VPC endpoints.
record Removals(String what, Document document) {
  private static final Set<String> LISTS =
      Set.of(
          "Statement",
          "Permissions",
          "Routes",
          "SecurityGroupIngress",
          "SecurityGroupEgress",
          "Entries");

  static List<Removals> of(Document document) {
    var result = new ArrayList<Removals>();
    for (var resource : document.architecture().resources().values()) {
      collect(document, resource, resource.properties(), PropertyPath.ROOT, result);
      if (resource.type().value().equals("AWS::EC2::VPCEndpoint")) {
        result.add(
            new Removals(
                resource.logicalId(), new Edit.RemoveResource(resource.id()).apply(document)));
      }
    }
    return result;
  }

  private static void collect(
      Document document, Resource owner, Value value, PropertyPath at, List<Removals> result) {
    switch (value) {
      case Fields fields -> {
        for (var e : fields.values().entrySet()) {
          var path = at.then(e.getKey());
          if (LISTS.contains(e.getKey()) && e.getValue() instanceof Items items) {
            for (int i = 0; i < items.values().size(); i++) {
              var entry = path.then(i);
              result.add(
                  new Removals(
                      owner.logicalId() + " " + entry,
                      new Edit.SetProperty(owner.id(), entry, Optional.empty()).apply(document)));
            }
          } else {
            collect(document, owner, e.getValue(), path, result);
          }
        }
      }
      case Items items -> {
        for (int i = 0; i < items.values().size(); i++) {
          collect(document, owner, items.values().get(i), at.then(i), result);
        }
      }
      default -> {
        // Plain values hold nothing that can be removed by itself.
      }
    }
  }
}
