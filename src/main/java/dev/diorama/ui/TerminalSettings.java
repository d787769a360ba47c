package dev.diorama.ui;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.ui.RunControl.Run;
import java.util.List;
import java.util.Optional;

/// What to type into a terminal so that AWS's own clients talk to a run.
final class TerminalSettings {
  private TerminalSettings() {}

  /// Shows the lines for the first client that has a role.
  static void show(Run run, Dialogs dialogs, Texts texts) {
    var person = person(run);
    dialogs.showLines(
        texts.text("ui.dialog.keys.title"),
        person
            .map(p -> texts.text(Message.of("ui.dialog.keys.text", p.logicalId())))
            .orElse(texts.text("ui.dialog.keys.nobody")),
        person.map(p -> lines(run, p)).orElse(List.of()));
  }

  private static Optional<Resource> person(Run run) {
    return run.drawing().resources().values().stream()
        .filter(run::isClient)
        .filter(r -> run.catalog().facets(r).role(r, run.drawing()).isPresent())
        .findFirst();
  }

  /// The environment variables that all AWS SDKs and the AWS CLI read
  /// (`docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html`).
  static List<String> lines(Run run, Resource person) {
    var keys = run.system().credentials(person.id());
    return List.of(
        "export AWS_ENDPOINT_URL=" + run.system().endpointUrl(),
        "export AWS_REGION=" + run.drawing().environment().region(),
        "export AWS_DEFAULT_REGION=" + run.drawing().environment().region(),
        "export AWS_ACCESS_KEY_ID=" + keys.accessKeyId(),
        "export AWS_SECRET_ACCESS_KEY=" + keys.secretAccessKey(),
        "export AWS_SESSION_TOKEN=" + keys.sessionToken());
  }
}
