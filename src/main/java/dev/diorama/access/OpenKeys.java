package dev.diorama.access;

import dev.diorama.catalog.ActionReference;
import dev.diorama.policy.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// The requests that a call can be when some of its condition keys have values that nobody knows:
/// one for each value that the policies can tell apart. If all of them are decided alike, the value
/// does not matter; if not, the answer is unknown, and a run takes the first one.
final class OpenKeys {
  /// The most requests for one call.
  private static final int MOST = 256;

  private final Map<String, Set<String>> mentioned = new LinkedHashMap<>();

  /// By key in lower case, how policies write it.
  private final Map<String, String> written = new HashMap<>();

  /// @param policies all that decide the call
  OpenKeys(List<ConditionValues> policies) {
    for (var policy : policies) {
      policy
          .byKey()
          .forEach((k, v) -> mentioned.computeIfAbsent(k, x -> new LinkedHashSet<>()).addAll(v));
      policy.written().forEach(written::putIfAbsent);
    }
    // The two are one: each follows from the other.
    var epoch = mentioned.remove(CallRequests.EPOCH_TIME);
    if (epoch != null) {
      written.putIfAbsent(CallRequests.TIME, "aws:CurrentTime");
      mentioned.computeIfAbsent(CallRequests.TIME, x -> new LinkedHashSet<>()).addAll(epoch);
    }
  }

  /// Whether a policy asks for the time.
  boolean askForTime() {
    return mentioned.containsKey(CallRequests.TIME);
  }

  /// The keys of the called service that a policy asks for, that the action supports and that
  /// `request` does not say.
  Set<String> ofService(Request request) {
    if (mentioned.isEmpty()) {
      return Set.of();
    }
    var service = request.action().substring(0, request.action().indexOf(':') + 1);
    var known = ActionReference.action(request.action());
    var result = new LinkedHashSet<String>();
    for (var key : mentioned.keySet()) {
      if (key.startsWith(service.toLowerCase(Locale.ROOT))
          && request.values(key).isEmpty()
          && known
              .map(a -> a.conditionKeys().stream().anyMatch(k -> isSame(k, key)))
              .orElse(true)) {
        result.add(key);
      }
    }
    return result;
  }

  /// Keys with a name of the user's choice are written `s3:ExistingObjectTag/${TagKey}` or
  /// `s3:ExistingObjectTag/<key>`.
  private static boolean isSame(String written, String key) {
    var lower = written.toLowerCase(Locale.ROOT);
    int open = Math.max(lower.indexOf("${"), lower.indexOf("/<") + 1);
    return open <= 0 ? lower.equals(key) : key.startsWith(lower.substring(0, open));
  }

  /// Those of `keys` that a policy asks for and that `request` does not say.
  SequencedMap<String, OpenKey> askedFor(Map<String, OpenKey> keys, Request request) {
    var result = new LinkedHashMap<String, OpenKey>();
    keys.forEach((key, what) -> {
      if (mentioned.containsKey(key) && request.context().get(key).isEmpty()) {
        result.put(key, what);
      }
    });
    return result;
  }

  /// Those of `keys` that can have values which the policies tell apart, as policies write them.
  Set<String> undetermined(Map<String, OpenKey> keys) {
    var result = new LinkedHashSet<String>();
    keys.forEach((key, what) -> {
      if (what.values(mentioned.getOrDefault(key, Set.of())).size() > 1) {
        result.add(written.getOrDefault(key, key));
      }
    });
    return result;
  }

  /// The requests that a call can be.
  ///
  /// @param complete whether these are all
  record Cases(List<Request> requests, boolean complete) {}

  /// All requests that `request` can be; itself alone if there are no keys.
  Cases cases(Request request, Map<String, OpenKey> keys) {
    var result = List.of(request);
    for (var key : keys.entrySet()) {
      var next = new ArrayList<Request>();
      for (var value : key.getValue().values(mentioned.getOrDefault(key.getKey(), Set.of()))) {
        for (var one : result) {
          next.add(value.map(v -> with(one, key.getKey(), v)).orElse(one));
        }
      }
      if (next.size() > MOST) {
        return new Cases(List.copyOf(next.subList(0, MOST)), false);
      }
      result = List.copyOf(next);
    }
    return new Cases(result, true);
  }

  private Request with(Request request, String key, String value) {
    return new Request(
        request.principal(),
        request.action(),
        request.resource(),
        request.resourceAccount(),
        request.context().withDefault(written.getOrDefault(key, key), value));
  }

  /// The request with the time, if a policy asks for it: so that all other requests are the same at
  /// all times.
  Request at(Instant now, Request request) {
    return askForTime() ? with(request, CallRequests.TIME, now.toString()) : request;
  }
}
