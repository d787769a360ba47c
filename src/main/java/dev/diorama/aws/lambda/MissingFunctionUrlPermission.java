package dev.diorama.aws.lambda;

import dev.diorama.access.Verdict;
import dev.diorama.catalog.Need;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import dev.diorama.runtime.Authorization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A function URL without authentication whose function's policy does not let everybody: all
/// requests are refused. Since October 2025 it takes two statements.
final class MissingFunctionUrlPermission implements Rule {
  private static final RuleId ID = new RuleId("MissingFunctionUrlPermission");

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        ID, Severity.ERROR, "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html");
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().ofType(FunctionType.NAME).stream()
        .flatMap(f ->
            FunctionUrl.of(f).stream()
                .filter(u -> u.authType().equals(FunctionUrl.NONE))
                .flatMap(u -> check(context, f, u).stream()));
  }

  private Optional<Finding> check(RuleContext context, Resource function, FunctionUrl url) {
    var arn =
        FunctionSettings.arnOf(FunctionSettings.nameOf(function), context.drawing().environment());
    var missing =
        url.authorizations(arn).stream().filter(a -> isDenied(context, function, a)).toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    var actions = missing.stream().map(Authorization::action).collect(Collectors.joining(", "));
    return Optional.of(
        new Finding(
            ID,
            info().severity(),
            new Subject.OfResource(function.id()),
            FunctionFacets.PERMISSIONS,
            Message.of("rule.MissingFunctionUrlPermission.message", function.logicalId(), actions),
            List.of(fix(function, url, missing))));
  }

  private static boolean isDenied(
      RuleContext context, Resource function, Authorization authorization) {
    var need =
        new Need.Call(
            // Nobody asks who calls.
            new Need.ResourceCaller(function.id()),
            authorization.action(),
            authorization.resource(),
            function.id(),
            authorization.context(),
            Optional.empty(),
            authorization.decisive());
    return context.access().of(need).outcome() == Verdict.Outcome.DENIED;
  }

  /// The statements that the console writes (docs.aws.amazon.com/lambda/latest/dg/urls-auth.html).
  private static Fix fix(Resource function, FunctionUrl url, List<Authorization> missing) {
    var rows = new ArrayList<>(function.properties().list("Permissions"));
    for (var authorization : missing) {
      boolean forUrl = authorization.action().equals(FunctionUrl.INVOKE_URL);
      var row =
          Fields.EMPTY
              .with(
                  "Id",
                  MissingLambdaPermission.freeId(
                      function,
                      forUrl
                          ? "FunctionURLAllowPublicAccess"
                          : "FunctionURLInvokeAllowPublicAccess"))
              .with("Action", authorization.action())
              .with("Principal", "*");
      row =
          forUrl
              ? row.with("FunctionUrlAuthType", url.authType())
              : row.with("InvokedViaFunctionUrl", Value.of(true));
      rows.add(url.qualifier().isEmpty() ? row : row.with("Qualifier", url.qualifier()));
    }
    var label = Message.of("rule.MissingFunctionUrlPermission.fix", function.logicalId());
    return new Fix(
        label,
        Transaction.of(
            label,
            new Edit.SetProperty(
                function.id(), FunctionFacets.PERMISSIONS, Optional.of(new Value.Items(rows)))));
  }
}
