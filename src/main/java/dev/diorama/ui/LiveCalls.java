package dev.diorama.ui;

import dev.diorama.catalog.ManualCall;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.ui.RunControl.Run;
import dev.diorama.ui.findings.Subjects;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;

/// Makes calls to a run by hand: as a menu or buttons for a resource, and for files dropped on one.
/// Their answers are events of the run like all others.
final class LiveCalls {
  /// As much as a single upload to a bucket by hand may bring into memory.
  private static final long MAX_FILE = 64L << 20;

  private final Supplier<Texts> texts;
  private final Dialogs dialogs;
  private final FileControl files;
  private final Background background;

  LiveCalls(Supplier<Texts> texts, Dialogs dialogs, FileControl files, Background background) {
    this.texts = texts;
    this.dialogs = dialogs;
    this.files = files;
    this.background = background;
  }

  private String text(String key, Object... arguments) {
    return texts.get().text(Message.of(key, arguments));
  }

  /// Menu entries for the calls to `target`.
  List<MenuItem> menu(Run run, ResourceId target) {
    var items = new ArrayList<MenuItem>();
    for (var call : run.calls(target)) {
      var item = new MenuItem(texts.get().text(call.label()));
      item.setOnAction(e -> make(run, call, target));
      items.add(item);
    }
    return items;
  }

  /// Buttons for the calls to `target`; a hint where nothing that takes calls is selected.
  Node strip(Run run, Optional<ResourceId> target) {
    var pane = new FlowPane(6, 6);
    pane.getStyleClass().add("calls");
    pane.setAlignment(Pos.CENTER_LEFT);
    pane.setMinHeight(Region.USE_PREF_SIZE);
    target.ifPresent(t -> {
      for (var call : run.calls(t)) {
        var button =
            new Button(
                texts.get().text(call.label()),
                (call.file().isPresent() ? Glyph.UP : Glyph.ARROW).node(12));
        button.getStyleClass().add("small-button");
        button.setOnAction(e -> make(run, call, t));
        pane.getChildren().add(button);
      }
    });
    if (pane.getChildren().isEmpty()) {
      pane.getChildren().add(Controls.text(text("ui.call.hint"), "muted", "small"));
    }
    return pane;
  }

  /// Carries files that were dropped on `target` to its first call that takes one.
  ///
  /// @return whether there is such a call
  boolean dropped(Run run, ResourceId target, List<Path> dropped) {
    var call = run.calls(target).stream().filter(c -> c.file().isPresent()).findFirst();
    call.ifPresent(c -> dropped.forEach(file -> send(run, c, target, Optional.of(file))));
    return call.isPresent();
  }

  private void make(Run run, ManualCall call, ResourceId target) {
    if (call.file().isPresent()) {
      files
          .chooseFile(text("ui.call.file"))
          .ifPresent(file -> send(run, call, target, Optional.of(file)));
    } else {
      send(run, call, target, Optional.empty());
    }
  }

  private void send(Run run, ManualCall call, ResourceId target, Optional<Path> file) {
    var caller = run.caller(target);
    var name = Subjects.name(target, run.drawing());
    if (caller.isEmpty()) {
      dialogs.tell("ui.dialog.call.failed", text("ui.call.noClient", name));
      return;
    }
    var input = call.input();
    for (var member : call.asked()) {
      var path = PropertyPath.of(member.split("\\.", -1));
      var answer =
          dialogs.ask(
              text("ui.call.title", texts.get().text(call.label()), name),
              member,
              path.in(input).flatMap(Value::asText).orElse(""));
      if (answer.isEmpty()) {
        return;
      }
      input = path.set(input, Optional.of(Value.of(answer.get())));
    }
    var given = input;
    background.run(
        text("ui.status.calling", texts.get().text(call.label())),
        () -> withFile(call, given, file),
        complete -> submit(run, call, caller.get(), target, complete),
        e -> dialogs.tell("ui.dialog.call.failed", describe(e, file)),
        _ -> {});
  }

  private String describe(Exception failure, Optional<Path> file) {
    return failure instanceof IOException && file.isPresent()
        ? text("ui.dialog.unreadable", file.get(), String.valueOf(failure.getMessage()))
        : text("ui.dialog.internal", failure);
  }

  private Fields withFile(ManualCall call, Fields input, Optional<Path> file) throws IOException {
    if (file.isEmpty() || call.file().isEmpty()) {
      return input;
    }
    if (Files.size(file.get()) > MAX_FILE) {
      throw new IOException(text("ui.dialog.tooLarge", file.get(), MAX_FILE >> 20));
    }
    var members = call.file().get();
    var complete =
        input
            .with(members.name(), String.valueOf(file.get().getFileName()))
            .with(members.content(), Value.of(Files.readAllBytes(file.get())));
    var type = Optional.ofNullable(Files.probeContentType(file.get()));
    return members.contentType().isPresent() && type.isPresent()
        ? complete.with(members.contentType().get(), type.get())
        : complete;
  }

  private static void submit(
      Run run, ManualCall call, ResourceId caller, ResourceId target, Fields input) {
    // The answer, good or bad, is an event of the run; that is where it is shown.
    var _ = run.make(call, caller, target, input);
  }
}
