package dev.diorama.aws.lambda;

import dev.diorama.access.Verdict;
import dev.diorama.catalog.Need;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Connection;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// An AWS service is drawn to invoke a function whose resource-based policy does not let it.
final class MissingLambdaPermission implements Rule {
  private static final RuleId ID = new RuleId("MissingLambdaPermission");
  private static final String INVOKE = "lambda:InvokeFunction";

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        ID,
        Severity.ERROR,
        "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html");
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().connections().values().stream().flatMap(c -> check(context, c));
  }

  private Stream<Finding> check(RuleContext context, Connection connection) {
    return context.catalog().needs(context.drawing(), connection).stream()
        .flatMap(n ->
            n instanceof Need.Call c && c.action().equals(INVOKE)
                ? Stream.of(c)
                : Stream.<Need.Call>empty())
        .flatMap(call -> check(context, connection, call).stream());
  }

  private Optional<Finding> check(RuleContext context, Connection connection, Need.Call call) {
    var function =
        context.drawing().resource(call.target()).filter(r -> r.type().equals(FunctionType.NAME));
    if (!(call.caller() instanceof Need.ServiceCaller service)
        || function.isEmpty()
        || context.access().of(call).outcome() != Verdict.Outcome.DENIED) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            ID,
            info().severity(),
            new Subject.OfConnection(connection.id()),
            FunctionFacets.PERMISSIONS,
            Message.of(
                "rule.MissingLambdaPermission.message",
                function.get().logicalId(),
                service.servicePrincipal(),
                service.sourceArn()),
            fixes(context, function.get(), service)));
  }

  private static List<Fix> fixes(
      RuleContext context, Resource function, Need.ServiceCaller service) {
    var rows = new ArrayList<>(function.properties().list("Permissions"));
    rows.add(permission(context, function, service));
    var label =
        Message.of(
            "rule.MissingLambdaPermission.fix", service.servicePrincipal(), function.logicalId());
    return List.of(
        new Fix(
            label,
            Transaction.of(
                label,
                new Edit.SetProperty(
                    function.id(),
                    FunctionFacets.PERMISSIONS,
                    Optional.of(new Value.Items(rows))))));
  }

  /// A bucket's ARN has no account in it, so that the owner of a bucket of the same name could
  /// invoke the function; AWS asks for `SourceAccount` there
  /// (docs.aws.amazon.com/lambda/latest/dg/with-s3.html).
  private static Fields permission(
      RuleContext context, Resource function, Need.ServiceCaller service) {
    var source = context.drawing().resource(service.resource());
    var drawnArn =
        source.flatMap(s -> context.catalog().facets(s).arn(s, context.drawing().environment()));
    // A name instead of an ARN goes along when the resource is renamed.
    var arn =
        source
            .filter(s -> drawnArn.filter(service.sourceArn()::equals).isPresent())
            .map(s -> "${" + s.logicalId() + ".Arn}")
            .orElse(service.sourceArn());
    var row =
        Fields.EMPTY
            .with("Id", freeId(function, idFor(service, source)))
            .with("Action", INVOKE)
            .with("Principal", service.servicePrincipal())
            .with("SourceArn", arn);
    return service.sourceArn().matches("arn:[^:]*:[^:]*:[^:]*::.*")
        ? row.with("SourceAccount", context.drawing().environment().accountId())
        : row;
  }

  private static String idFor(Need.ServiceCaller service, Optional<Resource> source) {
    var prefix = service.servicePrincipal().replaceFirst("\\..*$", "").toLowerCase(Locale.ROOT);
    return prefix + "-" + source.map(Resource::logicalId).orElse("source");
  }

  static String freeId(Resource function, String wanted) {
    var taken = new HashSet<String>();
    function
        .properties()
        .list("Permissions")
        .forEach(v -> taken.add(v instanceof Fields f ? f.text("Id").orElse("") : ""));
    var id = wanted;
    for (int i = 2; taken.contains(id); i++) {
      id = wanted + "-" + i;
    }
    return id;
  }
}
