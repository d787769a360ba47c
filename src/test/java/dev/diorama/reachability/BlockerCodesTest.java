package dev.diorama.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every blocker code is AWS's or begins with `DIORAMA_`, and is explained in both languages with
/// AWS's page.
class BlockerCodesTest {
  /// The codes of the page
  /// <https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html> that can come of
  /// what is modelled, as it was read on 2026-11-22.
  private static final Set<String> OF_AWS =
      Set.of(
          "BAD_STATE",
          "BAD_STATE_ATTACHMENT",
          "BAD_STATE_ROUTE",
          "DISCONNECTED_VPCS",
          "ENI_SG_RULES_MISMATCH",
          "ENI_SOURCE_DEST_CHECK_RESTRICTION",
          "IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS",
          "IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS",
          "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS",
          "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS",
          "IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS",
          "IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS",
          "MORE_SPECIFIC_ROUTE",
          "NGW_REQUIRES_SOURCE_IN_VPC",
          "NO_POSSIBLE_DESTINATION",
          "NO_ROUTE_TO_DESTINATION",
          "NO_SOURCE_OR_DESTINATION",
          "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR",
          "PROTOCOL_RESTRICTION",
          "SG_HAS_NO_RULES",
          "SUBNET_ACL_RESTRICTION",
          "UNASSOCIATED_COMPONENT",
          "UNSUPPORTED_COMPONENT",
          "VPCE_GATEWAY_PROTOCOL_RESTRICTION");

  /// A code in the source: capitals with at least one underscore, as a whole string.
  private static final Pattern CODE = Pattern.compile("\"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\"");

  private static final ResourceBundle ENGLISH =
      ResourceBundle.getBundle("dev.diorama.reachability.messages", Locale.ROOT);
  private static final ResourceBundle JAPANESE =
      ResourceBundle.getBundle("dev.diorama.reachability.messages", Locale.JAPANESE);

  private static Set<String> used() throws IOException {
    var codes = new TreeSet<String>();
    try (var files = Files.list(Path.of("src/main/java/dev/diorama/reachability"))) {
      for (var file : files.toList()) {
        CODE.matcher(Files.readString(file)).results().map(m -> m.group(1)).forEach(codes::add);
      }
    }
    return codes;
  }

  /// The codes of the texts `blocker.<code>` and `blocker.<code>.<variant>`.
  private static Set<String> explained(ResourceBundle texts) {
    return texts.keySet().stream()
        .filter(k -> k.startsWith("blocker."))
        .map(k -> k.split("\\.", 3)[1])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void codesWithoutOurPrefixAreThoseOfAws() throws IOException {
    assertThat(used())
        .filteredOn(c -> !c.startsWith("DIORAMA_"))
        .containsExactlyInAnyOrderElementsOf(OF_AWS);
    assertThat(OF_AWS).noneMatch(c -> c.startsWith("DIORAMA_"));
  }

  @Test
  void everyCodeIsExplainedInBothLanguagesAndNoTextIsLeftOver() throws IOException {
    assertThat(explained(ENGLISH)).containsExactlyElementsOf(used());
    assertThat(explained(JAPANESE)).containsExactlyElementsOf(used());
    for (var key : ENGLISH.keySet()) {
      assertThat(ENGLISH.getString(key)).as(key).isNotBlank();
      assertThat(JAPANESE.getString(key)).as(key).isNotBlank().isNotEqualTo(ENGLISH.getString(key));
    }
  }

  /// Each code stands in a test of this package or in a case of the snapshots, which expect it.
  @Test
  void everyCodeHasACaseThatMeetsIt() throws IOException {
    var cases =
        new StringBuilder(
            Files.readString(
                Path.of("src/test/resources/dev/diorama/reachability/snapshots/cases.jsonl")));
    try (var files = Files.list(Path.of("src/test/java/dev/diorama/reachability"))) {
      for (var file : files.filter(f -> !f.endsWith("BlockerCodesTest.java")).toList()) {
        cases.append(Files.readString(file));
      }
    }
    var all = cases.toString();
    assertThat(used()).allMatch(code -> Pattern.compile("\\b" + code + "\\b").matcher(all).find());
  }

  @Test
  void everyPageIsOneOfAwsDocumentation() throws ReflectiveOperationException {
    for (var field : Pages.class.getDeclaredFields()) {
      field.setAccessible(true);
      assertThat(field.get(null)).asString().startsWith("https://docs.aws.amazon.com/");
    }
  }
}
