package dev.diorama.ui.player;

import dev.diorama.access.Verdict;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.policy.Decision;
import dev.diorama.policy.DecisionText;
import dev.diorama.policy.StatementMatch;
import dev.diorama.policy.StatementMatch.ConditionMatch;
import dev.diorama.policy.StatementMatch.ElementMatch;
import dev.diorama.policy.StatementMatch.SimpleMatch;
import dev.diorama.reachability.Blocker;
import dev.diorama.reachability.Hop;
import dev.diorama.reachability.Path;
import dev.diorama.reachability.Trace;
import dev.diorama.ui.canvas.IconSource;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Shows why: every statement with each element, every hop and every blocker.
final class VerdictView {
  private static final int ICON = 14;

  private final Texts texts;
  private final IconSource icons;

  VerdictView(Texts texts, IconSource icons) {
    this.texts = texts;
    this.icons = icons;
  }

  /// A decision: what was asked, the answer, and what each statement said.
  List<Node> decision(Verdict verdict, Decision decision) {
    var rows = new ArrayList<Node>();
    verdict
        .request()
        .ifPresent(r ->
            rows.add(
                EventDetail.text(
                    texts.text(Message.of("player.detail.asked", r.action(), r.resource())),
                    "diorama-event-what")));
    DecisionText.explain(decision).stream()
        .findFirst()
        .ifPresent(m ->
            rows.add(
                row(
                    decision.isAllowed() ? "verdict-ok" : "verdict-denied",
                    texts.text(m),
                    0,
                    "diorama-event-who")));
    decision.trace().forEach(s -> statement(rows, s));
    return rows;
  }

  private void statement(List<Node> rows, StatementMatch s) {
    var name =
        s.sid()
            .map(sid ->
                Message.of("player.detail.statement.sid", s.policyName(), s.index() + 1, sid))
            .orElseGet(() -> Message.of("player.detail.statement", s.policyName(), s.index() + 1));
    var line =
        texts.text(name)
            + " · "
            + texts.text(DecisionText.kind(s.kind()))
            + " · "
            + texts.text("player.detail.effect." + s.effect())
            + " · "
            + texts.text(s.matched() ? "player.detail.matched" : "player.detail.unmatched");
    var icon =
        !s.matched()
            ? "verdict-unknown"
            : s.effect() == StatementMatch.Effect.ALLOW ? "verdict-ok" : "verdict-denied";
    rows.add(row(icon, line, 0, "diorama-statement"));
    s.skipped()
        .ifPresent(why ->
            rows.add(
                row(
                    "verdict-warning",
                    texts.text(Message.of("player.detail.skipped", why)),
                    1,
                    "diorama-element")));
    s.elements().forEach(e -> rows.add(element(e)));
  }

  private Node element(ElementMatch element) {
    var what =
        switch (element) {
          case SimpleMatch m ->
              m.element()
                  + ": "
                  + texts.text(
                      Message.of("player.detail.expected", String.join(", ", m.expected())))
                  + "; "
                  + texts.text(Message.of("player.detail.actual", m.actual()));
          case ConditionMatch m ->
              m.operator()
                  + " "
                  + m.key()
                  + ": "
                  + texts.text(
                      Message.of("player.detail.expected", String.join(", ", m.expected())))
                  + "; "
                  + m.actual()
                      .map(
                          a -> texts.text(Message.of("player.detail.actual", String.join(", ", a))))
                      .orElseGet(() -> texts.text("player.detail.absent"))
                  + (m.becauseMissing() ? "; " + texts.text("player.detail.because-missing") : "");
        };
    var word = texts.text(element.matched() ? "player.detail.matched" : "player.detail.unmatched");
    return row(
        element.matched() ? "verdict-ok" : "verdict-blocked",
        word + " — " + what,
        1,
        "diorama-element");
  }

  /// A trace: each way with its hops, its reply and what stops it.
  List<Node> network(Trace trace) {
    var rows = new ArrayList<Node>();
    var icon =
        trace.works()
            ? "verdict-ok"
            : switch (trace.disposition()) {
              case UNREACHABLE -> "verdict-blocked";
              default -> "verdict-unknown";
            };
    rows.add(
        row(icon, texts.text("player.disposition." + trace.disposition()), 0, "diorama-event-who"));
    for (int i = 0; i < trace.paths().size(); i++) {
      if (trace.paths().size() > 1) {
        rows.add(
            EventDetail.text(
                texts.text(Message.of("player.detail.network.way", i + 1)), "diorama-statement"));
      }
      way(rows, trace.paths().get(i));
    }
    return rows;
  }

  private void way(List<Node> rows, Path path) {
    path.forward().forEach(h -> rows.add(hop(h)));
    if (!path.reply().isEmpty()) {
      rows.add(EventDetail.text(texts.text("player.detail.network.reply"), "diorama-statement"));
      path.reply().forEach(h -> rows.add(hop(h)));
    }
    if (!path.blockers().isEmpty()) {
      rows.add(EventDetail.text(texts.text("player.detail.network.blockers"), "diorama-statement"));
      path.blockers().forEach(b -> rows.add(blocker(b)));
    }
  }

  private Node hop(Hop hop) {
    return row("verdict-info", texts.text(hop.explanation()), 1, "diorama-element");
  }

  private Node blocker(Blocker b) {
    var row =
        row("verdict-blocked", b.code() + ": " + texts.text(b.explanation()), 1, "diorama-element");
    row.setAccessibleText(
        texts.text(b.explanation())
            + " "
            + texts.text(Message.of("player.detail.source", b.source())));
    return row;
  }

  private HBox row(String icon, String text, int depth, String styleClass) {
    var view = new ImageView(icons.icon(icon, ICON, 2));
    view.setFitWidth(ICON);
    view.setFitHeight(ICON);
    Label label = EventDetail.text(text, styleClass);
    label.setMinWidth(0);
    HBox.setHgrow(label, Priority.ALWAYS);
    label.setMaxWidth(Double.MAX_VALUE);
    var row = new HBox(6, view, label);
    row.setMinHeight(Region.USE_PREF_SIZE);
    row.setPadding(new Insets(0, 0, 0, depth * 14));
    row.getStyleClass().add(styleClass + "-row");
    return row;
  }
}
