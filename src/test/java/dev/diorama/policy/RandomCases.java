package dev.diorama.policy;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random cases in the form of [PolicyCases], from few names so that much of it matches.
final class RandomCases {
  private static final String MINE = "111122223333";
  private static final String THEIRS = "444455556666";
  private static final String BOB = "arn:aws:iam::111122223333:user/Bob";
  private static final String ROLE = "arn:aws:iam::111122223333:role/app/Orders";
  private static final String SESSION = "arn:aws:sts::111122223333:assumed-role/Orders/fn";
  private static final String FEDERATED = "arn:aws:sts::111122223333:federated-user/Ann";
  private static final String PROVIDER = "arn:aws:iam::111122223333:saml-provider/P";
  private static final String CANONICAL =
      "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";
  private static final List<String> CALLERS =
      List.of(
          BOB,
          BOB,
          ROLE + "#fn",
          ROLE + "#fn",
          ROLE + "#other",
          FEDERATED + "|" + BOB,
          "arn:aws:iam::111122223333:root",
          "s3.amazonaws.com",
          PROVIDER,
          CANONICAL,
          "anonymous",
          "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX#s");
  private static final List<String> PRINCIPALS =
      List.of(
          "AWS *",
          "AWS 111122223333",
          "AWS 444455556666",
          "AWS arn:aws:iam::111122223333:root",
          "AWS " + BOB,
          "AWS " + ROLE,
          "AWS " + SESSION,
          "AWS " + FEDERATED,
          "AWS arn:aws:iam::444455556666:user/Bob",
          "Service s3.amazonaws.com",
          "Service sns.amazonaws.com",
          "Federated " + PROVIDER,
          "CanonicalUser " + CANONICAL);
  private static final List<List<String>> CALLS =
      List.of(
          List.of("s3:GetObject", "arn:aws:s3:::b/Bob/x"),
          List.of("s3:GetObject", "arn:aws:s3:::b/a*"),
          List.of("s3:PutObject", "arn:aws:s3:::b/d/10:30"),
          List.of("sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:q"),
          List.of("sts:AssumeRole", "arn:aws:iam::111122223333:role/R"),
          List.of("kms:Decrypt", "arn:aws:kms:us-east-1:111122223333:key/1"),
          List.of("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:111122223333:function:f"),
          List.of("sts:GetCallerIdentity", "*"),
          List.of("sts:GetSessionToken", "*"));
  private static final List<String> ACTIONS =
      List.of(
          "*",
          "*",
          "s3:*",
          "S3:get*",
          "s3:?etObject",
          "sqs:SendMessage",
          "sts:*",
          "kms:Decrypt",
          "*:*",
          "lambda:Invoke*",
          "s3:Put*t");
  private static final List<String> RESOURCES =
      List.of(
          "*",
          "*",
          "arn:aws:s3:::b/*",
          "arn:aws:s3:::b/${aws:username}/*",
          "arn:aws:s3:::b/${aws:PrincipalTag/t, 'd'}/*",
          "arn:aws:s3:::b/a${*}",
          "arn:aws:s3:::*:30",
          "arn:aws:sqs:us-*-1:*:q",
          "arn:aws:sqs:u*:q",
          "arn:*:*/R".replace(":*/", ":iam::*:role/"),
          "arn:aws:kms:*:111122223333:key/?",
          "arn:aws:lambda:us-east-?:111122223333:function:*");
  private static final List<String> OPERATORS =
      List.of(
          "StringEquals",
          "StringNotEquals",
          "StringEqualsIgnoreCase",
          "StringNotEqualsIgnoreCase",
          "StringLike",
          "StringNotLike",
          "NumericEquals",
          "NumericNotEquals",
          "NumericLessThan",
          "NumericLessThanEquals",
          "NumericGreaterThan",
          "NumericGreaterThanEquals",
          "DateEquals",
          "DateNotEquals",
          "DateLessThan",
          "DateLessThanEquals",
          "DateGreaterThan",
          "DateGreaterThanEquals",
          "Bool",
          "BinaryEquals",
          "IpAddress",
          "NotIpAddress",
          "ArnEquals",
          "ArnLike",
          "ArnNotEquals",
          "ArnNotLike",
          "Null");

  private final Random random;

  RandomCases(long seed) {
    this.random = new Random(seed);
  }

  Fields next() {
    var call = pick(CALLS);
    var c =
        Fields.EMPTY
            .with("principal", pick(CALLERS))
            .with("action", call.getFirst())
            .with("resource", call.getLast())
            .with("account", random.nextInt(4) == 0 ? THEIRS : MINE)
            .with("context", context())
            .with("identity", policy(false, true));
    boolean assumes = call.getFirst().equals("sts:AssumeRole");
    if (assumes || random.nextInt(4) > 0) {
      c = c.with(assumes ? "trust" : "resourcePolicy", policy(true, !assumes));
    }
    for (var limit : List.of("boundary", "session")) {
      c = random.nextInt(4) == 0 ? c.with(limit, policy(false, true)) : c;
    }
    c = random.nextInt(8) == 0 ? c.with("vpcEndpointPolicy", policy(true, true)) : c;
    c = random.nextInt(6) == 0 ? c.with("scps", levels(false)) : c;
    return random.nextInt(6) == 0 ? c.with("rcps", levels(true)) : c;
  }

