package dev.diorama.ui.player;

import dev.diorama.access.Verdict;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.catalog.Need;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.policy.Decision;
import dev.diorama.policy.PolicyKind;
import dev.diorama.policy.Principal;
import dev.diorama.policy.Request;
import dev.diorama.policy.RequestContext;
import dev.diorama.policy.StatementMatch;
import dev.diorama.policy.StatementMatch.ConditionMatch;
import dev.diorama.policy.StatementMatch.Effect;
import dev.diorama.policy.StatementMatch.SimpleMatch;
import dev.diorama.reachability.Blocker;
import dev.diorama.reachability.Disposition;
import dev.diorama.reachability.Hop;
import dev.diorama.reachability.Path;
import dev.diorama.reachability.Trace;
import dev.diorama.runtime.InvocationId;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.Header;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Writes logs for tests.
final class Events {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<RuntimeEvent> events = new ArrayList<>();
  private long invocation = 1;

  /// Everything from here on belongs to another invocation.
  Events invocation(long number) {
    invocation = number;
    return this;
  }

  List<RuntimeEvent> all() {
    return List.copyOf(events);
  }

  private Header header(long cause) {
    long sequence = events.size() + 1L;
    return new Header(
        sequence,
        START.plusMillis(sequence * 7),
        new InvocationId(invocation),
        cause == 0 ? OptionalLong.empty() : OptionalLong.of(cause));
  }

  private long add(RuntimeEvent event) {
    events.add(event);
    return event.header().sequence();
  }

  long call(String caller, String target, String operation, long cause) {
    return add(
        new RuntimeEvent.CallStarted(
            header(cause),
            new ResourceId(caller),
            Optional.of(new ResourceId(target)),
            Optional.of(new ConnectionId(caller + "-" + target)),
            operation,
            Fields.EMPTY
                .with("TableName", "photos")
                .with("Item", Fields.EMPTY.with("id", Fields.EMPTY.with("S", "cat.jpg")))));
  }

  long succeeded(long call) {
    return add(
        new RuntimeEvent.CallSucceeded(
            header(call), call, Fields.EMPTY.with("ETag", Value.of("abc")), List.of(allowed())));
  }

  long denied(long call) {
    return add(
        new RuntimeEvent.CallDenied(
            header(call),
            call,
            refused(),
            new Failure(
                "AccessDeniedException",
                "User: arn:aws:sts::123456789012:assumed-role/IndexPhotoRole/IndexPhoto is not"
                    + " authorized to perform: dynamodb:PutItem",
                400)));
  }

  long blocked(long call, String at) {
    return add(
        new RuntimeEvent.CallBlocked(
            header(call),
            call,
            unreachable(at),
            new Failure("TimeoutError", "connect ETIMEDOUT", 504)));
  }

  long invoked(String function, long cause) {
    return add(
        new RuntimeEvent.InvocationStarted(
            header(cause), new ResourceId(function), "request-" + invocation, true));
  }

  long ended(String function, long cause) {
    return add(
        new RuntimeEvent.InvocationEnded(
            header(cause),
            new ResourceId(function),
            "request-" + invocation,
            Optional.empty(),
            Duration.ofMillis(12),
            Duration.ofMillis(12)));
  }

  long changed(String resource, String name, long value, long cause) {
    var counts = new LinkedHashMap<String, Long>();
    counts.put(name, value);
    return add(new RuntimeEvent.ResourceChanged(header(cause), new ResourceId(resource), counts));
  }

  /// Upload → function → table, the function denied at the table if `denied`.
  static Events upload(boolean denied) {
    var log = new Events();
    long put = log.call("Browser", "Uploads", "s3:PutObject", 0);
    log.changed("Uploads", "objects", 1, put);
    log.succeeded(put);
    long invoke = log.call("Uploads", "IndexPhoto", "lambda:Invoke", put);
    long started = log.invoked("IndexPhoto", invoke);
    long item = log.call("IndexPhoto", "Photos", "dynamodb:PutItem", started);
    if (denied) {
      log.denied(item);
    } else {
      log.changed("Photos", "items", 1, item);
      log.succeeded(item);
    }
    log.ended("IndexPhoto", started);
    log.succeeded(invoke);
    return log;
  }

  private static Need.Call need() {
    return new Need.Call(
        new Need.ResourceCaller(new ResourceId("IndexPhoto")),
        "dynamodb:PutItem",
        "arn:aws:dynamodb:us-east-1:123456789012:table/photos",
        new ResourceId("Photos"),
        Map.of(),
        Optional.of("dynamodb"));
  }

  private static Request request() {
    return new Request(
        new Principal.RoleSession(
            "arn:aws:iam::123456789012:role/IndexPhotoRole", "AROAEXAMPLE", "IndexPhoto"),
        "dynamodb:PutItem",
        "arn:aws:dynamodb:us-east-1:123456789012:table/photos",
        "123456789012",
        RequestContext.EMPTY);
  }

  private static StatementMatch statement(boolean matched) {
    return new StatementMatch(
        "WritePhotos",
        PolicyKind.IDENTITY,
        Optional.empty(),
        0,
        Optional.of("Write"),
        Effect.ALLOW,
        List.of(
            new SimpleMatch(
                "Action",
                List.of(matched ? "dynamodb:PutItem" : "dynamodb:GetItem"),
                "dynamodb:PutItem",
                matched),
            new ConditionMatch(
                "StringEquals",
                "aws:SourceVpc",
                List.of("vpc-1"),
                Optional.empty(),
                matched,
                false)),
        matched,
        Optional.empty());
  }

  private static Verdict allowed() {
    return new Verdict(
        need(),
        Outcome.WORKS,
        Optional.empty(),
        Optional.of(request()),
        Optional.empty(),
        Optional.of(new Decision.Allowed(List.of(statement(true)))));
  }

  private static Verdict refused() {
    return new Verdict(
        need(),
        Outcome.DENIED,
        Optional.empty(),
        Optional.of(request()),
        Optional.empty(),
        Optional.of(new Decision.ImplicitlyDenied(PolicyKind.IDENTITY, List.of(statement(false)))));
  }

  private static Verdict unreachable(String at) {
    var id = new ResourceId(at);
    var message = Message.of("canvas.edit.add", "no route");
    return new Verdict(
        need(),
        Outcome.BLOCKED,
        Optional.of(
            new Trace(
                Disposition.UNREACHABLE,
                List.of(
                    new Path(
                        List.of(new Hop(Hop.Kind.ROUTE_TABLE, Optional.of(id), message)),
                        List.of(),
                        List.of(
                            new Blocker(
                                "NO_ROUTE_TO_DESTINATION",
                                Optional.of(id),
                                message,
                                "docs.aws.amazon.com/vpc/")))),
                Optional.empty(),
                Optional.empty())),
        Optional.of(request()),
        Optional.empty(),
        Optional.empty());
  }
}
