package dev.diorama.cli;

import picocli.CommandLine.Command;

/// `diorama policy COMMAND`: questions to the policy engine without a drawing, and about the roles
/// of one.
@Command(
    name = "policy",
    description = "Evaluate policies, and compare what they allow.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand {}
