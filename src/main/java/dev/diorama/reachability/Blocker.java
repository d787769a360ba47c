package dev.diorama.reachability;

import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
import java.util.Optional;

/// Something that stops a packet or its reply.
///
/// @param code AWS's Reachability Analyzer explanation code where one exists
///   (`docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html`), or one of our own,
///   which begin with `DIORAMA_`
/// @param at where it stands in the drawing
/// @param explanation one or two plain sentences
/// @param source the documentation page
public record Blocker(String code, Optional<ResourceId> at, Message explanation, String source) {}
