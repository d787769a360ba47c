package dev.diorama.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What AWS's grammar refuses:
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html`.
class PolicyTest {
  private static Policy identity(String json) {
    return Policy.compile(
        "p", PolicyKind.IDENTITY, Optional.empty(), PolicyCases.json(json.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | '' | notAnObject",
        "{'Version':'2012','Statement':[]} | Version | version",
        "{} | Statement | statementMissing",
        "{'Statement':['x']} | Statement[0] | statementNotAnObject",
        "{'Statement':[],'Foo':1} | Foo | unknownField",
        "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','Foo':1}} | Statement.Foo"
            + " | unknownField",
        "{'Statement':{'Effect':'allow','Action':'*','Resource':'*'}} | Statement.Effect | effect",
        "{'Statement':[{'Effect':'Allow','Resource':'*'}]} | Statement[0].Action | actionMissing",
        "{'Statement':[{'Effect':'Allow','Action':'GetObject','Resource':'*'}]}"
            + " | Statement[0].Action | action",
        "{'Statement':[{'Effect':'Allow','Action':[],'Resource':'*'}]} | Statement[0].Action"
            + " | notTexts",
        "{'Statement':[{'Effect':'Allow','Action':['s3:*',1],'Resource':'*'}]}"
            + " | Statement[0].Action | notTexts",
        "{'Statement':[{'Effect':'Allow','Action':'*','NotAction':'*','Resource':'*'}]}"
            + " | Statement[0].NotAction | bothElements",
        "{'Statement':[{'Effect':'Allow','Action':'*'}]} | Statement[0].Resource"
            + " | resourceMissing",
        "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'bucket'}]}"
            + " | Statement[0].Resource | resource",
        "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Principal':'*'}]}"
            + " | Statement[0].Principal | principalNotAllowed",
        "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':[]}]}"
            + " | Statement[0].Condition | condition",
        "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringEqual':"
            + "{'a:b':'c'}}}]} | Statement[0].Condition.StringEqual | operator",
        "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'NullIfExists':"
            + "{'a:b':'true'}}}]} | Statement[0].Condition.NullIfExists | operator",
        "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'IpAddress':"
            + "{'a:b':'300.1.1.1'}}}]} | Statement[0].Condition.IpAddress.a:b | conditionValue",
        "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'DateLessThan':"
            + "{'a:b':'soon'}}}]} | Statement[0].Condition.DateLessThan.a:b | conditionValue",
        "{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':"
            + "{'NumericEquals':{'a:b':'1e999999999'}}}]}"
            + " | Statement[0].Condition.NumericEquals.a:b | conditionValue",
      })
  void saysWhatIsMalformedAndWhere(String json, String at, String reason) {
    var diagnostics = identity(json).diagnostics();
    assertThat(diagnostics).hasSize(1);
    assertThat(diagnostics.getFirst().at().toString()).isEqualTo(at.replace("'", ""));
    assertThat(diagnostics.getFirst().message().key()).isEqualTo("policy.diagnostic." + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"AWS\":\"arn:aws:iam::111122223333:user/*\"}",
        "{\"AWS\":\"Bob\"}",
        "{\"AWS\":\"arn:aws:iam::111122223333:group/Developers\"}",
        "{\"AWS\":\"arn:aws:iam::111122223333:saml-provider/ADFS\"}",
        "{\"AWS\":\"arn:aws:iam::111122223333:mfa/Bob\"}",
        "{\"AWS\":\"arn:aws:iam::1111:user/Bob\"}",
        "{\"AWS\":\"arn:aws:s3:::bucket\"}",
        "{\"Service\":\"lambda\"}",
        "{\"Service\":\"lambda.example.com\"}",
        "{\"Federated\":\"example.com\"}",
        "{\"Federated\":\"arn:aws:iam::111122223333:user/Bob\"}",
        "{\"CanonicalUser\":\"79a59df900b949e5\"}",
        "{\"CanonicalUser\":\"111122223333\"}",
        "{\"Group\":\"arn:aws:iam::111122223333:group/Developers\"}",
        "{\"Aws\":\"*\"}",
        "{}",
        "\"everyone\"",
        "[\"*\"]",
      })
  void refusesPrincipalsThatAwsRefuses(String principal) {
    var policy =
        Policy.compile(
            "p",
            PolicyKind.RESOURCE,
            Optional.empty(),
            PolicyCases.json(
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Principal\":"
                    + principal
                    + "}}"));
    assertThat(policy.diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.message().key()).isEqualTo("policy.diagnostic.principal"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"*\"",
        "{\"AWS\":\"*\"}",
        "{\"AWS\":\"111122223333\"}",
        "{\"AWS\":\"arn:aws:iam::111122223333:root\"}",
        "{\"AWS\":\"arn:aws:iam::111122223333:user/dev/Bob\"}",
        "{\"AWS\":\"arn:aws-cn:iam::111122223333:role/app/Orders\"}",
        "{\"AWS\":\"arn:aws:sts::111122223333:assumed-role/Orders/fn\"}",
        "{\"AWS\":\"arn:aws:sts::111122223333:federated-user/Ann\"}",
        "{\"AWS\":\"AROAJQABLZS4A3QDU576Q\"}",
        "{\"AWS\":\"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity"
            + " EH1HDMB1FH2TC\"}",
        "{\"Federated\":\"accounts.google.com\"}",
        "{\"Federated\":\"cognito-identity.amazonaws.com\"}",
        "{\"Federated\":\"arn:aws:iam::111122223333:saml-provider/ADFS\"}",
        "{\"Federated\":\"arn:aws:iam::111122223333:oidc-provider/gitlab.com\"}",
        "{\"Service\":[\"lambda.amazonaws.com\",\"ec2.amazonaws.com.cn\",\"alexa-appkit.amazon.com\"]}",
        "{\"CanonicalUser\":\"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be\"}",
      })
  void readsEveryDocumentedPrincipal(String principal) {
    var policy =
        Policy.compile(
            "p",
            PolicyKind.RESOURCE,
            Optional.empty(),
            PolicyCases.json(
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Principal\":"
                    + principal
                    + "}}"));
    assertThat(policy.diagnostics()).isEmpty();
  }

  @Test
  void aTrustPolicyHasNoResource() {
    var policy =
        Policy.compile(
            "p",
            PolicyKind.TRUST,
            Optional.empty(),
            PolicyCases.json(
                """
                {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole",
                  "Resource": "*"}}\
                """));
    assertThat(policy.diagnostics())
        .singleElement()
        .satisfies(
            d -> assertThat(d.message().key()).isEqualTo("policy.diagnostic.resourceNotAllowed"));
  }

  @Test
  void aMalformedStatementIsSkippedAndTheOthersCount() {
    var policy =
        identity(
            "{'Statement':[{'Sid':'Bad','Effect':'Deny','Action':'GetObject','Resource':'*'},"
                + "{'Effect':'Allow','Action':'s3:GetObject','Resource':'*'}]}");
    var decision = decide(policy);
    assertThat(decision.isAllowed()).isTrue();
    assertThat(decision.trace().getFirst().skipped()).contains("policy.diagnostic.action");
    assertThat(decision.trace().getFirst().sid()).contains("Bad");
    assertThat(decision.trace().get(1).skipped()).isEmpty();
  }

  @Test
  void aDocumentThatAwsWouldNotStoreGrantsNothing() {
    var policy =
        identity(
            "{'Version':'2020-01-01','Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}]}");
    assertThat(decide(policy).isAllowed()).isFalse();
  }

  @Test
  void noDocumentMakesItThrow() {
    long seed = 7L;
    var random = new Random(seed);
    var pieces =
        List.of(
            "Version",
            "Statement",
            "Effect",
            "Allow",
            "Deny",
            "Action",
            "*",
            "s3:*",
            "Resource",
            "arn:aws:s3:::${",
            "Principal",
            "AWS",
            "Condition",
            "StringEquals",
            "Null",
            "${a,'",
            "ForAllValues:",
            "2012-10-17",
            "arn:",
            "");
    for (int i = 0; i < 5_000; i++) {
      var document = value(random, pieces, 5);
      for (var kind : PolicyKind.values()) {
        var policy = Policy.compile("p", kind, Optional.empty(), document);
        assertThat(decide(policy).trace())
            .as("seed %d, document %s", seed, document)
            .hasSize(policy.statements().size());
      }
    }
  }

  private static Value value(Random random, List<String> pieces, int depth) {
    var piece = pieces.get(random.nextInt(pieces.size()));
    return switch (depth == 0 ? 0 : random.nextInt(5)) {
      case 0 -> Value.of(piece);
      case 1 -> Value.of(random.nextLong());
      case 2 -> Value.list(value(random, pieces, depth - 1), value(random, pieces, depth - 1));
      default -> {
        var fields = Value.Fields.EMPTY.with(piece, value(random, pieces, depth - 1));
        for (int i = 0; i < 4; i++) {
          fields =
              fields.with(
                  pieces.get(random.nextInt(pieces.size())), value(random, pieces, depth - 1));
        }
        yield random.nextBoolean() ? fields : Value.Fields.EMPTY.with("Statement", fields);
      }
    };
  }

  @Test
  void aHostilePolicyIsBounded() {
    var stars = "a*".repeat(50_000) + "b";
    var policy =
        identity(
            "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'s3:"
                + stars
                + "','Resource':'arn:aws:s3:::"
                + stars
                + "','Condition':{'StringLike':{'a:b':'"
                + "${a:b}*".repeat(20_000)
                + "'}}}]}");
    assertThat(decide(policy).isAllowed()).isFalse();
  }

  private static Decision decide(Policy policy) {
    var request =
        new Request(
            new Principal.User("arn:aws:iam::111122223333:user/Bob", "AIDABOB"),
            "s3:GetObject",
            "arn:aws:s3:::b/" + "a".repeat(300),
            "111122223333",
            new RequestContext(java.util.Map.of("a:b", List.of("a".repeat(300)))));
    return new PolicyEngine().decide(request, PolicySet.of(List.of(policy), List.of()));
  }
}
