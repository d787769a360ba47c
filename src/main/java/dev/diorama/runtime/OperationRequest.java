package dev.diorama.runtime;

import dev.diorama.catalog.Need;
import dev.diorama.model.Value.Fields;

/// A call as it arrives at a service.
///
/// @param call the sequence number of its [RuntimeEvent.CallStarted]; give it as cause to what the
///   service does because of it
/// @param caller who calls, as the gate established it
/// @param operation the operation's name without prefix, as `PutItem`
/// @param input with AWS's member names
public record OperationRequest(
    long call, InvocationId invocation, Need.Caller caller, String operation, Fields input) {}
