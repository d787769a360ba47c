package dev.diorama.aws.iam;

import dev.diorama.catalog.Need;
import dev.diorama.edit.Edit;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.rule.RuleContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// A statement that is drawn as a row of permissions, as a function's policy is
/// (docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html), and not as JSON.
///
/// @param rows all rows
/// @param index which one is meant
record PermissionRow(DrawnStatement statement, List<Value> rows, int index) {
  private static final String SOURCE = "SourceArn";
  private static final String ACCOUNT = "SourceAccount";

  /// The row that a statement was made from, if it was.
  static Optional<PermissionRow> of(DrawnStatement statement) {
    int index =
        statement.policy().document() instanceof Fields document
            ? document.list("Statement").indexOf(statement.written())
            : -1;
    return statement
        .policy()
        .at()
        .in(statement.owner().properties())
        .flatMap(v -> v instanceof Items items ? Optional.of(items.values()) : Optional.empty())
        .filter(rows -> index >= 0 && index < rows.size() && rows.get(index) instanceof Fields)
        .map(rows -> new PermissionRow(statement, rows, index));
  }

  private Fields row() {
    return rows.get(index) instanceof Fields fields ? fields : Fields.EMPTY;
  }

  /// The edit that lets in only those for whom a drawn connection lets the service call; if there
  /// are none, only this account.
  Edit onlyFor(RuleContext context) {
    var account = context.drawing().environment().accountId();
    var written = new ArrayList<>(rows);
    var sources = sources(context);
    if (sources.isEmpty()) {
      written.set(index, row().with(ACCOUNT, account));
    }
    for (int i = 0; i < sources.size(); i++) {
      var arn = sources.get(i);
      var limited = row().with(SOURCE, arn.written());
      // Without an account in the ARN, whoever makes a bucket of the same name could come in.
      var row = arn.namesAccount() ? limited : limited.with(ACCOUNT, account);
      if (i == 0) {
        written.set(index, row);
      } else {
        written.add(row.with("Id", row().text("Id").orElse("permission") + "-" + (i + 1)));
      }
    }
    return new Edit.SetProperty(
        statement.owner().id(), statement.policy().at(), Optional.of(new Items(written)));
  }

  private record Source(String written, boolean namesAccount) {}

  /// For whom the service calls, one ARN for each drawn resource.
  private List<Source> sources(RuleContext context) {
    var arns = new LinkedHashMap<ResourceId, String>();
    for (var connection : context.drawing().to(statement.owner().id())) {
      for (var need : context.catalog().needs(context.drawing(), connection)) {
        if (need instanceof Need.Call call
            && call.caller() instanceof Need.ServiceCaller service
            && call.target().equals(statement.owner().id())
            && statement.principals("Service").contains(service.servicePrincipal())) {
          arns.merge(service.resource(), service.sourceArn(), PermissionRow::common);
        }
      }
    }
    return arns.entrySet().stream()
        .map(e ->
            new Source(
                symbolic(e.getKey(), e.getValue(), context),
                !e.getValue().matches("arn:[^:]*:[^:]*:[^:]*::.*")))
        .toList();
  }

  /// What two ARNs begin with, and a wildcard.
  private static String common(String a, String b) {
    int same = 0;
    while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    return a.equals(b) ? a : a.substring(0, same).replaceFirst("\\*+$", "") + "*";
  }

  /// A name instead of an ARN goes along when the resource is renamed.
  private static String symbolic(ResourceId source, String arn, RuleContext context) {
    return context
        .drawing()
        .resource(source)
        .filter(
            r -> context.catalog().arn(context.drawing(), source).filter(arn::equals).isPresent())
        .map(r -> "${" + r.logicalId() + ".Arn}")
        .orElse(arn);
  }
}
