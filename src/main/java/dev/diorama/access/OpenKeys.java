package dev.diorama.access;

import dev.diorama.catalog.ActionReference;
import dev.diorama.policy.PolicyDate;
import dev.diorama.policy.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The requests that a call can be when some of its condition keys have values that nobody knows:
/// one for each value that the policies can tell apart. If all of them are decided alike, the value
/// does not matter; if not, the answer is unknown.
final class OpenKeys {
  /// The most requests for one call.
  private static final int MOST = 256;

  private static final Set<String> ADDRESSES =
      Set.of(CallRequests.SOURCE_IP, CallRequests.VPC_SOURCE_IP);

  /// Addresses for documentation, which no range of a real policy holds: RFC 5737.
  private static final List<String> ELSEWHERE = List.of("192.0.2.1", "203.0.113.1");

  private final Map<String, Set<String>> mentioned = new LinkedHashMap<>();

  /// @param policies all that decide the call
  OpenKeys(List<ConditionValues> policies) {
    for (var policy : policies) {
      policy.byKey().forEach((k, v) ->
          mentioned.computeIfAbsent(k, x -> new LinkedHashSet<>()).addAll(v));
    }
  }

  /// Whether a policy asks for the time.
  boolean askForTime() {
    return mentioned.containsKey(CallRequests.TIME)
        || mentioned.containsKey(CallRequests.EPOCH_TIME);
  }

  /// The keys of the called service that a policy asks for, that the action supports and that
  /// `request` does not say.
  Set<String> ofService(Request request) {
    var service = request.action().substring(0, request.action().indexOf(':') + 1);
    var known = ActionReference.action(request.action());
    var result = new LinkedHashSet<String>();
    for (var key : mentioned.keySet()) {
      if (key.startsWith(service.toLowerCase(Locale.ROOT))
          && request.context().get(key).isEmpty()
          && known
              .map(a -> a.conditionKeys().stream().anyMatch(k -> isSame(k, key)))
              .orElse(true)) {
        result.add(key);
      }
    }
    return result;
  }

  /// Keys with a name of the user's choice are written `s3:ExistingObjectTag/${TagKey}`.
  private static boolean isSame(String written, String key) {
    var lower = written.toLowerCase(Locale.ROOT);
    int open = lower.indexOf("${");
    return open < 0 ? lower.equals(key) : key.startsWith(lower.substring(0, open));
  }

  /// Those of `keys` that a policy asks for.
  Set<String> askedFor(Set<String> keys) {
    var result = new LinkedHashSet<String>();
    for (var key : keys) {
      if (mentioned.containsKey(key) || (key.equals(CallRequests.TIME) && askForTime())) {
        result.add(key);
      }
    }
    return result;
  }

  /// The requests that a call can be.
  ///
  /// @param complete whether these are all
  record Cases(List<Request> requests, boolean complete) {}

  /// All requests that `request` can be; itself alone if there are no keys.
  Cases cases(Request request, Set<String> keys) {
    var result = List.of(request);
    for (var key : keys) {
      var next = new ArrayList<Request>();
      for (var value : values(key)) {
        for (var one : result) {
          next.add(value.map(v -> with(one, key, v)).orElse(one));
        }
      }
      if (next.size() > MOST) {
        return new Cases(List.copyOf(next.subList(0, MOST)), false);
      }
      result = List.copyOf(next);
    }
    return new Cases(result, true);
  }

  private static Request with(Request request, String key, String value) {
    return new Request(
        request.principal(),
        request.action(),
        request.resource(),
        request.resourceAccount(),
        request.context().withDefault(key, value));
  }

  /// The values that matter; empty stands for a key that is absent.
  private List<Optional<String>> values(String key) {
    var result = new LinkedHashSet<Optional<String>>();
    var asked = mentioned.getOrDefault(key, Set.of());
    if (key.equals(CallRequests.TIME)) {
      times().forEach(t -> result.add(Optional.of(t.toString())));
    } else if (ADDRESSES.contains(key)) {
      ELSEWHERE.forEach(a -> result.add(Optional.of(a)));
      asked.forEach(range -> result.add(Optional.of(range.replaceFirst("/.*", ""))));
    } else {
      result.add(Optional.empty());
      result.add(Optional.of("example"));
      asked.forEach(
          text -> result.add(Optional.of(text.replaceAll("\\*", "").replace('?', 'a'))));
    }
    return List.copyOf(result);
  }

  /// Every moment since 1970 at which a policy changes its mind, with the seconds before and after.
  private Set<Instant> times() {
    var texts = new LinkedHashSet<>(mentioned.getOrDefault(CallRequests.TIME, Set.of()));
    texts.addAll(mentioned.getOrDefault(CallRequests.EPOCH_TIME, Set.of()));
    var result = new LinkedHashSet<Instant>();
    result.add(Instant.EPOCH);
    for (var text : texts) {
      PolicyDate.parse(text)
          .ifPresent(t -> {
            result.add(t.minusSeconds(1));
            result.add(t);
            result.add(t.plusSeconds(1));
          });
    }
    result.removeIf(t -> t.isBefore(Instant.EPOCH));
    return result;
  }

  /// The request with the time, if a policy asks for it: so that all other requests are the same at
  /// all times.
  Request at(Instant now, Request request) {
    return askForTime() ? with(request, CallRequests.TIME, now.toString()) : request;
  }
}
