package dev.diorama.runtime;

import dev.diorama.access.Verdict;
import dev.diorama.catalog.Need;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.Decision;
import dev.diorama.policy.DecisionJson;
import dev.diorama.reachability.Blocker;
import dev.diorama.reachability.Hop;
import dev.diorama.reachability.Path;
import dev.diorama.reachability.Trace;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/// Verdicts as JSON: what was asked, what each statement said, where the packets went. `assumed`
/// stands where the verdict rests on the values of condition keys that nobody knows: the keys with
/// what was taken for them, an empty list for a request without the key. Messages are written as
/// their key and arguments, so that a trace is the same in every language.
final class VerdictJson {
  private VerdictJson() {}

  /// One verdict.
  static Fields of(Verdict verdict) {
    var json = need(verdict.need()).with("outcome", verdict.outcome().name());
    if (!verdict.openKeys().isEmpty()) {
      var assumed = Fields.EMPTY;
      for (var key : verdict.assumed().entrySet()) {
        assumed = assumed.with(key.getKey(), Value.texts(key.getValue()));
      }
      json = json.with("assumed", assumed);
    }
    if (verdict.network().isPresent()) {
      json = json.with("network", network(verdict.network().get()));
    }
    if (verdict.endpointPolicy().isPresent()) {
      json = json.with("endpointPolicy", decision(verdict.endpointPolicy().get()));
    }
    if (verdict.authorization().isPresent()) {
      json = json.with("authorization", decision(verdict.authorization().get()));
    }
    return json;
  }

  private static Fields need(Need need) {
    return switch (need) {
      case Need.Call call -> {
        var json =
            Fields.EMPTY
                .with("caller", caller(call.caller()))
                .with("action", call.action())
                .with("resource", call.resource());
        if (!call.context().isEmpty()) {
          var context = Fields.EMPTY;
          for (var key : new TreeMap<>(call.context()).entrySet()) {
            context = context.with(key.getKey(), Value.texts(key.getValue()));
          }
          json = json.with("context", context);
        }
        if (call.decisive() != Need.Decisive.EVERY_POLICY) {
          json = json.with("decisive", call.decisive().name());
        }
        yield call.via().isPresent() ? json.with("via", call.via().get()) : json;
      }
      case Need.Packet packet ->
          Fields.EMPTY
              .with("caller", caller(packet.caller()))
              .with("destination", destination(packet.destination()));
    };
  }

  private static Value caller(Need.Caller caller) {
    return switch (caller) {
      case Need.ResourceCaller r -> Value.of(r.resource().value());
      case Need.ServiceCaller s ->
          Fields.EMPTY
              .with("resource", s.resource().value())
              .with("servicePrincipal", s.servicePrincipal())
              .with("sourceArn", s.sourceArn());
    };
  }

  private static Value destination(Need.Destination destination) {
    return switch (destination) {
      case Need.ServiceEndpoint s -> Fields.EMPTY.with("service", s.service());
      case Need.ResourceInterface r ->
          Fields.EMPTY.with("resource", r.resource().value()).with("port", r.port());
      case Need.InternetHost h -> Fields.EMPTY.with("host", h.host()).with("port", h.port());
    };
  }

  private static Fields network(Trace trace) {
    var json =
        Fields.EMPTY
            .with("disposition", trace.disposition().name())
            .with("paths", list(trace.paths(), VerdictJson::path));
    return trace.endpoint().isPresent()
        ? json.with("endpoint", trace.endpoint().get().value())
        : json;
  }

  private static Fields path(Path path) {
    var json = Fields.EMPTY.with("forward", list(path.forward(), VerdictJson::hop));
    if (!path.reply().isEmpty()) {
      json = json.with("reply", list(path.reply(), VerdictJson::hop));
    }
    return path.blockers().isEmpty()
        ? json
        : json.with("blockers", list(path.blockers(), VerdictJson::blocker));
  }

  private static Fields hop(Hop hop) {
    var json = Fields.EMPTY.with("kind", hop.kind().name());
    return hop.at().isPresent() ? json.with("at", hop.at().get().value()) : json;
  }

  private static Fields blocker(Blocker blocker) {
    var json = Fields.EMPTY.with("code", blocker.code());
    if (blocker.at().isPresent()) {
      json = json.with("at", blocker.at().get().value());
    }
    return json.with("explanation", message(blocker.explanation()))
        .with("source", blocker.source());
  }

  private static Fields message(Message message) {
    var json = Fields.EMPTY.with("key", message.key());
    return message.arguments().isEmpty()
        ? json
        : json.with(
            "arguments",
            list(
                message.arguments(),
                a ->
                    switch (a) {
                      case Message.Literal l -> Value.of(l.text());
                      case Message.Nested n -> message(n.message());
                    }));
  }

  private static Fields decision(Decision decision) {
    var json =
        switch (decision) {
          case Decision.Allowed a -> Fields.EMPTY.with("decision", "Allowed");
          case Decision.ImplicitlyDenied d ->
              Fields.EMPTY
                  .with("decision", "ImplicitlyDenied")
                  .with("blockedBy", d.blockedBy().name());
          case Decision.ExplicitlyDenied d ->
              Fields.EMPTY
                  .with("decision", "ExplicitlyDenied")
                  .with("blockedBy", d.blockedBy().name());
        };
    return json.with("statements", DecisionJson.trace(decision));
  }

  private static <T> Items list(List<T> values, Function<T, Value> json) {
    return new Items(values.stream().map(json).toList());
  }
}
