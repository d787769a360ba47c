package dev.diorama.ui.player;

import dev.diorama.access.Verdict;
import dev.diorama.catalog.Texts;
import dev.diorama.json.Json;
import dev.diorama.model.Message;
import dev.diorama.model.Value.Fields;
import dev.diorama.policy.Decision;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.CallBlocked;
import dev.diorama.runtime.RuntimeEvent.CallDenied;
import dev.diorama.runtime.RuntimeEvent.CallFailed;
import dev.diorama.runtime.RuntimeEvent.CallSucceeded;
import dev.diorama.runtime.RuntimeEvent.ExpectationChecked;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import dev.diorama.runtime.RuntimeEvent.LogWritten;
import dev.diorama.ui.theme.Icons;
import dev.diorama.ui.verdict.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Everything about one event: request, response, and why it was let through or not.
public final class EventDetail extends ScrollPane {
  private static final int MOST_CHARACTERS = 20_000;
  private static final int MOST_ROWS = 14;

  private final Texts texts;
  private final Icons icons;
  private final Consumer<String> openLink;
  private final VBox content = new VBox(8);

  /// A view that shows no event yet.
  ///
  /// @param texts must have the bundles of `ui.player`, `ui.verdict`, `policy` and `reachability`
  /// @param openLink shows a page of documentation
  public EventDetail(Texts texts, Icons icons, Consumer<String> openLink) {
    this.texts = texts;
    this.icons = icons;
    this.openLink = openLink;
    getStyleClass().add("diorama-event-detail");
    content.getStyleClass().add("diorama-event-detail-content");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setContent(content);
  }

  /// Shows an event.
  ///
  /// @param words has taken note of all events up to this one
  void show(Optional<RuntimeEvent> event, Optional<EventText> words) {
    content.getChildren().clear();
    setVvalue(0);
    if (event.isEmpty() || words.isEmpty()) {
      content.getChildren().add(text(texts.text("player.detail.empty"), "diorama-placeholder"));
      return;
    }
    head(event.get(), words.get());
    // A refusal is about its reason; everything else about what was asked and answered.
    boolean refused = event.get() instanceof CallDenied || event.get() instanceof CallBlocked;
    if (refused) {
      result(event.get(), words.get());
    }
    words.get().call(event.get()).ifPresent(c -> section("player.detail.request", json(c.input())));
    if (!refused) {
      result(event.get(), words.get());
    }
  }

  private void result(RuntimeEvent event, EventText words) {
    switch (event) {
      case CallSucceeded s -> {
        section("player.detail.response", json(s.output()));
        s.verdicts().forEach(v -> verdict(v, words));
      }
      case CallFailed f -> {
        failure(f.failure());
        f.verdicts().forEach(v -> verdict(v, words));
      }
      case CallDenied d -> {
        failure(d.failure());
        verdict(d.verdict(), words);
      }
      case CallBlocked b -> {
        failure(b.failure());
        verdict(b.verdict(), words);
      }
      case LogWritten l -> section("player.detail.log", area(l.group() + "\n" + l.line()));
      case InvocationEnded i -> i.error().ifPresent(e -> section("player.detail.error", area(e)));
      case ExpectationChecked x ->
          x.failure().ifPresent(f -> section("player.detail.error", area(f)));
      default -> {
        // The head says it all.
      }
    }
  }

  private void head(RuntimeEvent event, EventText words) {
    var icon = icons.icon(words.outcome(event).icon(), 18);
    var title = text(words.word(event) + " · " + words.what(event), "diorama-event-title");
    content.getChildren().add(new HBox(8, icon, title));
    if (!words.who(event).isEmpty()) {
      content.getChildren().add(text(words.who(event), "diorama-event-who"));
    }
    var header = event.header();
    var where =
        texts.text(
            Message.of("player.detail.invocation", header.invocation().value(), header.sequence()));
    var cause =
        header.cause().isPresent()
            ? " · " + texts.text(Message.of("player.detail.cause", header.cause().getAsLong()))
            : "";
    content
        .getChildren()
        .add(text(words.time(event) + " · " + where + cause, "diorama-event-time"));
  }

  private void failure(Failure failure) {
    section(
        "player.detail.error",
        area(
            texts.text(
                Message.of(
                    "player.detail.error.line",
                    failure.code(),
                    failure.status(),
                    failure.message()))));
    if (!failure.details().isEmpty()) {
      content.getChildren().add(json(failure.details()));
    }
  }

  private void verdict(Verdict verdict, EventText words) {
    var why = new Explanation(texts, icons, words::name, openLink);
    verdict
        .endpointPolicy()
        .ifPresent(d -> section("player.detail.decision.endpoint", decision(why, verdict, d)));
    verdict
        .authorization()
        .ifPresent(d -> section("player.detail.decision", decision(why, verdict, d)));
    verdict.network().ifPresent(t -> section("player.detail.network", why.network(t)));
    if (verdict.authorization().isEmpty() && verdict.request().isPresent()) {
      section(
          "player.detail.decision",
          text(texts.text("player.detail.unasked"), "diorama-event-what"));
    }
  }

  private List<Node> decision(Explanation why, Verdict verdict, Decision decision) {
    var rows = new ArrayList<Node>();
    verdict
        .request()
        .map(r -> texts.text(Message.of("player.detail.asked", r.action(), r.resource())))
        .ifPresent(asked -> rows.add(text(asked, "diorama-event-what")));
    rows.addAll(why.decision(decision));
    return rows;
  }

  private void section(String key, Node body) {
    section(key, List.of(body));
  }

  private void section(String key, List<Node> body) {
    content.getChildren().add(text(texts.text(key), "diorama-section"));
    content.getChildren().addAll(body);
  }

  private TextArea json(Fields value) {
    return area(value.isEmpty() ? "{}" : Json.writePretty(ReadablePayloads.in(value)));
  }

  private TextArea area(String text) {
    var shown =
        text.length() <= MOST_CHARACTERS
            ? text
            : text.substring(0, MOST_CHARACTERS)
                + "\n"
                + texts.text(Message.of("player.detail.cut", text.length() - MOST_CHARACTERS));
    var area = new TextArea(shown);
    area.setEditable(false);
    area.setWrapText(true);
    area.getStyleClass().add("diorama-code");
    // A line of this width holds about thirty characters.
    int rows = shown.lines().mapToInt(l -> 1 + l.length() / 30).sum();
    area.setPrefRowCount(Math.clamp(rows, 1, MOST_ROWS));
    area.setMinHeight(USE_PREF_SIZE);
    return area;
  }

  static Label text(String text, String styleClass) {
    var label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().add(styleClass);
    return label;
  }

  /// What is shown, for tests.
  List<Node> parts() {
    return List.copyOf(content.getChildren());
  }
}
