package dev.diorama.runtime;

import dev.diorama.runtime.RuntimeContext.Because;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Carries the reason of a call through code that runs outside the event loop, in the header
/// `X-Amzn-Trace-Id`. Lambda gives it to functions as `_X_AMZN_TRACE_ID`, and the AWS SDKs send it
/// back with each call that a function makes. Its form is X-Ray's
/// (`docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader`); our
/// root ends with the invocation, our parent is the causing event.
public final class TraceHeader {
  /// The header's name.
  public static final String NAME = "X-Amzn-Trace-Id";

  private static final Pattern FORM =
      Pattern.compile("Root=1-00000000-([0-9a-f]{24});Parent=([0-9a-f]{16})(;.*)?");

  private TraceHeader() {}

  /// The header's value for calls that happen because of `because`.
  public static String of(Because because) {
    return "Root=1-00000000-%024x;Parent=%016x;Sampled=0"
        .formatted(because.invocation().value(), because.cause().orElse(0));
  }

  /// Why a call with this header happens; empty if the header is somebody else's.
  public static Optional<Because> read(String value) {
    var matcher = FORM.matcher(value);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      var cause = Long.parseLong(matcher.group(2), 16);
      return Optional.of(
          new Because(
              new InvocationId(Long.parseLong(matcher.group(1), 16)),
              cause == 0 ? OptionalLong.empty() : OptionalLong.of(cause)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
