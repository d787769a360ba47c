package dev.diorama.workspace;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
import dev.diorama.model.Architecture;
import dev.diorama.model.Resource;
import java.util.Comparator;
import java.util.Optional;

/// Who in a drawing is the person at the keyboard: the one whose keys AWS clients on this machine
/// use.
public final class Keyboard {
  private Keyboard() {}

  /// The first drawn command line; where none is drawn the first client that has a role.
  public static Optional<Resource> person(Catalog catalog, Architecture drawing) {
    return drawing.resources().values().stream()
        .filter(r -> catalog.has(r, Capability.CALLER))
        .filter(
            r -> catalog.type(r.type()).filter(t -> t.category() == Category.CLIENT).isPresent())
        .filter(r -> catalog.facets(r).role(r, drawing).isPresent())
        .min(
            Comparator.comparingInt(
                r -> r.properties().text("Kind").filter("cli"::equals).isPresent() ? 0 : 1));
  }
}
