package dev.diorama.ui;

import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.reachability.AccountNetwork;
import dev.diorama.workspace.AccountFolder;
import dev.diorama.workspace.DocumentFiles;
import dev.diorama.workspace.OpenDocument;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/// Opens and saves documents beside the interface's thread, and asks before changes are lost.
final class FileControl {

  /// What file control needs from the window.
  interface Host {
    /// The document that is open.
    OpenDocument document();

    /// Hands over what is typed but not finished.
    void commitPending();

    /// Shows another document.
    void show(Document document, Optional<Path> file);

    /// The text of a message.
    String text(Message message);

    /// Says in the status bar what was done.
    void report(String text);

    /// Remembers a file that was opened or saved.
    void remember(Path file);
  }

  private final Stage stage;
  private final Host host;
  private final Background background;
  private final Dialogs dialogs;

  FileControl(Stage stage, Host host, Background background, Dialogs dialogs) {
    this.stage = stage;
    this.host = host;
    this.background = background;
    this.dialogs = dialogs;
  }

  /// The document's name for people.
  String name() {
    return host.document()
        .file()
        .flatMap(f -> Optional.ofNullable(f.getFileName()))
        .map(Path::toString)
        .orElse(host.text(Message.of("ui.untitled")));
  }

  /// Shows a new, empty document.
  void startNew() {
    afterSaving(() -> host.show(Document.EMPTY, Optional.empty()));
  }

  /// Asks for a file and opens it.
  void open() {
    afterSaving(() -> {
      var chosen =
          Optional.ofNullable(
              chooser("ui.dialog.files.diorama", DocumentFiles.EXTENSION).showOpenDialog(stage));
      chosen.map(File::toPath).ifPresent(this::read);
    });
  }

  /// Opens a file.
  void open(Path file) {
    afterSaving(() -> read(file));
  }

  /// Asks for a folder with what `aws ec2 describe-…` printed and opens it as a new drawing.
  void openAccount() {
    afterSaving(() -> {
      var chooser = new DirectoryChooser();
      chooser.setTitle(host.text(Message.of("ui.dialog.account.choose")));
      Optional.ofNullable(chooser.showDialog(stage)).map(File::toPath).ifPresent(this::readAccount);
    });
  }

  /// Opens such a folder.
  void readAccount(Path folder) {
    background.run(
        host.text(Message.of("ui.status.opening", folder.getFileName())),
        () -> DrawnAccount.read(folder),
        account -> {
          if (account.document().architecture().resources().isEmpty()) {
            dialogs.showLines(
                host.text(Message.of("ui.dialog.account.title")),
                host.text(Message.of("ui.dialog.account.nothing", folder)),
                AccountNetwork.FILES.stream().map(name -> name + ".json").toList());
            return;
          }
          afterSaving(() -> showAccount(account));
        },
        e -> dialogs.tell("ui.dialog.open.failed", e, Optional.of(folder)),
        _ -> {});
  }

  private void showAccount(DrawnAccount account) {
    host.show(account.document(), Optional.empty());
    if (!account.warnings().isEmpty()) {
      dialogs.showLines(
          host.text(Message.of("ui.dialog.account.title")),
          host.text(Message.of("ui.dialog.account.warnings", account.warnings().size())),
          account.warnings().stream().map(host::text).toList());
    }
  }

  /// An account's drawing with what could not be understood.
  private record DrawnAccount(Document document, List<Message> warnings) {
    static DrawnAccount read(Path folder) {
      var files = AccountFolder.read(folder);
      var warnings = new ArrayList<>(files.warnings());
      warnings.addAll(files.network().warnings());
      return new DrawnAccount(files.document(), warnings);
    }
  }

  private void read(Path file) {
    background.run(
        host.text(Message.of("ui.status.opening", file.getFileName())),
        () -> DocumentFiles.read(file),
        // What was drawn while the file was read is not lost either.
        document ->
            afterSaving(() -> {
              host.show(document, Optional.of(file));
              host.remember(file);
            }),
        e -> dialogs.tell("ui.dialog.open.failed", e, Optional.of(file)),
        _ -> {});
  }

  /// Saves where the document was saved before, or asks for a place.
  void save(Runnable then) {
    host.commitPending();
    host.document().file().ifPresentOrElse(f -> write(f, then), () -> saveAs(then));
  }

  /// Asks for a place and saves there.
  void saveAs(Runnable then) {
    host.commitPending();
    var chooser = chooser("ui.dialog.files.diorama", DocumentFiles.EXTENSION);
    chooser.setInitialFileName(
        host.document().file().isPresent()
            ? name()
            : host.text(Message.of("ui.untitled")) + DocumentFiles.EXTENSION);
    Optional.ofNullable(chooser.showSaveDialog(stage))
        .map(File::toPath)
        .ifPresent(f -> write(withEnding(f, DocumentFiles.EXTENSION), then));
  }

  private void write(Path file, Runnable then) {
    var open = host.document();
    var document = open.document();
    background.run(
        host.text(Message.of("ui.status.saving", file.getFileName())),
        () -> {
          DocumentFiles.write(document, file);
          return file;
        },
        written -> {
          // What was changed while the file was written is not in it.
          open.markSaved(written, document);
          host.remember(written);
          host.report(host.text(Message.of("ui.status.saved", written.getFileName())));
          then.run();
        },
        e -> dialogs.tell("ui.dialog.save.failed", e, Optional.of(file)),
        _ -> {});
  }

  /// Does `then` at once if there are no unsaved changes; otherwise asks first.
  void afterSaving(Runnable then) {
    host.commitPending();
    if (!host.document().isModified()) {
      then.run();
      return;
    }
    switch (dialogs.askToSave(name())) {
      case SAVE -> save(then);
      case DISCARD -> then.run();
      case CANCEL -> {}
    }
  }

  /// Asks where to export a picture.
  void chooseExport(String kind, Consumer<Path> then) {
    var ending = "." + kind;
    var chooser = chooser("ui.dialog.files." + kind, ending);
    chooser.setInitialFileName(name().replaceFirst("\\.diorama$", "") + ending);
    Optional.ofNullable(chooser.showSaveDialog(stage))
        .map(File::toPath)
        .ifPresent(f -> then.accept(withEnding(f, ending)));
  }

  /// Asks for any file.
  Optional<Path> chooseFile(String title) {
    var chooser = new FileChooser();
    chooser.setTitle(title);
    return Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath);
  }

  private static Path withEnding(Path file, String ending) {
    var name = String.valueOf(file.getFileName());
    return name.contains(".") ? file : file.resolveSibling(name + ending);
  }

  private FileChooser chooser(String filterKey, String ending) {
    var chooser = new FileChooser();
    chooser
        .getExtensionFilters()
        .setAll(
            new FileChooser.ExtensionFilter(host.text(Message.of(filterKey)), "*" + ending),
            new FileChooser.ExtensionFilter(host.text(Message.of("ui.dialog.files.all")), "*.*"));
    host.document()
        .file()
        .map(Path::toAbsolutePath)
        .map(Path::getParent)
        .map(Path::toFile)
        .filter(File::isDirectory)
        .ifPresent(chooser::setInitialDirectory);
    return chooser;
  }
}
