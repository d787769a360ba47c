package dev.diorama.workspace;

import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Architecture;
import dev.diorama.rule.GeneralRules;
import dev.diorama.rule.Rule;
import dev.diorama.runtime.RunOptions;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.service.ServiceDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The services put together: catalogue, rules, texts and engines. Made once by the composition
/// root.
public final class Studio {
  private static final List<String> OWN_TEXTS =
      List.of(
          "dev.diorama.json.messages",
          "dev.diorama.policy.messages",
          "dev.diorama.reachability.messages",
          "dev.diorama.rule.messages",
          "dev.diorama.workspace.messages");

  private final List<ServiceDefinition> services;
  private final Catalog catalog;
  private final List<Rule> rules;

  /// A studio of these services, in palette order.
  public Studio(List<ServiceDefinition> services) {
    this.services = List.copyOf(services);
    this.catalog =
        new Catalog(
            services.stream().flatMap(s -> s.resourceTypes().stream()).toList(),
            services.stream().flatMap(s -> s.connectionTypes().stream()).toList());
    this.rules =
        Stream.concat(
                GeneralRules.all().stream(), services.stream().flatMap(s -> s.rules().stream()))
            .toList();
  }

  /// The catalogue of all types.
  public Catalog catalog() {
    return catalog;
  }

  /// All rules.
  public List<Rule> rules() {
    return rules;
  }

  /// The texts of engines, rules and services in a language, and those of `further` bundles.
  public Texts texts(Locale locale, String... further) {
    var bundles = new ArrayList<>(List.of(further));
    bundles.addAll(OWN_TEXTS);
    services.forEach(s -> bundles.add(s.messages()));
    return new Texts(locale, bundles);
  }

  /// Checks a drawing at once, on the calling thread.
  public Check check(Architecture drawing) {
    return check(drawing, Optional.empty());
  }

  /// Checks a drawing at once, on the calling thread, and the code beside it.
  ///
  /// @param folder where the document stands; empty if nowhere
  public Check check(Architecture drawing, Optional<Path> folder) {
    return Checker.check(this, drawing, folder);
  }

  /// Begins in the background what makes the first run start fast.
  public void prepare() {
    services.forEach(ServiceDefinition::prepare);
  }

  /// Runs a drawing on wall time.
  public RunningSystem runLive(Architecture drawing, RunOptions options) {
    return RunningSystem.live(drawing, catalog, this::emulators, options);
  }

  /// Runs a drawing on virtual time.
  public RunningSystem runVirtually(Architecture drawing, RunOptions options) {
    return RunningSystem.virtual(drawing, catalog, this::emulators, options);
  }

  private List<ServiceEmulator> emulators(RuntimeContext context) {
    return services.stream().flatMap(s -> s.emulators(context).stream()).toList();
  }
}
