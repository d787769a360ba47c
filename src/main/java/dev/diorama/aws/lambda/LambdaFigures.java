package dev.diorama.aws.lambda;

import dev.diorama.catalog.AwsFigures;
import java.math.BigDecimal;
import java.time.Duration;

/// Lambda's quotas, schedules and prices under the names that this package uses. The numbers and
/// their pages stand in the figures' file.
final class LambdaFigures {
  private static final AwsFigures ALL = AwsFigures.published();

  static final long MIN_MEMORY = ALL.megabytes("lambda.memory.minimum");
  static final long MAX_MEMORY = ALL.megabytes("lambda.memory.maximum");
  static final long DEFAULT_MEMORY = ALL.megabytes("lambda.memory.default");
  static final long ONE_VCPU = ALL.megabytes("lambda.memory.one-vcpu");
  static final Duration DEFAULT_TIMEOUT = ALL.duration("lambda.timeout.default");
  static final Duration MAX_TIMEOUT = ALL.duration("lambda.timeout.maximum");
  static final long MIN_STORAGE = ALL.megabytes("lambda.ephemeral-storage.minimum");
  static final long MAX_STORAGE = ALL.megabytes("lambda.ephemeral-storage.maximum");

  static final long CODE_ZIPPED = ALL.bytes("lambda.code.zipped");
  static final long CODE_UNZIPPED = ALL.bytes("lambda.code.unzipped");
  static final long CODE_TOTAL = ALL.bytes("lambda.code.total");

  static final long ACCOUNT_CONCURRENCY = ALL.count("lambda.concurrency.account");
  static final long SCALING = ALL.count("lambda.scaling.environments");
  static final Duration SCALING_PERIOD = ALL.duration("lambda.scaling.period");
  static final long RATE_PER_CONCURRENCY = ALL.count("lambda.rate.per-concurrency");

  static final long MAX_REQUEST = ALL.bytes("lambda.payload.synchronous");
  static final long MAX_EVENT = ALL.bytes("lambda.payload.asynchronous");
  static final long MAX_RESPONSE = ALL.bytes("lambda.payload.response");
  static final long LOG_TAIL = ALL.bytes("lambda.log-tail");
  static final long ASYNC_RETRIES = ALL.count("lambda.async.retries");
  static final Duration FIRST_RETRY = ALL.duration("lambda.async.retry.first");
  static final Duration SECOND_RETRY = ALL.duration("lambda.async.retry.second");
  static final Duration MIN_EVENT_AGE = ALL.duration("lambda.async.age.minimum");
  static final Duration MAX_EVENT_AGE = ALL.duration("lambda.async.age.maximum");
  static final Duration FIRST_THROTTLE_PAUSE = ALL.duration("lambda.async.throttle.first");
  static final Duration LONGEST_THROTTLE_PAUSE = ALL.duration("lambda.async.throttle.longest");
  static final long RECURSION_LIMIT = ALL.count("lambda.recursion.limit");

  static final long QUEUE_BATCH = ALL.count("lambda.sqs.batch.default");
  static final long FIRST_POLLERS = ALL.count("lambda.sqs.pollers.first");
  static final long POLLERS_PER_MINUTE = ALL.count("lambda.sqs.pollers.per-minute");
  static final long MAX_POLLERS = ALL.count("lambda.sqs.pollers.maximum");
  static final long STREAM_BATCH = ALL.count("lambda.dynamodb.batch.default");
  static final long MAX_BATCH = ALL.count("lambda.sqs.batch.maximum");
  static final Duration STREAM_RETENTION = ALL.duration("lambda.dynamodb.retention");
  static final long MAX_PARALLELIZATION = ALL.count("lambda.dynamodb.parallelization.maximum");
  static final long MIN_MAPPING_CONCURRENCY = ALL.count("lambda.sqs.concurrency.minimum");
  static final long MAX_MAPPING_CONCURRENCY = ALL.count("lambda.sqs.concurrency.maximum");
  static final Duration MAX_WINDOW = ALL.duration("lambda.window.maximum");

  static final BigDecimal REQUEST = ALL.dollars("lambda.price.request");
  static final BigDecimal GB_SECOND = ALL.dollars("lambda.price.gb-second");
  static final BigDecimal ARM_GB_SECOND = ALL.dollars("lambda.price.gb-second.arm64");
  static final BigDecimal PROVISIONED_GB_SECOND =
      ALL.dollars("lambda.price.provisioned.duration.gb-second");
  static final BigDecimal STORAGE_GB_SECOND =
      ALL.dollars("lambda.price.ephemeral-storage.gb-second");

  private LambdaFigures() {}
}
