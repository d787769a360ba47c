package dev.diorama.runtime.wire;

/// A request whose signature does not hold, with the reason.
public final class SignatureException extends Exception {
  private static final long serialVersionUID = 1L;

  /// Why a signature does not hold.
  public enum Reason {
    /// The signature is not written as the algorithm demands.
    MALFORMED,
    /// Nobody has this access key.
    UNKNOWN_KEY,
    /// The session token is missing or not the key's own.
    BAD_TOKEN,
    /// The signature is not the one that the secret key gives.
    MISMATCH,
    /// The body is not the one that was signed.
    BODY_MISMATCH,
    /// The request was signed too long ago.
    TOO_OLD,
    /// The request was signed in the future.
    TOO_NEW,
    /// The presigned URL is no longer valid.
    EXPIRED
  }

  private final Reason reason;

  /// @param message more about the reason, for answers that say more
  public SignatureException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /// Why.
  public Reason reason() {
    return reason;
  }

  /// More about the reason; may be empty.
  public String detail() {
    var message = getMessage();
    return message == null ? "" : message;
  }
}
