package dev.diorama.rule;

import dev.diorama.model.PropertyPath;
import java.util.List;
import java.util.stream.Collectors;

/// The rules that hold for every type, whatever service it belongs to.
public final class GeneralRules {
  private GeneralRules() {}

  /// All of them.
  public static List<Rule> all() {
    return List.of(
        new UnknownType(),
        new UnknownProperty(),
        new InvalidPropertyValue(),
        new DuplicatePhysicalName());
  }

  /// `findings` without those of the general rules that repeat what a special one says of the same
  /// property, and says better.
  public static List<Finding> withoutRepeats(List<Finding> findings) {
    var special =
        findings.stream()
            .filter(f -> !f.rule().equals(InvalidPropertyValue.ID))
            .map(Place::of)
            .collect(Collectors.toSet());
    return findings.stream()
        .filter(f -> !f.rule().equals(InvalidPropertyValue.ID) || !special.contains(Place.of(f)))
        .toList();
  }

  private record Place(Subject subject, PropertyPath at) {
    static Place of(Finding finding) {
      return new Place(finding.subject(), finding.at());
    }
  }
}
