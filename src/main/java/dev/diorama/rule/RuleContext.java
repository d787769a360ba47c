package dev.diorama.rule;

import dev.diorama.access.Access;
import dev.diorama.catalog.Catalog;
import dev.diorama.model.Architecture;

/// What a rule may look at. The engines behind `access` are the runtime's own.
public record RuleContext(Architecture drawing, Catalog catalog, Access access) {}
