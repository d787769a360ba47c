package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The operators of docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html.
class FilterCriteriaTest {
  private static Value read(String text) {
    return LambdaWorld.json(text.replace('\'', '"'));
  }

  private static FilterCriteria filters(String... patterns) {
    var rows = new ArrayList<Value>();
    for (var pattern : patterns) {
      rows.add(Fields.EMPTY.with("Pattern", pattern.replace('\'', '"')));
    }
    return FilterCriteria.of(
        Fields.EMPTY.with("FilterCriteria", Fields.EMPTY.with("Filters", new Value.Items(rows))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Equals            | {'a':['x']}                          | {'a':'x'}           | {'a':'y'}
          A number          | {'a':[1]}                            | {'a':1.0}           | {'a':'1'}
          One of several    | {'a':['x','y']}                      | {'a':'y'}           | {'a':'z'}
          Null              | {'a':[null]}                         | {'a':null}          | {'a':''}
          Empty             | {'a':['']}                           | {'a':''}            | {'a':null}
          Equals, any case  | {'a':[{'equals-ignore-case':'X'}]}   | {'a':'x'}           | {'a':'xx'}
          Begins with       | {'a':[{'prefix':'us-'}]}             | {'a':'us-east-1'}   | {'a':'eu-us-1'}
          Ends with         | {'a':[{'suffix':'.png'}]}            | {'a':'cat.png'}     | {'a':'cat.png.txt'}
          Not               | {'a':[{'anything-but':['x']}]}       | {'a':'y'}           | {'a':'x'}
          Not, without one  | {'a':[{'anything-but':['x']}]}       | {'a':''}            | {'b':'x'}
          Numeric equals    | {'a':[{'numeric':['=',100]}]}        | {'a':1e2}           | {'a':101}
          Numeric range     | {'a':[{'numeric':['>',10,'<=',20]}]} | {'a':20}            | {'a':10}
          Exists            | {'a':[{'exists':true}]}              | {'a':null}          | {'b':1}
          Does not exist    | {'a':[{'exists':false}]}             | {'b':1}             | {'a':1}
          And               | {'a':['x'],'b':[1]}                  | {'a':'x','b':1}     | {'a':'x','b':2}
          Or of members     | {'$or':[{'a':['x']},{'b':[1]}]}      | {'a':'y','b':1}     | {'a':'y','b':2}
          Within            | {'a':{'b':['x']}}                    | {'a':{'b':'x'}}     | {'a':{'b':'y'}}
          Within, missing   | {'a':{'b':['x']}}                    | {'a':{'b':'x'}}     | {'b':'x'}
          In a list         | {'a':['x']}                          | {'a':['y','x']}     | {'a':['y']}
          """)
  void operatorsLetThroughWhatTheyName(String name, String pattern, String passes, String stays) {
    var filters = filters(pattern);
    assertThat(filters.matches((Fields) read(passes))).as("%s: %s", name, passes).isTrue();
    assertThat(filters.matches((Fields) read(stays))).as("%s: %s", name, stays).isFalse();
  }

  @Test
  void oneFilterThatMatchesIsEnoughAndNoneLetsEverythingThrough() {
    var record = (Fields) read("{'a':'x'}");
    assertThat(filters("{'a':['y']}", "{'a':['x']}").matches(record)).isTrue();
    assertThat(filters("{'a':['y']}", "{'a':['z']}").matches(record)).isFalse();
    assertThat(filters().matches(record)).isTrue();
  }

  @Test
  void theBodyOfAMessageIsReadAsJsonIfThePatternAsksForItsMembers() {
    var filters = filters("{'body':{'n':[1]}}");
    assertThat(filters.matches(Fields.EMPTY.with("body", "{\"n\":1}"))).isTrue();
    assertThat(filters.matches(Fields.EMPTY.with("body", "n=1"))).isFalse();
  }

  @Test
  void aPatternThatIsNoJsonObjectMatchesNothing() {
    var record = (Fields) read("{'a':'x'}");
    assertThat(filters("{").matches(record)).isFalse();
    assertThat(filters("['a']").matches(record)).isFalse();
    assertThat(filters("{'a':'x'}").matches(record)).isFalse();
    assertThat(filters("{'a':[{'wildcard':'x*'}]}").matches(record)).isFalse();
  }
}