  /// The same policies and call, another caller in another context.
  Fields again(Fields c) {
    return c.with("principal", pick(CALLERS))
        .with("account", random.nextInt(4) == 0 ? THEIRS : MINE)
        .with("context", context());
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private Fields context() {
    var context = Fields.EMPTY;
    if (random.nextBoolean()) {
      context = context.with("aws:PrincipalTag/t", pick(List.of("d", "Bob", "D", "*", "")));
    }
    if (random.nextBoolean()) {
      context = context.with("aws:TagKeys", Value.texts(some(List.of("d", "D", "b*", ""))));
    }
    return context
        .with("x:number", pick(List.of("1", "2", "10.0")))
        .with("aws:CurrentTime", pick(List.of("2026-01-02T00:00:00Z", "1767225600")))
        .with("aws:SourceIp", pick(List.of("203.0.113.9", "10.1.2.3")))
        .with("aws:SecureTransport", pick(List.of("true", "false")))
        .with("aws:SourceArn", pick(List.of("arn:aws:s3:::b", "arn:aws:sns:us-east-1:1:T:x")));
  }

  private List<String> some(List<String> of) {
    var list = new ArrayList<String>();
    int size = random.nextInt(3);
    for (int i = 0; i < size; i++) {
      list.add(pick(of));
    }
    return list;
  }

  private Items levels(boolean principals) {
    var levels = new ArrayList<Value>();
    int size = 1 + random.nextInt(2);
    for (int i = 0; i < size; i++) {
      levels.add(policy(principals, true));
    }
    return new Items(levels);
  }

  private Value policy(boolean principals, boolean resources) {
    var statements = new ArrayList<Value>();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      statements.add(statement(principals, resources));
    }
    var document = Fields.EMPTY.with("Statement", new Items(statements));
    return switch (random.nextInt(5)) {
      case 0 -> document;
      case 1 -> document.with("Version", "2008-10-17");
      default -> document.with("Version", "2012-10-17");
    };
  }

  private Fields statement(boolean principals, boolean resources) {
    var s = Fields.EMPTY.with("Effect", random.nextInt(5) == 0 ? "Deny" : "Allow");
    if (principals) {
      s = s.with(random.nextInt(8) == 0 ? "NotPrincipal" : "Principal", principal());
    }
    if (random.nextInt(50) > 0) {
      s = s.with(random.nextInt(8) == 0 ? "NotAction" : "Action", oneOrTwo(ACTIONS));
    }
    if (resources) {
      s = s.with(random.nextInt(8) == 0 ? "NotResource" : "Resource", oneOrTwo(RESOURCES));
    }
    return random.nextInt(3) == 0 ? s.with("Condition", condition()) : s;
  }

  private Value oneOrTwo(List<String> of) {
    return random.nextBoolean() ? Value.of(pick(of)) : Value.texts(List.of(pick(of), pick(of)));
  }

  private Value principal() {
    if (random.nextInt(4) == 0) {
      return Value.of("*");
    }
    var principals = Fields.EMPTY;
    int size = 1 + random.nextInt(3);
    for (int i = 0; i < size; i++) {
      var parts = pick(PRINCIPALS).split(" ", -1);
      var values = new ArrayList<>(principals.list(parts[0]));
      values.add(Value.of(parts[1]));
      principals = principals.with(parts[0], new Items(values));
    }
    return principals;
  }

  private Fields condition() {
    var condition = Fields.EMPTY;
    int size = 1 + random.nextInt(2);
    for (int i = 0; i < size; i++) {
      var base = random.nextInt(60) == 0 ? "StringSame" : pick(OPERATORS);
      var name =
          base.equals("Null")
              ? base
              : pick(List.of("", "", "ForAllValues:", "ForAnyValue:"))
                  + base
                  + pick(List.of("", "", "IfExists"));
      condition = condition.with(name, keys(base));
    }
    return condition;
  }

  private Fields keys(String base) {
    if (base.equals("Null")) {
      return Fields.EMPTY.with(
          pick(List.of("aws:PrincipalTag/t", "aws:TagKeys", "aws:username")),
          pick(List.of("true", "false")));
    }
    boolean absent = random.nextInt(4) == 0;
    var plain = base.replace("Not", "");
    if (plain.startsWith("Numeric")) {
      return clause(absent ? "x:none" : "X:Number", List.of("1", "2", "10"));
    }
    if (plain.startsWith("Date")) {
      return clause(
          absent ? "x:none" : "aws:CurrentTime",
          List.of("2026-01-02T00:00:00Z", "2026-01-01T01:00:00+01:00", "1767225600"));
    }
    if (plain.startsWith("Arn")) {
      return clause(
          absent ? "x:none" : pick(List.of("aws:SourceArn", "aws:PrincipalArn")),
          List.of(
              "arn:aws:s3:::?",
              "arn:aws:*:*:*:*",
              "arn:aws:sns:*:1:T:*",
              ROLE,
              "arn:aws:iam::*:user/${aws:username}"));
    }
    return switch (plain) {
      case "Bool" -> clause(absent ? "x:none" : "aws:SecureTransport", List.of("true", "FALSE"));
      case "BinaryEquals" -> clause(absent ? "x:none" : "x:number", List.of("AAAA", "BBBB"));
      case "IpAddress" ->
          clause(
              absent ? "x:none" : "aws:SourceIp",
              List.of("203.0.113.0/24", "10.0.0.0/8", "10.1.2.3", "0.0.0.0/0"));
      default ->
          clause(
              pick(List.of("aws:PrincipalTag/t", "AWS:TagKeys", "aws:PrincipalAccount", "x:none")),
              List.of(
                  "d", "Bob", "b*", "?", "${aws:username}", "${aws:PrincipalTag/t}", MINE, "${*}"));
    };
  }

  private Fields clause(String key, List<String> values) {
    return Fields.EMPTY.with(key, oneOrTwo(values));
  }
}
