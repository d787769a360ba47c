package dev.diorama.rule;

import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;

/// A change that silences a finding. It is applied like any edit, so it can be undone.
public record Fix(Message label, Transaction transaction) {}
