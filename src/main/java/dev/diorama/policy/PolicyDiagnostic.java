package dev.diorama.policy;

import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;

/// Something wrong in a policy document. The rest of the policy is still evaluated.
///
/// @param at where in the document, as `Statement[1].Action`
public record PolicyDiagnostic(PropertyPath at, Message message) {}
