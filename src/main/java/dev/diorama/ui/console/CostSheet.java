package dev.diorama.ui.console;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.Billed;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// What a run would have cost on AWS so far, by kind of resource and by what is charged.
final class CostSheet {
  private static final String INVOCATION = "";

  private final Function<ResourceId, String> kind;
  private final Map<String, SequencedMap<String, Item>> kinds = new TreeMap<>();
  private BigDecimal sum = BigDecimal.ZERO;

  /// What is charged.
  ///
  /// @param quantity in the unit in which AWS meters it
  private record Item(long quantity, BigDecimal dollars) {
    Item plus(Item other) {
      return new Item(quantity + other.quantity, dollars.add(other.dollars));
    }
  }

  /// A line to read.
  ///
  /// @param total whether it is a kind's sum rather than one of its parts
  record Line(String name, BigDecimal dollars, boolean total) {}

  /// @param kind the kind of a resource, as people read it
  CostSheet(Function<ResourceId, String> kind) {
    this.kind = kind;
  }

  /// Adds what an event was charged for; whether it was for anything.
  boolean add(RuntimeEvent event) {
    switch (event) {
      case InvocationEnded e when e.bill().isPresent() ->
          add(e.function(), INVOCATION, new Item(1, e.bill().get().dollars()));
      case Billed e -> add(e.resource(), e.item(), new Item(e.quantity(), e.dollars()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void add(ResourceId resource, String what, Item item) {
    kinds
        .computeIfAbsent(kind.apply(resource), k -> new LinkedHashMap<>())
        .merge(what, item, Item::plus);
    sum = sum.add(item.dollars());
  }

  /// The sum so far, exactly.
  BigDecimal sum() {
    return sum;
  }

  /// All of it: each kind with its sum, then its parts.
  List<Line> lines(Texts texts) {
    return kinds.entrySet().stream()
        .flatMap(kind -> {
          var parts =
              kind.getValue().entrySet().stream()
                  .map(e ->
                      new Line(
                          words(texts, e.getKey(), e.getValue()), e.getValue().dollars(), false))
                  .toList();
          var whole = parts.stream().map(Line::dollars).reduce(BigDecimal.ZERO, BigDecimal::add);
          return java.util.stream.Stream.concat(
              java.util.stream.Stream.of(new Line(kind.getKey(), whole, true)), parts.stream());
        })
        .toList();
  }

  private static String words(Texts texts, String what, Item item) {
    var key = what.equals(INVOCATION) ? "console.cost.invocation" : "billed." + what;
    var name = Optional.of(key).filter(texts::has).map(texts::text).orElse(what);
    return texts.text(Message.of("console.cost.item", item.quantity(), name));
  }
}
