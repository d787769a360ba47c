package dev.diorama.aws.client;

import dev.diorama.catalog.Need;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.runtime.wire.WireProtocol;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The drawn hosts on the internet: each answers requests as its properties say. Hosts that are not
/// drawn do not exist in a run; no request ever leaves the machine.
final class ClientEmulator implements ServiceEmulator {
  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private final RuntimeContext context;
  private final Map<ResourceId, Long> requests = new HashMap<>();

  ClientEmulator(RuntimeContext context) {
    this.context = context;
  }

  @Override
  public String service() {
    return "client";
  }

  @Override
  public void start() {}

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return drawnHost(request).map(Resource::id);
  }

  private Optional<Resource> drawnHost(OperationRequest request) {
    var host = uri(request).flatMap(u -> Optional.ofNullable(u.getHost()));
    return host.flatMap(name ->
        context.drawing().ofType(ClientService.CLIENT).stream()
            .filter(ClientFacets::isInternet)
            .filter(r -> ClientFacets.host(r).equalsIgnoreCase(name))
            .findFirst());
  }

  private static Optional<URI> uri(OperationRequest request) {
    try {
      return Optional.of(new URI(request.input().text("Url").orElse("")));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  @Override
  public Need.Destination destination(OperationRequest request) {
    var uri = uri(request);
    var host = uri.flatMap(u -> Optional.ofNullable(u.getHost())).orElse("");
    int standard = uri.filter(u -> "http".equals(u.getScheme())).isPresent() ? HTTP : HTTPS;
    return new Need.InternetHost(host, uri.map(URI::getPort).filter(p -> p > 0).orElse(standard));
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    return input.get("Url").isPresent()
        ? input
        : context
            .drawing()
            .resource(target)
            .map(r -> input.with("Url", "https://" + ClientFacets.host(r) + "/"))
            .orElse(input);
  }

  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    return List.of();
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    var host = drawnHost(request);
    if (host.isEmpty()) {
      // The code of Node.js for a name that does not resolve, docs of `dns` error codes.
      reply.accept(
          new OperationResult.Failure(
              "ENOTFOUND",
              "getaddrinfo ENOTFOUND "
                  + uri(request).map(URI::getHost).orElse(request.input().text("Url").orElse("")),
              0));
      return;
    }
    var id = host.get().id();
    var counts = new LinkedHashMap<String, Long>();
    counts.put("requests", requests.merge(id, 1L, Long::sum));
    context.changed(Because.of(request), id, counts);
    var properties = host.get().properties();
    reply.accept(
        new OperationResult.Success(
            Fields.EMPTY
                .with("Status", properties.number("ResponseStatus").orElse(200L))
                .with("Headers", Fields.EMPTY.with("content-type", "application/json"))
                .with("Body", properties.text("ResponseBody").orElse(""))));
  }

  @Override
  public List<WireProtocol> protocols() {
    return List.of();
  }
}
