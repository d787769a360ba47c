package dev.diorama.aws.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// How many invocations of one function may run at once and how fast new execution environments may
/// come (docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html and
/// docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html). Used from the event loop only.
final class Concurrency {
  private final Account account;
  private final OptionalLong reserved;
  private final long provisioned;
  private long running;

  /// What is left of the scaling rate, in millionths of an environment, as of `scaledAt`.
  private long allowance = LambdaFigures.SCALING * MICRO;

  private Instant scaledAt = Instant.MIN;
  private Instant second = Instant.MIN;
  private long requests;

  private static final long MICRO = 1_000_000;

  /// Why an invocation is throttled, in the words of
  /// docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (`Reason`).
  enum Reason {
    RESERVED("ReservedFunctionConcurrentInvocationLimitExceeded"),
    ACCOUNT("ConcurrentInvocationLimitExceeded"),
    /// AWS does not say which reason the scaling rate has; it is a limit of concurrency.
    SCALING("ConcurrentInvocationLimitExceeded"),
    RATE("FunctionInvocationRateLimitExceeded"),
    RESERVED_RATE("ReservedFunctionInvocationRateLimitExceeded");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /// The concurrency that all functions share: the account's quota without what is set aside.
  static final class Account {
    private long unreserved;
    private long running;

    /// @param limit the account's concurrency
    Account(long limit) {
      this.unreserved = limit;
    }

    private void setAside(long concurrency) {
      unreserved -= concurrency;
    }
  }

  Concurrency(Account account, OptionalLong reserved, long provisioned) {
    this.account = account;
    this.reserved = reserved;
    this.provisioned = provisioned;
    account.setAside(reserved.orElse(provisioned));
  }

  /// Takes a place for an invocation, or says why there is none.
  ///
  /// @param newEnvironment whether an environment must be made for it
  Optional<Reason> enter(Instant now, boolean newEnvironment) {
    var refused = refusal(now, newEnvironment);
    if (refused.isEmpty()) {
      requests++;
      if (newEnvironment) {
        allowance -= MICRO;
      }
      if (drawsOnAccount()) {
        account.running++;
      }
      running++;
    }
    return refused;
  }

  private Optional<Reason> refusal(Instant now, boolean newEnvironment) {
    if (reserved.isPresent() && running >= reserved.getAsLong()) {
      return Optional.of(Reason.RESERVED);
    }
    if (drawsOnAccount() && account.running >= account.unreserved) {
      return Optional.of(Reason.ACCOUNT);
    }
    count(now);
    long limit = reserved.orElse(account.unreserved + provisioned);
    if (requests >= limit * LambdaFigures.RATE_PER_CONCURRENCY) {
      return Optional.of(reserved.isPresent() ? Reason.RESERVED_RATE : Reason.RATE);
    }
    return newEnvironment && allowance < MICRO ? Optional.of(Reason.SCALING) : Optional.empty();
  }

  /// What runs above the provisioned concurrency of a function without a reservation comes out of
  /// the shared part.
  private boolean drawsOnAccount() {
    return reserved.isEmpty() && running >= provisioned;
  }

  /// The scaling rate is refilled all the time; the request rate counts whole seconds, which is
  /// Diorama's choice, since AWS does not say how it measures.
  private void count(Instant now) {
    if (scaledAt.equals(Instant.MIN)) {
      scaledAt = now;
      second = now;
    }
    long passed = Duration.between(scaledAt, now).toMillis();
    long perMillisecond = LambdaFigures.SCALING * MICRO / LambdaFigures.SCALING_PERIOD.toMillis();
    allowance = Math.min(LambdaFigures.SCALING * MICRO, allowance + passed * perMillisecond);
    scaledAt = now;
    if (!now.isBefore(second.plusSeconds(1))) {
      second = now;
      requests = 0;
    }
  }

  /// Gives a place back.
  void leave() {
    running--;
    if (drawsOnAccount()) {
      account.running--;
    }
  }

  /// How many invocations run now.
  long running() {
    return running;
  }
}
