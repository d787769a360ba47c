package dev.diorama.policy.difference;

import dev.diorama.catalog.ActionReference.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The resources that requests for an action can have: the ARN formats that the Service
/// Authorization Reference lists for it. An action without a resource type is asked on `*`, or, by
/// some services, on an ARN that ends in a star. For an action that is not in the reference every
/// ARN is possible.
///
/// Names are held to the characters that AWS allows in them where it matters for telling a bucket
/// from its objects, or a log group from its streams; everything else may hold any character.
record Universe(List<Pattern> patterns, List<String> samples) {
  /// `docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html`,
  /// `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html`,
  /// `docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html`,
  /// `docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html`.
  private static final Set<String> NAMES =
      Set.of("BucketName", "TableName", "IndexName", "QueueName", "FunctionName");

  /// `docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html`; the
  /// first five fields of any ARN hold no colon:
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html`.
  private static final Set<String> FIELDS =
      Set.of("Partition", "Region", "Account", "LogGroupName");

  /// What has to be named in a sample, whatever the setting.
  private static final java.util.regex.Pattern NAME =
      java.util.regex.Pattern.compile("\\$\\{(?!(?:Partition|Region|Account)})[^}]*}");

  /// For actions that the reference does not know.
  static final Universe UNKNOWN =
      new Universe(
          List.of(exactly("*"), format("arn:${Partition}:${Region}:@:@:${Id}")), List.of("*"));

  Universe {
    patterns = List.copyOf(patterns);
    samples = List.copyOf(samples);
  }

  /// Of the samples alone, whose hash codes the texts keep: universes are looked up often.
  @Override
  public int hashCode() {
    return samples.hashCode();
  }

  static Universe of(Action action) {
    var patterns = new ArrayList<Pattern>();
    var samples = new ArrayList<String>();
    for (var arn : action.arns().stream().sorted().distinct().toList()) {
      patterns.add(format(arn));
      samples.add(NAME.matcher(arn).replaceAll("example"));
    }
    if (!action.needsResource()) {
      patterns.add(exactly("*"));
      samples.add("*");
    }
    if (action.arns().isEmpty()) {
      patterns.add(format("arn:${Partition}:" + action.service() + ":@:@:*"));
    }
    return new Universe(patterns, samples);
  }

  private static Pattern exactly(String text) {
    return new Pattern(text.chars().toArray(), false);
  }

  /// An ARN format as a pattern. `@` is a field that may be empty; a star is a star.
  private static Pattern format(String arn) {
    var codes = new int[arn.length() * 2];
    int length = 0;
    int i = 0;
    while (i < arn.length()) {
      if (arn.startsWith("${", i)) {
        int close = arn.indexOf('}', i);
        var name = arn.substring(i + 2, close);
        i = close + 1;
        if (name.startsWith("Optional")) {
          codes[length++] = Pattern.MANY;
          continue;
        }
        boolean inName = NAMES.contains(name);
        boolean inField = FIELDS.contains(name);
        codes[length++] =
            inName ? Pattern.ONE_IN_NAME : inField ? Pattern.ONE_IN_FIELD : Pattern.ONE;
        codes[length++] =
            inName ? Pattern.MANY_IN_NAME : inField ? Pattern.MANY_IN_FIELD : Pattern.MANY;
      } else {
        char c = arn.charAt(i++);
        codes[length++] = c == '@' ? Pattern.MANY_IN_FIELD : c;
      }
    }
    return new Pattern(Arrays.copyOf(codes, length), false);
  }

  /// Resources of these formats that a reader finds natural.
  List<String> samples(String account, String region) {
    return samples.stream()
        .map(s ->
            s.replace("${Partition}", "aws")
                .replace("${Region}", region)
                .replace("${Account}", account))
        .toList();
  }
}
