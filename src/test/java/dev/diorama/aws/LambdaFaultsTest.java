package dev.diorama.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.aws.client.ClientService;
import dev.diorama.aws.dynamodb.DynamoDbService;
import dev.diorama.aws.iam.IamService;
import dev.diorama.aws.lambda.LambdaService;
import dev.diorama.aws.logs.LogsService;
import dev.diorama.aws.sqs.SqsService;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.EventJson;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RunOptions;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import dev.diorama.runtime.RuntimeEvent.InvocationStarted;
import dev.diorama.runtime.RuntimeEvent.LogWritten;
import dev.diorama.workspace.Studio;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Many runs on virtual time with failures, throttles, duplicates, timeouts and failing zones, each
/// from a seed of its own: whatever goes wrong, the promises of queues, streams, limits and bills
/// hold.
class LambdaFaultsTest {
  private static final int RUNS = Integer.getInteger("diorama.lambda.runs", 1_000);

  /// How many message groups the FIFO queue has.
  private static final int GROUPS = 3;

  private static final Studio STUDIO =
      new Studio(
          List.of(
              new ClientService(),
              new LambdaService(),
              new DynamoDbService(),
              new SqsService(),
              new LogsService(),
              new IamService()));
  private static final String ALL =
      "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}]}";

  private static Fields json(String text) {
    try {
      return (Fields) Json.read(text.replace('\'', '"'));
    } catch (JsonException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static Resource resource(String name, String type, String properties) {
    return new Resource(
        new ResourceId(name), new ResourceTypeName(type), name, Optional.empty(), json(properties));
  }

  private static Connection connection(
      String source, String type, String target, String properties) {
    return new Connection(
        new ConnectionId(source + "-" + target),
        new ConnectionTypeName(type),
        new ResourceId(source),
        new ResourceId(target),
        json(properties));
  }

  private static String role(String service) {
    return "{'AssumeRolePolicyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'Allow',"
        + "'Principal':{"
        + service
        + "},'Action':'sts:AssumeRole'}]},'Policies':[{'PolicyName':'all','PolicyDocument':"
        + ALL
        + "}]}";
  }

  private static String function(SplittableRandom random, int reserved) {
    return "{'Role':{'Ref':'Role'},'Timeout':1,'ReservedConcurrentExecutions':%d,'MemorySize':%d,'EventInvokeConfig':{'MaximumRetryAttempts':1},'Diorama':{'Duration':%d,'InitDuration':%d,'FailurePercent':%d,'DuplicatePercent':%d,'LogEvent':true}}"
        .formatted(
            reserved,
            256 * random.nextInt(1, 9),
            // Some take longer than their timeout.
            random.nextInt(1, 200),
            random.nextInt(0, 300),
            random.nextInt(0, 40),
            random.nextInt(0, 40));
  }

  /// What a run was made of.
  private record Plan(Architecture drawing, int reserved, int parallel, String zone, int failAt) {}

  private static Plan plan(SplittableRandom random) {
    int reserved = random.nextInt(1, 6);
    int parallel = random.nextInt(1, 4);
    var drawing =
        Architecture.EMPTY
            .with(resource("Role", "AWS::IAM::Role", role("'Service':'lambda.amazonaws.com'")))
            .with(
                resource(
                    "SenderRole", "AWS::IAM::Role", role("'AWS':'arn:aws:iam::123456789012:root'")))
            .with(
                resource("Sender", "Diorama::Client", "{'Kind':'cli','Role':{'Ref':'SenderRole'}}"))
            .with(resource("Inbox", "AWS::SQS::Queue", "{'VisibilityTimeout':10}"))
            .with(resource("Dead", "AWS::SQS::Queue", "{}"))
            .with(resource("Lost", "AWS::SQS::Queue", "{}"))
            .with(resource("Missed", "AWS::SQS::Queue", "{}"))
            .with(
                resource(
                    "Ordered",
                    "AWS::SQS::Queue",
                    "{'QueueName':'ordered.fifo','FifoQueue':true,'VisibilityTimeout':10}"))
            .with(
                resource(
                    "OrderedDead",
                    "AWS::SQS::Queue",
                    "{'QueueName':'ordered-dead.fifo','FifoQueue':true}"))
            .with(resource("Grouped", "AWS::Lambda::Function", function(random.split(), 10)))
            .with(resource("Worker", "AWS::Lambda::Function", function(random, reserved)))
            .with(resource("Reader", "AWS::Lambda::Function", function(random, 10)))
            .with(resource("Later", "AWS::Lambda::Function", function(random, reserved)))
            .with(
                resource(
                    "Table",
                    "AWS::DynamoDB::Table",
                    "{'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}],'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],'BillingMode':'PAY_PER_REQUEST','StreamSpecification':{'StreamViewType':'NEW_IMAGE'}}"))
            .with(connection("Inbox", "sqs:Redrive", "Dead", "{'maxReceiveCount':2}"))
            .with(connection("Ordered", "sqs:Redrive", "OrderedDead", "{'maxReceiveCount':2}"))
            .with(
                connection(
                    "Ordered",
                    "lambda:EventSourceMapping",
                    "Grouped",
                    "{'BatchSize':" + random.split().nextInt(1, 11) + "}"))
            .with(
                connection(
                    "Inbox",
                    "lambda:EventSourceMapping",
                    "Worker",
                    "{'BatchSize':" + random.nextInt(1, 11) + "}"))
            .with(
                connection(
                    "Table",
                    "lambda:EventSourceMapping",
                    "Reader",
                    "{'BatchSize':%d,'ParallelizationFactor':%d,'BisectBatchOnFunctionError':%b,'MaximumRetryAttempts':%d,'MaximumRecordAgeInSeconds':%d,'DestinationConfig':{'OnFailure':{'Destination':{'Ref':'Missed'}}}}"
                        .formatted(
                            random.nextInt(1, 11),
                            parallel,
                            random.nextBoolean(),
                            random.nextInt(-1, 4),
                            random.nextInt(60, 121))))
            .with(connection("Later", "lambda:Destination", "Lost", "{'Condition':'OnFailure'}"));
    var zone = "us-east-1" + "abc".charAt(random.nextInt(3));
    return new Plan(drawing, reserved, parallel, zone, random.nextInt(1, 8_000));
  }

  private static void submit(RunningSystem system, String operation, String target, Fields input) {
    var _ = system.submit(new ResourceId("Sender"), operation, new ResourceId(target), input);
  }

  private static RunningSystem play(long seed, Plan plan, int count) {
    var system =
        STUDIO.runVirtually(
            plan.drawing(), new RunOptions(seed, OptionalInt.empty(), Optional.empty()));
    var random = new SplittableRandom(seed);
    boolean failed = false;
    int passed = 0;
    for (int i = 0; i < count; i++) {
      submit(system, "sqs:SendMessage", "Inbox", Fields.EMPTY.with("MessageBody", "m" + i));
      var ordered =
          Fields.EMPTY
              .with("MessageBody", "o" + i)
              .with("MessageGroupId", "g" + i % GROUPS)
              .with("MessageDeduplicationId", "o" + i);
      submit(system, "sqs:SendMessage", "Ordered", ordered);
      if (i % 5 == 0) {
        // A sender that got no answer sends again.
        submit(system, "sqs:SendMessage", "Ordered", ordered);
      }
      submit(
          system,
          "dynamodb:PutItem",
          "Table",
          json("{'Item':{'id':{'S':'k%d'},'n':{'N':'%d'}}}".formatted(i % 4, i)));
      submit(
          system,
          "lambda:Invoke",
          "Later",
          Fields.EMPTY.with("InvocationType", "Event").with("Payload", "{\"i\":" + i + "}"));
      int pause = random.nextInt(0, 800);
      passed += pause;
      system.advance(Duration.ofMillis(pause));
      if (!failed && passed > plan.failAt()) {
        failed = true;
        submit(
            system,
            "lambda:FailAvailabilityZone",
            "Worker",
            Fields.EMPTY.with("ZoneName", plan.zone()));
      }
    }
    system.advance(Duration.ofSeconds(110));
    return system;
  }

  @Test
  void nothingIsLostReorderedOrBilledTwice() {
    long first = Long.getLong("diorama.seed", 1);
    for (long seed = first; seed < first + RUNS; seed++) {
      var plan = plan(new SplittableRandom(seed));
      int count = 12;
      try (var system = play(seed, plan, count)) {
        var ledger = new FaultLedger(system.log().from(0));
        // A throttled event waits up to five minutes for its next turn, and six hours in all.
        for (int i = 0; i < 60 && !settled(ledger, count); i++) {
          system.advance(i < 20 ? Duration.ofMinutes(1) : Duration.ofMinutes(10));
          ledger = new FaultLedger(system.log().from(0));
        }
        // The messages of a group wait for each other, ten seconds at each failure.
        system.advance(Duration.ofMinutes(3));
        ledger = new FaultLedger(system.log().from(0));
        var events = system.log().from(0);
        noMessageIsLost(seed, system, ledger, count);
        noAsynchronousEventIsLost(seed, ledger, count);
        noRecordIsLost(seed, ledger, count);
        noShardIsReordered(seed, events, ledger);
        noGroupIsReordered(seed, events);
        concurrencyStaysBelowItsLimit(seed, events, "Grouped", GROUPS);
        concurrencyStaysBelowItsLimit(seed, events, "Worker", plan.reserved());
        concurrencyStaysBelowItsLimit(seed, events, "Later", plan.reserved());
        theBillIsTheSumOfTheInvocations(seed, events);
      }
    }
  }

  /// The checks above can fail: what one invocation did is taken out of the log.
  @Test
  void aPlantedLossIsFound() {
    for (var function : List.of("Worker", "Later", "Reader")) {
      var plan = plan(new SplittableRandom(4));
      try (var system = play(4, plan, 12)) {
        var events = system.log().from(0);
        var whole = new FaultLedger(events);
        var robbed = new FaultLedger(FaultLedger.withoutOneSuccess(events, function));
        assertThat(whole.worked(function)).isGreaterThan(robbed.worked(function));
      }
    }
  }

  /// The same for what is about order, limits and money: the log is read backwards, the limit is
  /// one less than what ran, and an invocation is billed that nobody shows.
  @Test
  void aPlantedDisorderIsFound() {
    var plan = plan(new SplittableRandom(4));
    try (var system = play(4, plan, 12)) {
      var events = system.log().from(0);
      var backwards = events.reversed();
      var ledger = new FaultLedger(events);
      assertThatThrownBy(() -> noGroupIsReordered(4, backwards)).isInstanceOf(AssertionError.class);
      assertThatThrownBy(() -> noShardIsReordered(4, backwards, ledger))
          .isInstanceOf(AssertionError.class);
      assertThatThrownBy(() -> concurrencyStaysBelowItsLimit(4, events, "Grouped", 0))
          .isInstanceOf(AssertionError.class);
      var unseen =
          events.stream()
              .filter(e ->
                  !(e instanceof RuntimeEvent.ResourceChanged c
                      && c.counts().containsKey("microdollars")
                      && c.resource().value().equals("Worker")))
              .toList();
      assertThatThrownBy(() -> theBillIsTheSumOfTheInvocations(4, unseen))
          .isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    assertThat(trace(17)).isEqualTo(trace(17)).isNotEqualTo(trace(18));
  }

  private static String trace(long seed) {
    try (var system = play(seed, plan(new SplittableRandom(17)), 12)) {
      return EventJson.lines(system.log().from(0));
    }
  }

  private static boolean settled(FaultLedger ledger, int count) {
    return ledger.events().size() + ledger.lostEvents().size() >= count
        && ledger.records().size() + ledger.missedRecords() >= count;
  }

  /// The function has worked on a message, or it is in the dead-letter queue or still in its own.
  private static void noMessageIsLost(
      long seed, RunningSystem system, FaultLedger ledger, int count) {
    var all = new TreeSet<>(ledger.messages());
    all.addAll(left(system, "Dead"));
    all.addAll(left(system, "Inbox"));
    all.addAll(left(system, "OrderedDead"));
    all.addAll(left(system, "Ordered"));
    var sent = new TreeSet<String>();
    for (int i = 0; i < count; i++) {
      sent.add("m" + i);
      sent.add("o" + i);
    }
    assertThat(all).as("seed %d", seed).isEqualTo(sent);
  }

  private static Set<String> left(RunningSystem system, String queue) {
    var found = new TreeSet<String>();
    for (int i = 0; i < 30; i++) {
      var answer =
          system.submit(
              new ResourceId("Sender"),
              "sqs:ReceiveMessage",
              new ResourceId(queue),
              Fields.EMPTY.with("MaxNumberOfMessages", 10).with("VisibilityTimeout", 600));
      system.advance(Duration.ofSeconds(1));
      if (!(answer.join() instanceof OperationResult.Success s)
          || s.output().list("Messages").isEmpty()) {
        return found;
      }
      for (var message : s.output().list("Messages")) {
        var fields = (Fields) message;
        found.add(fields.text("Body").orElse(""));
        // Those behind it in its group come only when it is gone.
        submit(
            system,
            "sqs:DeleteMessage",
            queue,
            Fields.EMPTY.with("ReceiptHandle", fields.text("ReceiptHandle").orElse("")));
      }
    }
    return found;
  }

  /// Each event was worked on, or is in the queue of the on-failure destination.
  private static void noAsynchronousEventIsLost(long seed, FaultLedger ledger, int count) {
    var all = new TreeSet<>(ledger.events());
    all.addAll(ledger.lostEvents());
    assertThat(all).as("seed %d", seed).hasSize(count);
  }

  /// Each record was worked on, or the on-failure destination was told that it was given up.
  private static void noRecordIsLost(long seed, FaultLedger ledger, int count) {
    assertThat(ledger.records().size() + ledger.missedRecords())
        .as("seed %d: %s", seed, ledger.records())
        .isEqualTo(count);
    for (int n = 0; n < count; n++) {
      assertThat(ledger.records().contains(n) || ledger.mayBeMissed(n))
          .as("seed %d: record %d", seed, n)
          .isTrue();
    }
  }

  private static List<Fields> lines(List<RuntimeEvent> events, String function) {
    return events.stream()
        .filter(LogWritten.class::isInstance)
        .map(LogWritten.class::cast)
        .filter(l -> l.group().equals("/aws/lambda/" + function) && l.line().startsWith("{"))
        .map(l -> json(l.line()))
        .toList();
  }

  /// For each key, batches go on only from where the one before ended, or from behind what was
  /// given up.
  private static void noShardIsReordered(long seed, List<RuntimeEvent> events, FaultLedger ledger) {
    var last = new HashMap<String, Integer>();
    var highest = new HashMap<String, Integer>();
    for (var line : lines(events, "Reader")) {
      var lowest = new HashMap<String, Integer>();
      for (var r : line.list("Records")) {
        var image = ((Fields) r).fields("dynamodb").fields("NewImage");
        var key = image.fields("id").text("S").orElse("");
        int n = Integer.parseInt(image.fields("n").text("N").orElse("-1"));
        lowest.merge(key, n, Math::min);
        int next = highest.getOrDefault(key, Integer.parseInt(key.substring(1)) - 4) + 4;
        for (int skipped = next; skipped < n; skipped += 4) {
          assertThat(ledger.mayBeMissed(skipped))
              .as("seed %d: %s comes before %s", seed, n, skipped)
              .isTrue();
        }
        highest.merge(key, n, Math::max);
      }
      lowest.forEach((key, n) -> {
        assertThat(n)
            .as("seed %d: %s goes back", seed, key)
            .isGreaterThanOrEqualTo(last.getOrDefault(key, -1));
        last.put(key, n);
      });
    }
  }

  /// Messages of a group come in the order in which they were sent, and none comes for the first
  /// time before all earlier ones have: these were worked on or moved away
  /// (docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html).
  private static void noGroupIsReordered(long seed, List<RuntimeEvent> events) {
    var highest = new HashMap<Integer, Integer>();
    for (var line : lines(events, "Grouped")) {
      var inBatch = new HashMap<Integer, Integer>();
      for (var r : line.list("Records")) {
        int n = Integer.parseInt(((Fields) r).text("body").orElseThrow().substring(1));
        int group = n % GROUPS;
        assertThat(n)
            .as("seed %d: %s", seed, line)
            .isGreaterThan(inBatch.getOrDefault(group, -1))
            .isLessThanOrEqualTo(highest.getOrDefault(group, group - GROUPS) + GROUPS);
        inBatch.put(group, n);
        highest.merge(group, n, Math::max);
      }
    }
  }

  private static void concurrencyStaysBelowItsLimit(
      long seed, List<RuntimeEvent> events, String function, int limit) {
    var running = new HashMap<String, String>();
    for (var event : events) {
      switch (event) {
        case InvocationStarted s when s.function().value().equals(function) -> {
          assertThat(running.containsValue(s.environment()))
              .as("seed %d: one invocation at a time", seed)
              .isFalse();
          running.put(s.requestId(), s.environment());
        }
        case InvocationEnded e -> running.remove(e.requestId());
        default -> {}
      }
      assertThat(running.size()).as("seed %d", seed).isLessThanOrEqualTo(limit);
    }
  }

  private static void theBillIsTheSumOfTheInvocations(long seed, List<RuntimeEvent> events) {
    Map<String, BigDecimal> sums = new HashMap<>();
    Map<String, Long> shown = new HashMap<>();
    for (var event : events) {
      switch (event) {
        case InvocationEnded e when e.bill().isPresent() -> {
          var bill = e.bill().get();
          // aws.amazon.com/lambda/pricing/
          var expected =
              new BigDecimal("0.0000166667")
                  .multiply(BigDecimal.valueOf(bill.memoryMegabytes() * e.billed().toMillis()))
                  .divide(BigDecimal.valueOf(1_024_000))
                  .add(new BigDecimal("0.0000002"));
          assertThat(bill.dollars()).as("seed %d", seed).isEqualByComparingTo(expected);
          sums.merge(e.function().value(), bill.dollars(), BigDecimal::add);
        }
        case RuntimeEvent.ResourceChanged c when c.counts().containsKey("microdollars") ->
            shown.put(c.resource().value(), c.counts().get("microdollars"));
        default -> {}
      }
    }
    sums.forEach((function, sum) ->
        assertThat(shown.get(function))
            .as("seed %d", seed)
            .isEqualTo(sum.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact()));
  }
}
