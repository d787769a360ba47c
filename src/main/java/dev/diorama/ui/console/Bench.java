package dev.diorama.ui.console;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.Console;
import dev.diorama.catalog.Need;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RunningSystem;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A run with which a person tries things out.
///
/// @param drawing as it was when the run was started
public record Bench(RunningSystem system, Architecture drawing, Catalog catalog) {

  /// How a person works with `resource`, if there is more to it than single calls.
  Optional<Console> console(Resource resource) {
    return catalog.facets(resource).console(resource);
  }

  /// All that can be tried out, in the order of the drawing.
  List<Resource> targets() {
    return drawing.resources().values().stream().filter(r -> console(r).isPresent()).toList();
  }

  /// What can be tried out where `resource` is selected: it, or what it is connected to first.
  Optional<Resource> targetAt(ResourceId resource) {
    return drawing
        .resource(resource)
        .filter(r -> console(r).isPresent())
        .or(() ->
            drawing
                .resource(resource)
                .filter(this::isClient)
                .flatMap(client ->
                    drawing.from(client.id()).stream()
                        .flatMap(c -> drawing.resource(c.target()).stream())
                        .filter(r -> console(r).isPresent())
                        .findFirst()));
  }

  /// Who may stand for the person, the ones that are connected to `target` first.
  List<Sender> callers(ResourceId target) {
    var connected = drawing.to(target).stream().map(Connection::source).toList();
    return drawing.resources().values().stream()
        .filter(this::isClient)
        .sorted(Comparator.comparing(r -> !connected.contains(r.id())))
        .map(Sender::client)
        .toList();
  }

  /// The service that sets the target of `connection` off, if one calls it.
  Optional<Sender> trigger(Connection connection) {
    return catalog.needs(drawing, connection).stream()
        .filter(Need.Call.class::isInstance)
        .map(Need.Call.class::cast)
        .filter(call -> call.target().equals(connection.target()))
        .map(Need.Call::caller)
        .filter(Need.ServiceCaller.class::isInstance)
        .findFirst()
        .flatMap(caller ->
            drawing.resource(connection.source()).map(source -> new Sender(source, caller)));
  }

  private boolean isClient(Resource resource) {
    return catalog.has(resource, Capability.CALLER)
        && catalog.type(resource.type()).filter(t -> t.category() == Category.CLIENT).isPresent();
  }

  /// Makes a call; it passes the gate as every other.
  CompletableFuture<OperationResult> call(
      Sender sender, String operation, Resource target, Fields input) {
    return system.submit(sender.caller(), operation, target.id(), input);
  }
}
