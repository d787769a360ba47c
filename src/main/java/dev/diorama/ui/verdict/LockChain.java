package dev.diorama.ui.verdict;

import dev.diorama.access.Verdict;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.policy.Decision;
import dev.diorama.reachability.Blocker;
import dev.diorama.reachability.Disposition;
import dev.diorama.reachability.Trace;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import dev.diorama.ui.theme.Icons;
import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/// A whole call in one line: name → network → endpoint policy → identity and resource policies,
/// each with a lock that is open or shut. A lock never speaks by its colour alone.
public final class LockChain {
  /// What the resolution of a name fails for.
  private static final Set<String> NAME_BLOCKERS =
      Set.of(
          "DIORAMA_VPC_DNS_SUPPORT_OFF",
          "DIORAMA_VPC_DNS_ATTRIBUTES_OFF",
          "DIORAMA_PRIVATE_DNS_OFF");

  private final Texts texts;
  private final Icons icons;

  /// @param texts must have the bundle of `ui.verdict`
  public LockChain(Texts texts, Icons icons) {
    this.texts = texts;
    this.icons = icons;
  }

  /// What is asked of a call, in this order.
  enum Step {
    /// The name is resolved.
    NAME,
    /// The packets arrive and the reply returns.
    NETWORK,
    /// The VPC endpoint's policy allows it.
    ENDPOINT_POLICY,
    /// All other policies allow it.
    POLICIES
  }

  /// A lock's state.
  enum State {
    /// It lets the call pass.
    OPEN("lock-open"),
    /// It stops the call.
    SHUT("lock-shut"),
    /// It lets some calls pass.
    SOMETIMES("verdict-warning"),
    /// It cannot be known.
    UNKNOWN("lock-unknown"),
    /// The call does not come so far.
    NOT_REACHED("lock-none"),
    /// There is no such lock on this way.
    NONE("lock-none");

    private final String icon;

    State(String icon) {
      this.icon = icon;
    }
  }

  /// A step with its lock.
  record Link(Step step, State state) {}

  /// The locks on the way of a call.
  static List<Link> of(Verdict verdict) {
    return List.of(
        new Link(Step.NAME, name(verdict)),
        new Link(Step.NETWORK, network(verdict)),
        new Link(Step.ENDPOINT_POLICY, endpoint(verdict)),
        new Link(Step.POLICIES, policies(verdict)));
  }

  private static State name(Verdict verdict) {
    return verdict.network().map(t -> unresolved(t) ? State.SHUT : State.OPEN).orElse(State.NONE);
  }

  private static boolean unresolved(Trace trace) {
    return !trace.works()
        && trace.blockers().stream().map(Blocker::code).anyMatch(NAME_BLOCKERS::contains);
  }

  private static State network(Verdict verdict) {
    return verdict
        .network()
        .map(trace ->
            switch (trace.disposition()) {
              case REACHABLE -> State.OPEN;
              case INTERMITTENT -> State.SOMETIMES;
              case AMBIGUOUS, UNKNOWN -> State.UNKNOWN;
              case UNREACHABLE ->
                  trace.blockers().stream().map(Blocker::code).allMatch(NAME_BLOCKERS::contains)
                      ? State.NOT_REACHED
                      : State.SHUT;
            })
        .orElse(State.NONE);
  }

  private static State endpoint(Verdict verdict) {
    if (verdict.network().flatMap(Trace::endpoint).isEmpty()) {
      return State.NONE;
    }
    if (blocked(verdict)) {
      return State.NOT_REACHED;
    }
    // An endpoint without a policy of its own lets everything pass.
    return verdict.endpointPolicy().map(LockChain::state).orElse(State.OPEN);
  }

  private static State policies(Verdict verdict) {
    return switch (verdict.need()) {
      case Need.Packet p -> State.NONE;
      case Need.Call c -> verdict.authorization().map(LockChain::state).orElse(State.NOT_REACHED);
    };
  }

  private static boolean blocked(Verdict verdict) {
    return verdict.network().filter(t -> t.disposition() == Disposition.UNREACHABLE).isPresent();
  }

  private static State state(Decision decision) {
    return decision.isAllowed() ? State.OPEN : State.SHUT;
  }

  /// The chain as a node.
  public Node node(Verdict verdict) {
    var row = new HBox();
    row.getStyleClass().add("lock-chain");
    var links = of(verdict);
    for (var link : links) {
      if (!row.getChildren().isEmpty()) {
        var arrow = Glyph.ARROW.node(11);
        var place = new HBox(arrow);
        place.getStyleClass().add("lock-chain-arrow");
        row.getChildren().add(place);
      }
      row.getChildren().add(cell(link));
    }
    row.setAccessibleText(
        String.join(
            ", ",
            links.stream()
                .map(l ->
                    texts.text(
                        Message.of(
                            "verdict.chain.link", name(l.step(), ".whole"), word(l.state()))))
                .toList()));
    row.setFocusTraversable(true);
    return row;
  }

  private Node cell(Link link) {
    var name = label(name(link.step(), ""), "small");
    var word = label(word(link.state()), "small", style(link.state()));
    var cell = new VBox(2, icons.icon(link.state().icon, 18), name, word);
    cell.setAlignment(Pos.TOP_CENTER);
    cell.setMinWidth(0);
    cell.setPrefWidth(74);
    cell.getStyleClass().add("lock-chain-cell");
    HBox.setHgrow(cell, Priority.ALWAYS);
    var tip = Message.of("verdict.chain.link", name(link.step(), ".whole"), word(link.state()));
    Tooltip.install(cell, Controls.tooltip(texts.text(tip)));
    return cell;
  }

  private static Label label(String text, String... styles) {
    var label = Controls.text(text, styles);
    label.setTextAlignment(TextAlignment.CENTER);
    label.setAlignment(Pos.TOP_CENTER);
    label.setMaxWidth(Double.MAX_VALUE);
    return label;
  }

  private String name(Step step, String form) {
    return texts.text("verdict.chain." + step + form);
  }

  private String word(State state) {
    return texts.text("verdict.lock." + state);
  }

  private static String style(State state) {
    return switch (state) {
      case OPEN -> "success-text";
      case SHUT -> "error-text";
      case SOMETIMES, UNKNOWN -> "warning-text";
      case NOT_REACHED, NONE -> "muted";
    };
  }
}
