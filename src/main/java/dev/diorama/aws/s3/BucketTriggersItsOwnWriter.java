package dev.diorama.aws.s3;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A notification sets off something that writes to the same bucket, so that it sets itself off
/// without end. Silent where the drawn prefixes prove that the written keys are not reported.
final class BucketTriggersItsOwnWriter implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("BucketTriggersItsOwnWriter"),
          Severity.ERROR,
          "https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html");
  private static final String READ_PREFIX = "incoming/";
  private static final String WRITE_PREFIX = "processed/";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var drawing = context.drawing();
    return drawing.connections().values().stream()
        .filter(c -> c.type().equals(S3Connections.NOTIFICATION))
        .flatMap(notification -> {
          var reached = reached(context, notification.target());
          return drawing.to(notification.source()).stream()
              .filter(write -> reached.contains(write.source()) && loops(notification, write))
              .map(write -> finding(drawing, notification, write));
        });
  }

  /// Everything that `start` sets off along triggers, itself included: the notification may take a
  /// queue on its way to the writer.
  private static Set<ResourceId> reached(RuleContext context, ResourceId start) {
    var reached = new LinkedHashSet<ResourceId>();
    var open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      var here = open.removeFirst();
      if (reached.add(here)) {
        for (var connection : context.drawing().from(here)) {
          // Another bucket's notification is another loop's business, with its own filters.
          boolean follows =
              !connection.type().equals(S3Connections.NOTIFICATION)
                  && context.catalog().type(connection.type()).filter(t -> t.trigger()).isPresent();
          if (follows) {
            open.addLast(connection.target());
          }
        }
      }
    }
    return reached;
  }

  private static boolean loops(Connection notification, Connection write) {
    return S3Connections.actions(write).stream().anyMatch(a -> reports(notification, a))
        && !disjoint(prefix(notification), S3Connections.prefix(write));
  }

  /// Whether an event of the notification comes from this action.
  private static boolean reports(Connection notification, String action) {
    var set = notification.properties().texts("Events");
    var events = set.isEmpty() ? S3Connections.DEFAULT_EVENTS : set;
    return switch (action) {
      case "s3:PutObject" -> events.stream().anyMatch(e -> e.startsWith("s3:ObjectCreated:"));
      case "s3:DeleteObject" -> events.stream().anyMatch(e -> e.startsWith("s3:ObjectRemoved:"));
      default -> false;
    };
  }

  private static String prefix(Connection notification) {
    return notification.properties().text("Prefix").orElse("");
  }

  /// Whether no key can begin with both.
  private static boolean disjoint(String a, String b) {
    return !a.startsWith(b) && !b.startsWith(a);
  }

  private Finding finding(Architecture drawing, Connection notification, Connection write) {
    var bucket = name(drawing, notification.source());
    var writer = name(drawing, write.source());
    return new Finding(
        INFO.id(),
        INFO.severity(),
        new Subject.OfConnection(notification.id()),
        PropertyPath.of("Prefix"),
        Message.of("rule.BucketTriggersItsOwnWriter.message", bucket, writer),
        List.of(
            narrow(notification, write),
            new Fix(
                Message.of("rule.BucketTriggersItsOwnWriter.fix.remove", bucket),
                Transaction.of(
                    Message.of("rule.BucketTriggersItsOwnWriter.fix.remove", bucket),
                    new Edit.Disconnect(notification.id())))));
  }

  /// Gives each side a prefix that excludes the other's; a prefix that is set already stays.
  private static Fix narrow(Connection notification, Connection write) {
    var read = prefix(notification);
    var written = S3Connections.prefix(write);
    if (read.isEmpty() || !written.isEmpty()) {
      read = disjoint(READ_PREFIX, written) || written.isEmpty() ? READ_PREFIX : "uploads/";
    }
    if (written.isEmpty()) {
      written = disjoint(WRITE_PREFIX, read) ? WRITE_PREFIX : "results/";
    }
    var edits = new ArrayList<Edit>();
    edits.add(
        new Edit.SetConnectionProperty(
            notification.id(), PropertyPath.of("Prefix"), Optional.of(Value.of(read))));
    edits.add(
        new Edit.SetConnectionProperty(
            write.id(), PropertyPath.of("Prefix"), Optional.of(Value.of(written))));
    var label = Message.of("rule.BucketTriggersItsOwnWriter.fix.prefix", read, written);
    return new Fix(label, new Transaction(label, edits));
  }

  private static String name(Architecture drawing, ResourceId id) {
    return drawing.resource(id).map(r -> r.logicalId()).orElse(id.value());
  }
}
