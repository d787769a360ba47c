package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import dev.diorama.model.ResourceId;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;

/// The way of a connection's packets over the drawing, as it is lit: what they pass, what lets them
/// pass, and where they are stopped. The reply goes the same way back and is not drawn again.
///
/// @param stops in the packets' order
/// @param frames the subnets in which the interfaces on the way stand
/// @param chip the interface by which packets leave a resource that is drawn elsewhere
/// @param legs from each place that is passed to the next; none if the packets go nowhere
/// @param broken from the last place to what stops the packets; empty where they arrive
/// @param locks what stops the packets or the call
/// @param open what was asked too and lets them pass, each once
record PathLight(
    List<Stop> stops,
    List<ResourceId> frames,
    Optional<Bounds> chip,
    List<Polyline> legs,
    Optional<Polyline> broken,
    List<Lock> locks,
    List<ResourceId> open) {
  PathLight {
    stops = List.copyOf(stops);
    frames = List.copyOf(frames);
    legs = List.copyOf(legs);
    locks = List.copyOf(locks);
    open = List.copyOf(open);
  }

  /// A resource on the way.
  ///
  /// @param numbers its places in the order, from 1; one that is passed again has several
  /// @param passed whether packets go through it; otherwise it only decides, as a security group
  /// @param at how far along the way it is reached, from 0 to 1
  record Stop(ResourceId node, List<Integer> numbers, boolean passed, double at) {
    Stop {
      numbers = List.copyOf(numbers);
    }

    /// The numbers as text.
    String label() {
      return String.join(", ", numbers.stream().map(String::valueOf).toList());
    }
  }

  /// A lock that is not open.
  ///
  /// @param node what it hangs on; empty if that is not drawn
  /// @param anchor where it hangs then
  /// @param word the verdict in one word
  /// @param reason one or two sentences
  record Lock(Optional<ResourceId> node, Point2D anchor, State state, String word, String reason) {}

  /// How shut a lock is.
  enum State {
    /// Nothing passes.
    SHUT("lock-shut"),
    /// Some connections fail.
    SOMETIMES("verdict-warning"),
    /// It cannot be known.
    UNKNOWN("lock-unknown");

    private final String icon;

    State(String icon) {
      this.icon = icon;
    }

    /// The icon's file name without `.svg`.
    String icon() {
      return icon;
    }
  }
}
