package dev.diorama.rule;

import dev.diorama.access.Access;
import dev.diorama.access.LeastPrivilege;
import dev.diorama.catalog.Catalog;
import dev.diorama.model.Architecture;
import java.nio.file.Path;
import java.util.Optional;

/// What a rule may look at. The engines behind `access` are the runtime's own.
///
/// @param leastPrivilege lives as long as the document is open, so that after an edit only the
///   roles are computed that it touches
/// @param folder where the document stands, beside its handler code; empty for an unsaved one
public record RuleContext(
    Architecture drawing,
    Catalog catalog,
    Access access,
    LeastPrivilege leastPrivilege,
    Optional<Path> folder) {

  /// A context for a drawing that stands nowhere.
  public RuleContext(
      Architecture drawing, Catalog catalog, Access access, LeastPrivilege leastPrivilege) {
    this(drawing, catalog, access, leastPrivilege, Optional.empty());
  }

  /// A context for one check of one drawing.
  public RuleContext(Architecture drawing, Catalog catalog, Access access) {
    this(drawing, catalog, access, new LeastPrivilege(catalog));
  }
}
