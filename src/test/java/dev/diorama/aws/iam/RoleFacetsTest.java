package dev.diorama.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.catalog.AttachedPolicy.Kind;
import dev.diorama.model.Environment;
import org.junit.jupiter.api.Test;

class RoleFacetsTest {
  private final RoleFacets facets = new RoleFacets();

  @Test
  void anArnHasThePathAndTheName() {
    var plain = Drawings.resource("AWS::IAM::Role", "Writer", Drawings.json("{}"));
    var named =
        Drawings.resource(
            "AWS::IAM::Role", "Writer", Drawings.json("{'RoleName':'w','Path':'/app/'}"));
    assertThat(facets.arn(plain, Environment.DEFAULT))
        .contains("arn:aws:iam::123456789012:role/Writer");
    assertThat(facets.arn(named, Environment.DEFAULT))
        .contains("arn:aws:iam::123456789012:role/app/w");
    assertThat(facets.ref(named, Environment.DEFAULT)).isEqualTo("w");
  }

  @Test
  void everyPolicySaysWhereItStands() {
    var context =
        Drawings.writer(
            "{'Policies':[{'PolicyName':'Own','PolicyDocument':{'Statement':[]}}],"
                + "'ManagedPolicyArns':['arn:aws:iam::1:policy/x',"
                + "'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'],"
                + "'PermissionsBoundary':{'Statement':[]}}");
    var role = context.drawing().byLogicalId("WriterRole").orElseThrow();
    var policies = facets.identityPolicies(role, context.drawing());

    assertThat(policies)
        .extracting(AttachedPolicy::name)
        .containsExactly(
            "Own",
            "x",
            "AmazonS3ReadOnlyAccess",
            "PermissionsBoundary",
            "AssumeRolePolicyDocument");
    assertThat(policies)
        .extracting(AttachedPolicy::kind)
        .containsExactly(Kind.IDENTITY, Kind.IDENTITY, Kind.IDENTITY, Kind.BOUNDARY, Kind.TRUST);
    assertThat(policies)
        .extracting(p -> p.at().toString())
        .containsExactly(
            "Policies[0].PolicyDocument",
            "ManagedPolicyArns[0]",
            "ManagedPolicyArns[1]",
            "PermissionsBoundary",
            "AssumeRolePolicyDocument");
    assertThat(facets.resourcePolicies(role, context.drawing()))
        .extracting(AttachedPolicy::kind)
        .containsExactly(Kind.TRUST);
  }
}
