package dev.diorama.ui.network;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.reachability.PortSet;
import dev.diorama.reachability.Reach;
import java.util.Optional;

/// Says which connections work: short, as in a cell, and in full.
final class ReachText {
  private final Texts texts;

  ReachText(Texts texts) {
    this.texts = texts;
  }

  /// The ports, or a dash.
  String cell(Reach reach) {
    return switch (reach.disposition()) {
      case UNREACHABLE -> "—";
      case UNKNOWN -> texts.text("network.unknown");
      case REACHABLE, INTERMITTENT, AMBIGUOUS -> ports(reach.ports());
    };
  }

  /// A set of TCP ports in words.
  String ports(PortSet ports) {
    if (ports.isEmpty()) {
      return texts.text("network.ports.none");
    }
    return ports.containsAll(PortSet.of(1, 65535))
        ? texts.text("network.ports.all")
        : ports.toString();
  }

  /// Everything about a pair in one sentence.
  String sentence(String from, String to, Reach reach) {
    return texts.text(
        Message.of(
            "network.pair", from, to, Message.of("network." + reach.disposition()), cell(reach)));
  }

  /// The icon's file name without `.svg`; none where nothing works.
  static Optional<String> icon(Reach reach) {
    return switch (reach.disposition()) {
      case REACHABLE -> Optional.of("verdict-ok");
      case INTERMITTENT -> Optional.of("verdict-warning");
      case AMBIGUOUS, UNKNOWN -> Optional.of("verdict-unknown");
      case UNREACHABLE -> Optional.empty();
    };
  }
}
