package dev.diorama.ui.verdict;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
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
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import dev.diorama.ui.theme.Icons;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Says why: every statement with each of its elements, every hop and every blocker with its
/// source. Verdicts are never told by colour alone.
public final class Explanation {
  private static final double ICON = 14;
  private static final double INDENT = 14;

  private final Texts texts;
  private final Icons icons;
  private final Function<ResourceId, String> names;
  private final Consumer<String> openLink;

  /// Explains in the language of `texts`.
  ///
  /// @param texts must have the bundles of `ui.verdict`, `policy` and `reachability`
  /// @param names the name of a resource for people
  /// @param openLink shows the page of documentation that a blocker rests on
  public Explanation(
      Texts texts, Icons icons, Function<ResourceId, String> names, Consumer<String> openLink) {
    this.texts = texts;
    this.icons = icons;
    this.names = names;
    this.openLink = openLink;
  }

  /// A decision: the answer, and what each statement said.
  public List<Node> decision(Decision decision) {
    var rows = new ArrayList<Node>();
    DecisionText.explain(decision).stream()
        .findFirst()
        .ifPresent(m ->
            rows.add(
                row(
                    decision.isAllowed() ? "verdict-ok" : "verdict-denied",
                    texts.text(m),
                    0,
                    "strong")));
    if (decision.trace().isEmpty()) {
      rows.add(Controls.text(texts.text("verdict.noStatements"), "small", "muted"));
    }
    decision.trace().forEach(s -> statement(rows, s));
    return rows;
  }

  private void statement(List<Node> rows, StatementMatch s) {
    var name =
        s.sid()
            .map(sid -> Message.of("verdict.statement.sid", s.policyName(), s.index() + 1, sid))
            .orElseGet(() -> Message.of("verdict.statement", s.policyName(), s.index() + 1));
    var line =
        Message.of(
            "verdict.statement.line",
            name,
            DecisionText.kind(s.kind()),
            Message.of("verdict.effect." + s.effect()),
            matched(s.matched()));
    var icon =
        !s.matched()
            ? "verdict-unknown"
            : s.effect() == StatementMatch.Effect.ALLOW ? "verdict-ok" : "verdict-denied";
    rows.add(row(icon, texts.text(line), 0, "strong"));
    s.skipped()
        .ifPresent(why ->
            rows.add(
                row(
                    "verdict-warning",
                    texts.text(Message.of("verdict.skipped", why)),
                    1,
                    "muted")));
    s.elements().forEach(e -> rows.add(element(e)));
  }

  private static Message matched(boolean matched) {
    return Message.of(matched ? "verdict.matched" : "verdict.unmatched");
  }

  private Node element(ElementMatch element) {
    var what =
        switch (element) {
          case SimpleMatch m ->
              Message.of("verdict.element", m.element(), joined(m.expected()), m.actual());
          case ConditionMatch m -> condition(m);
        };
    return row(
        element.matched() ? "verdict-ok" : "verdict-blocked",
        texts.text(matched(element.matched())) + " — " + texts.text(what),
        1,
        "muted");
  }

  private static Message condition(ConditionMatch m) {
    var expected = joined(m.expected());
    if (m.becauseMissing()) {
      return Message.of("verdict.condition.missing", m.operator(), m.key(), expected);
    }
    return m.actual()
        .map(a -> Message.of("verdict.condition", m.operator(), m.key(), expected, joined(a)))
        .orElseGet(() -> Message.of("verdict.condition.absent", m.operator(), m.key(), expected));
  }

  private static String joined(List<String> values) {
    return String.join(", ", values);
  }

  /// A trace: each way with its hops, its reply and what stops it.
  public List<Node> network(Trace trace) {
    var rows = new ArrayList<Node>();
    var icon =
        trace.works()
            ? "verdict-ok"
            : switch (trace.disposition()) {
              case UNREACHABLE -> "verdict-blocked";
              default -> "verdict-unknown";
            };
    rows.add(row(icon, texts.text("verdict.disposition." + trace.disposition()), 0, "strong"));
    for (int i = 0; i < trace.paths().size(); i++) {
      if (trace.paths().size() > 1) {
        rows.add(heading(Message.of("verdict.way", i + 1)));
      }
      way(rows, trace.paths().get(i));
    }
    return rows;
  }

  private void way(List<Node> rows, Path path) {
    path.forward().forEach(h -> rows.add(hop(h)));
    if (!path.reply().isEmpty()) {
      rows.add(heading(Message.of("verdict.reply")));
      path.reply().forEach(h -> rows.add(hop(h)));
    }
    if (!path.blockers().isEmpty()) {
      rows.add(heading(Message.of("verdict.blockers")));
      path.blockers().forEach(b -> rows.addAll(blocker(b)));
    }
  }

  private Node heading(Message words) {
    return Controls.text(texts.text(words), "strong", "small");
  }

  private Node hop(Hop hop) {
    return row("verdict-info", at(hop.at()) + texts.text(hop.explanation()), 1, "muted");
  }

  private List<Node> blocker(Blocker b) {
    var row = row("verdict-blocked", at(b.at()) + texts.text(b.explanation()), 1, "error-text");
    var link = new Hyperlink(b.code(), Glyph.LINK.node(11));
    link.getStyleClass().add("small");
    link.setTooltip(Controls.tooltip(b.source()));
    link.setAccessibleText(texts.text(Message.of("verdict.source", b.code(), b.source())));
    link.setOnAction(e -> {
      openLink.accept(b.source());
      link.setVisited(false);
    });
    var indented = new HBox(link);
    indented.setPadding(new Insets(0, 0, 0, INDENT + ICON));
    return List.of(row, indented);
  }

  private String at(Optional<ResourceId> place) {
    return place.map(names).map(name -> name + ": ").orElse("");
  }

  private HBox row(String icon, String text, int depth, String styleClass) {
    var label = Controls.text(text, "small", styleClass);
    label.setMinWidth(0);
    label.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(label, Priority.ALWAYS);
    var row = new HBox(6, icons.icon(icon, ICON), label);
    row.setAlignment(Pos.TOP_LEFT);
    row.setMinHeight(Region.USE_PREF_SIZE);
    row.setPadding(new Insets(0, 0, 0, depth * INDENT));
    return row;
  }
}
