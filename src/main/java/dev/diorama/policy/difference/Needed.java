package dev.diorama.policy.difference;

/// Something that is needed: calls of one action on these resources, whatever their context.
///
/// @param action the IAM action, as `s3:GetObject`; case does not matter
/// @param resource the ARN or ARN pattern; `*` for all
public record Needed(String action, String resource) {}
