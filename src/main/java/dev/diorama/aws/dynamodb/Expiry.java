package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.AttributeValue.N;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Cancellable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A table's time to live: which items expire when. AWS deletes expired items within a few days,
/// and until then they are still found; here they are deleted in the second in which they expire.
/// See `docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html`.
final class Expiry {
  /// What lies further back is taken for a mistake and stays.
  private static final Duration OLDEST = Duration.ofDays(5 * 365);

  private static final BigDecimal LATEST = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

  private final RuntimeContext context;
  private final String attribute;
  private final Consumer<List<PrimaryKey>> delete;
  private final NavigableMap<Long, Set<PrimaryKey>> due = new TreeMap<>();
  private final Map<PrimaryKey, Long> seconds = new TreeMap<>();
  private Optional<Cancellable> timer = Optional.empty();

  /// @param attribute holds the time of expiry, in seconds since 1970
  /// @param delete deletes the items with these keys
  Expiry(RuntimeContext context, String attribute, Consumer<List<PrimaryKey>> delete) {
    this.context = context;
    this.attribute = attribute;
    this.delete = delete;
  }

  /// Follows a change of the item with this key.
  void changed(PrimaryKey key, Optional<M> after) {
    var earlier = Optional.ofNullable(seconds.remove(key));
    earlier.ifPresent(second -> {
      var keys = due.getOrDefault(second, Set.of());
      keys.remove(key);
      if (keys.isEmpty()) {
        due.remove(second);
      }
    });
    var second = after.flatMap(this::second);
    second.ifPresent(s -> {
      seconds.put(key, s);
      due.computeIfAbsent(s, any -> new LinkedHashSet<>()).add(key);
    });
    if (earlier.isPresent() || second.isPresent()) {
      schedule();
    }
  }

  /// When an item expires, if it does.
  private Optional<Long> second(M item) {
    long oldest = context.now().minus(OLDEST).getEpochSecond();
    return item.get(attribute)
        .flatMap(v -> v instanceof N n ? Optional.of(n.value()) : Optional.empty())
        .filter(v -> v.signum() > 0 && v.compareTo(LATEST) < 0)
        .map(v -> v.setScale(0, RoundingMode.DOWN).longValue())
        .filter(s -> s > oldest);
  }

  private void schedule() {
    timer.ifPresent(Cancellable::cancel);
    timer = Optional.empty();
    if (!due.isEmpty()) {
      var wait = Duration.between(context.now(), Instant.ofEpochSecond(due.firstKey()));
      timer = Optional.of(context.after(wait.isNegative() ? Duration.ZERO : wait, this::expire));
    }
  }

  private void expire() {
    var expired = new ArrayList<PrimaryKey>();
    due.headMap(context.now().getEpochSecond(), true).values().forEach(expired::addAll);
    if (expired.isEmpty()) {
      schedule();
    } else {
      // Each deletion comes back as a change, which sets the timer anew.
      delete.accept(expired);
    }
  }
}
