package dev.diorama.reachability;

import dev.diorama.model.Architecture;
import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.reachability.AccountCase.BadCase;
import java.util.List;
import java.util.Map;

/// The networks of an AWS account as `aws ec2 describe-…` prints them. Immutable and thread-safe.
public final class AccountNetwork {
  /// The files that are read, by name without `.json`; each may be missing.
  public static final List<String> FILES =
      List.of(
          "Vpcs",
          "Subnets",
          "RouteTables",
          "InternetGateways",
          "EgressOnlyInternetGateways",
          "NatGateways",
          "NetworkAcls",
          "SecurityGroups",
          "NetworkInterfaces",
          "VpcEndpoints",
          "VpcPeeringConnections",
          "PrefixLists",
          "ManagedPrefixLists",
          "ManagedPrefixListEntries",
          "Addresses",
          "Reservations");

  private final AccountQuestions questions;
  private final List<Message> warnings;

  private AccountNetwork(AccountQuestions questions, List<Message> warnings) {
    this.questions = questions;
    this.warnings = List.copyOf(warnings);
  }

  /// The networks that these files describe. Never throws: what cannot be understood is a warning.
  public static AccountNetwork read(Map<String, Value> files) {
    var account = new AccountFiles(files);
    var read = AccountReader.read(account);
    return new AccountNetwork(new AccountQuestions(read), account.warnings());
  }

  /// The networks that these files describe as a drawing, not yet laid out. Never throws.
  public static Architecture draw(Map<String, Value> files) {
    return AccountDrawing.of(new AccountFiles(files));
  }

  /// What could not be understood, and ids that lead nowhere.
  public List<Message> warnings() {
    return warnings;
  }

  /// The ids of all network interfaces.
  public List<ResourceId> interfaces() {
    return questions.interfaces();
  }

  /// Who reaches whom: all network interfaces, and the internet.
  public Matrix matrix() {
    return questions.matrix();
  }

  /// What comes of a case: a verdict, or why the case cannot be understood.
  public sealed interface Answer {}

  /// The case was answered.
  public record Answered(AccountVerdict verdict) implements Answer {}

  /// The case cannot be understood.
  public record NotUnderstood(Message why) implements Answer {}

  /// Answers a case as `{"from": {"eni": ID} | {"internet": true, "ip": A}, "to": {"eni": ID} |
  /// {"ip": A} | {"service": "s3"}, "protocol", "sourcePort", "destinationPort"}`.
  public Answer answer(Fields line) {
    try {
      return new Answered(questions.answer(AccountCase.read(line)));
    } catch (BadCase e) {
      return new NotUnderstood(e.text());
    }
  }
}
