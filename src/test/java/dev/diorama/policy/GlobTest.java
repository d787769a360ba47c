package dev.diorama.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  private static Glob glob(String pattern, boolean arn) {
    return arn ? Glob.ofArn(pattern) : Glob.of(pattern);
  }

  @ParameterizedTest
  @CsvSource({
    "abc, abc, true",
    "abc, abd, false",
    "*, '', true",
    "?, '', false",
    "a*, abc, true",
    "a*c, abc, true",
    "a*c, ab, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "**a**, bab, true",
    "*ab*ab, abxab, true",
    "*ab*ab, ab, false",
    "a*?b, ab, false",
    "a*?b, axb, true",
  })
  void matchesStarsAndQuestionMarks(String pattern, String text, boolean expected) {
    assertThat(glob(pattern, false).matches(text)).isEqualTo(expected);
  }

  // docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
  @ParameterizedTest
  @CsvSource({
    "arn:aws:sqs:*:1:q, arn:aws:sqs:us-east-1:1:q, true",
    "arn:aws:sqs:us-*-1:1:q, arn:aws:sqs:us-east-1:1:q, true",
    "arn:aws:sqs:us-*t-1:1:q, arn:aws:sqs:us-x:1:east-1:1:q, false",
    "arn:aws:sqs:*, arn:aws:sqs:us-east-1:1:q, true",
    "arn:aws:s3:::b/*.jpg, arn:aws:s3:::b/10:30.jpg, true",
    "arn:aws:s3:::b/*/test/*, arn:aws:s3:::b/1/2/test/3/o.jpg, true",
    "arn:aws:s3:::b/*/test/*, arn:aws:s3:::b/1-test/o.jpg, false",
  })
  void aStarInAnArnCrossesAColonOnlyWhereItEndsItsField(String pattern, String text, boolean is) {
    assertThat(glob(pattern, true).matches(text)).isEqualTo(is);
  }

  @Test
  void bothWaysOfMatchingAgreeWithTheRegularExpressionOfTheJdk() {
    long seed = 20261122L;
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      var pattern = word(random, "ab*?", 8);
      var text = word(random, "ab", 10);
      var regex = pattern.replace("?", ".").replaceAll("\\*+", ".*");
      boolean expected = Pattern.matches(regex, text);
      assertThat(glob(pattern, false).matches(text))
          .as("%s on %s, seed %d", pattern, text, seed)
          .isEqualTo(expected);
      // A star in the first field of an ARN pattern takes the other way; there is no colon here.
      assertThat(glob(pattern, true).matches(text))
          .as("as ARN %s on %s, seed %d", pattern, text, seed)
          .isEqualTo(expected);
    }
  }

  @Test
  void aHostilePatternEndsSoon() {
    var pattern = "a*".repeat(5_000) + "b";
    var text = "a".repeat(20_000);
    assertThat(glob(pattern, false).matches(text)).isFalse();
    assertThat(glob("*".repeat(1_000_000), false).matches(text)).isTrue();
    assertThat(glob("a*".repeat(500) + "b", true).matches(text)).isFalse();
  }

  private static String word(Random random, String alphabet, int maxLength) {
    int length = random.nextInt(maxLength + 1);
    var word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }
}
