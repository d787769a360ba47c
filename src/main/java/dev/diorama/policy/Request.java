package dev.diorama.policy;

/// A call to be authorized.
///
/// @param action the IAM action, as `s3:GetObject`; compared without regard to case
/// @param resource the ARN on which it acts; `*` for actions that have no resource
/// @param resourceAccount the account that owns the resource; decides same- or cross-account
public record Request(
    Principal principal,
    String action,
    String resource,
    String resourceAccount,
    RequestContext context) {}
