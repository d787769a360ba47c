package dev.diorama.aws.lambda;

import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The versions and aliases of one function
/// (docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html): those that are drawn, and
/// what calls make of them in a run. Used from the event loop only.
final class FunctionVersions {
  private final FunctionEngine function;
  private final SequencedMap<String, FunctionRevision> published = new LinkedHashMap<>();
  private final SequencedMap<String, FunctionAlias> aliases = new LinkedHashMap<>();
  private final List<FunctionRevision> retired = new ArrayList<>();
  private FunctionRevision latest;
  private long last;

  FunctionVersions(FunctionEngine function) {
    this.function = function;
    var drawn = function.resource();
    this.latest = revision(FunctionVersion.LATEST_NUMBER, drawn, Optional.empty());
    for (var row : rows(drawn, "Versions")) {
      row.text("Version").ifPresent(n -> add(n, withCode(drawn, row)));
    }
    for (var row : rows(drawn, "Aliases")) {
      var alias = FunctionAlias.of(row);
      aliases.putIfAbsent(alias.name(), alias);
      // A version that only an alias names runs the drawn code.
      Stream.concat(
              Stream.of(alias.version()),
              alias.additional().map(FunctionAlias.Weight::version).stream())
          .filter(n -> !n.equals(FunctionVersion.LATEST_NUMBER))
          .forEach(n -> add(n, drawn));
    }
  }

  private static List<Fields> rows(Resource drawn, String table) {
    return drawn.properties().list(table).stream()
        .flatMap(v -> v instanceof Fields f ? Stream.of(f) : Stream.empty())
        .toList();
  }

  private void add(String number, Resource resource) {
    if (!published.containsKey(number)) {
      published.put(number, revision(number, resource, Optional.empty()));
      if (number.matches("\\d{1,18}")) {
        last = Math.max(last, Long.parseLong(number));
      }
    }
  }

  private static Resource withCode(Resource drawn, Fields row) {
    var folder = row.text("CodeUri").filter(f -> !f.isBlank());
    return folder.isPresent()
        ? with(drawn, drawn.properties().without("Code").with("CodeUri", folder.get()))
        : drawn;
  }

  private static Resource with(Resource resource, Fields properties) {
    return new Resource(
        resource.id(), resource.type(), resource.logicalId(), resource.container(), properties);
  }

  private FunctionRevision revision(
      String number, Resource resource, Optional<Map<String, String>> files) {
    return new FunctionRevision(function, number, resource, files, function.newEnvironments());
  }

  /// The unpublished version as it is now.
  FunctionRevision latest() {
    return latest;
  }

  /// The published versions in the order in which they were.
  Collection<FunctionRevision> published() {
    return published.values();
  }

  /// All revisions that have or had environments.
  List<FunctionRevision> all() {
    var all = new ArrayList<>(retired);
    all.add(latest);
    all.addAll(published.values());
    return all;
  }

  /// How many environments there are.
  long environments() {
    long sum = latest.environments().size();
    for (var revision : published.values()) {
      sum += revision.environments().size();
    }
    for (var revision : retired) {
      sum += revision.environments().size();
    }
    return sum;
  }

  /// The version that a qualifier means: an alias, a version's number, or `$LATEST`; empty if there
  /// is none. Of an alias's two versions the run's seed chooses one by their weights.
  Optional<FunctionVersion> find(String qualifier) {
    if (qualifier.isEmpty() || qualifier.equals(FunctionVersion.LATEST_NUMBER)) {
      return Optional.of(new FunctionVersion(FunctionVersion.LATEST_NUMBER, qualifier));
    }
    var alias = aliases.get(qualifier);
    if (alias != null) {
      return Optional.of(new FunctionVersion(choose(alias), qualifier));
    }
    return published.containsKey(qualifier)
        ? Optional.of(new FunctionVersion(qualifier, qualifier))
        : Optional.empty();
  }

  private String choose(FunctionAlias alias) {
    return alias
        .additional()
        .filter(w -> function.context().random().nextDouble() < w.share())
        .map(FunctionAlias.Weight::version)
        .orElse(alias.version());
  }

  /// What a version runs; a version that is gone was the unpublished one.
  FunctionRevision revision(FunctionVersion version) {
    return published.getOrDefault(version.number(), latest);
  }

  /// The version with this number, `$LATEST` included.
  Optional<FunctionRevision> numbered(String number) {
    return number.isEmpty() || number.equals(FunctionVersion.LATEST_NUMBER)
        ? Optional.of(latest)
        : Optional.ofNullable(published.get(number));
  }

  /// Publishes the unpublished version with the code that it has now; the last published one if
  /// nothing has changed since (docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html).
  FunctionRevision publish() {
    var files = latest.files();
    var before = Optional.ofNullable(published.get(Long.toString(last)));
    if (before.isPresent()
        && before.get().resource().equals(latest.resource())
        && before.get().files().equals(files)) {
      return before.get();
    }
    var number = Long.toString(++last);
    var version = revision(number, latest.resource(), Optional.of(files));
    published.put(number, version);
    return version;
  }

  /// Gives the unpublished version other properties, other code or both. Environments with the old
  /// ones end their work and go.
  ///
  /// @param files the code by relative path; empty: as it was
  void update(Fields properties, Optional<Map<String, String>> files) {
    var before = latest;
    latest =
        revision(
            FunctionVersion.LATEST_NUMBER,
            with(before.resource(), properties),
            files.or(before::frozen));
    before.environments().retire();
    retired.removeIf(r -> r.environments().size() == 0);
    if (before.environments().size() > 0) {
      retired.add(before);
    }
    function.changed();
  }

  /// The aliases in the order in which they were made.
  Collection<FunctionAlias> aliases() {
    return aliases.values();
  }

  Optional<FunctionAlias> alias(String name) {
    return Optional.ofNullable(aliases.get(name));
  }

  /// Makes an alias, or puts it in the place of the one with its name.
  void put(FunctionAlias alias) {
    aliases.put(alias.name(), alias);
  }

  void remove(String alias) {
    aliases.remove(alias);
  }

  /// A share as a JSON number.
  static Value number(double share) {
    return new Value.Numeric(BigDecimal.valueOf(share));
  }
}
