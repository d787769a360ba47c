package dev.diorama.reachability;

import dev.diorama.model.Value.Fields;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Reads prefix lists: `describe-prefix-lists` gives the blocks of AWS's lists; those of customers
/// stand as `Entries` or `Cidrs` beside what `describe-managed-prefix-lists` gives.
final class AccountPrefixLists {
  private AccountPrefixLists() {}

  static Map<String, PrefixList> read(AccountFiles files) {
    var names = new LinkedHashMap<String, String>();
    var blocks = new LinkedHashMap<String, Set<Cidr>>();
    Stream.of("PrefixLists", "ManagedPrefixLists", "ManagedPrefixListEntries")
        .flatMap(file -> files.items(file).stream())
        .forEach(item ->
            item.text("PrefixListId")
                .ifPresent(id -> {
                  item.text("PrefixListName").ifPresent(name -> names.put(id, name));
                  var into = blocks.computeIfAbsent(id, i -> new LinkedHashSet<>());
                  cidrs(item)
                      .forEach(text ->
                          Cidr.parse(text)
                              .ifPresentOrElse(
                                  into::add, () -> files.warn("warning.cidr", id, text)));
                }));
    var result = new LinkedHashMap<String, PrefixList>();
    blocks.forEach((id, cidrs) ->
        result.put(id, new PrefixList(id, names.getOrDefault(id, id), List.copyOf(cidrs))));
    return result;
  }

  private static Stream<String> cidrs(Fields item) {
    return Stream.concat(
        Stream.concat(item.texts("Cidrs").stream(), item.text("Cidr").stream()),
        item.list("Entries").stream()
            .flatMap(e -> e instanceof Fields f ? f.text("Cidr").stream() : e.asText().stream()));
  }
}
