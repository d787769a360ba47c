package dev.diorama.aws.apigateway;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.velocity.exception.VelocityException;
import org.apache.velocity.util.introspection.Info;
import org.apache.velocity.util.introspection.SecureUberspector;
import org.apache.velocity.util.introspection.VelMethod;
import org.jspecify.annotations.Nullable;

/// The methods that templates may call on values, each within the template's budget. Public, since
/// the template engine makes it by name.
public final class TemplateMethods extends SecureUberspector {
  private static final int MAX_ELEMENTS = 100_000;

  private static final Set<String> OF_TEXTS =
      Set.of(
          "charAt",
          "compareTo",
          "concat",
          "contains",
          "endsWith",
          "equals",
          "equalsIgnoreCase",
          "hashCode",
          "indexOf",
          "isBlank",
          "isEmpty",
          "lastIndexOf",
          "length",
          "matches",
          "replace",
          "replaceAll",
          "replaceFirst",
          "split",
          "startsWith",
          "strip",
          "substring",
          "toLowerCase",
          "toString",
          "toUpperCase",
          "trim");

  private static final Set<String> OF_NUMBERS =
      Set.of("compareTo", "doubleValue", "equals", "hashCode", "intValue", "longValue", "toString");

  @Override
  public @Nullable VelMethod getMethod(
      @Nullable Object target, String name, Object[] arguments, Info info) {
    if ((target instanceof CharSequence && !OF_TEXTS.contains(name))
        || (target instanceof Number && !OF_NUMBERS.contains(name))) {
      return null;
    }
    var method = super.getMethod(target, name, arguments, info);
    return method == null ? null : new Counted(method);
  }

  /// A method whose arguments and results are counted.
  private record Counted(VelMethod method) implements VelMethod {
    @Override
    public Object invoke(Object target, Object[] arguments)
        throws IllegalAccessException, InvocationTargetException {
      var budget = TemplateBudget.CURRENT.get();
      Arrays.stream(arguments).forEach(budget::made);
      if (target instanceof String text) {
        var answer = ofText(text, arguments, budget);
        budget.made(answer);
        return answer;
      }
      grows(target, arguments);
      var answer = method.invoke(target, arguments);
      budget.made(answer);
      return answer;
    }

    private Object ofText(String text, Object[] arguments, TemplateBudget budget)
        throws IllegalAccessException, InvocationTargetException {
      if (method.getMethodName().startsWith("replace") && arguments.length == 2) {
        // Each character may be replaced by the whole of the second argument.
        var by = String.valueOf(arguments[1]);
        budget.made(by.isEmpty() ? 0 : (long) text.length() * by.length());
      }
      var pattern = arguments.length == 0 ? "" : String.valueOf(arguments[0]);
      try {
        return switch (method.getMethodName()) {
          case "matches" -> matcher(pattern, text, budget).matches();
          case "replaceAll" ->
              matcher(pattern, text, budget).replaceAll(String.valueOf(arguments[1]));
          case "replaceFirst" ->
              matcher(pattern, text, budget).replaceFirst(String.valueOf(arguments[1]));
          case "split" -> Pattern.compile(pattern).split(new Watched(text, budget));
          default -> method.invoke(text, arguments);
        };
      } catch (PatternSyntaxException e) {
        throw new VelocityException(String.valueOf(e.getDescription()), e);
      }
    }

    private static java.util.regex.Matcher matcher(
        String pattern, String text, TemplateBudget budget) {
      return Pattern.compile(pattern).matcher(new Watched(text, budget));
    }

    private void grows(Object target, Object[] arguments) {
      int before =
          switch (target) {
            case Collection<?> c -> c.size();
            case Map<?, ?> m -> m.size();
            default -> 0;
          };
      int more = 1;
      for (var argument : arguments) {
        if (argument instanceof Collection<?> c && method.getMethodName().endsWith("All")) {
          more = c.size();
        } else if (argument instanceof Map<?, ?> m && method.getMethodName().endsWith("All")) {
          more = m.size();
        }
      }
      if (before + more > MAX_ELEMENTS) {
        throw new VelocityException("The template makes too long a list.");
      }
    }

    @Override
    public boolean isCacheable() {
      return method.isCacheable();
    }

    @Override
    public String getMethodName() {
      return method.getMethodName();
    }

    @Override
    public Method getMethod() {
      return method.getMethod();
    }

    @Override
    public Class<?> getReturnType() {
      return method.getReturnType();
    }
  }

  /// A text that counts how often a regular expression looks at it.
  private record Watched(String text, TemplateBudget budget) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      budget.look();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
