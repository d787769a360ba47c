package dev.diorama.policy;

import dev.diorama.model.Value.Fields;
import dev.diorama.policy.StatementMatch.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A statement as its author wrote it, for engines that reason about all requests at once instead
/// of one. Statements that are malformed, which AWS would not store, are left out.
public final class WrittenStatement {
  private final Statement statement;
  private final boolean variables;
  private final List<Condition> conditions;

  /// `Action`, `NotAction`, `Resource` or `NotResource`.
  ///
  /// @param negated whether it is the `Not…` form
  /// @param texts the patterns as written
  public record Element(boolean negated, List<String> texts) {
    public Element {
      texts = List.copyOf(texts);
    }
  }

  /// One condition key under one operator.
  public static final class Condition {
    private final ConditionClause clause;

    private Condition(ConditionClause clause) {
      this.clause = clause;
    }

    /// The operator as written, as `ForAllValues:StringLike`.
    public String operator() {
      return clause.operator().name();
    }

    /// The key in lower case.
    public String key() {
      return clause.key().toLowerCase(Locale.ROOT);
    }

    /// The key as written.
    public String writtenKey() {
      return clause.key();
    }

    /// The values as written.
    public List<String> expected() {
      return clause.expected();
    }

    /// Whether the condition holds for a request: the evaluator's own answer.
    public boolean holds(Request request) {
      return clause.match(new RequestView(request)).matched();
    }
  }

  private WrittenStatement(Statement statement, boolean variables) {
    this.statement = statement;
    this.variables = variables;
    this.conditions = statement.conditions().stream().map(Condition::new).toList();
  }

  /// The statements of a policy that count, in order.
  public static List<WrittenStatement> of(Policy policy) {
    boolean variables =
        policy.document() instanceof Fields f
            && f.text("Version").filter("2012-10-17"::equals).isPresent();
    return policy.statements().stream()
        .filter(s -> s.skipped().isEmpty())
        .map(s -> new WrittenStatement(s, variables))
        .toList();
  }

  /// The values of a condition key that follow from the request itself, as `aws:PrincipalArn`;
  /// empty if the key is absent.
  ///
  /// @param key in lower case
  public static Optional<List<String>> values(Request request, String key) {
    return new RequestView(request).values(key);
  }

  /// The moment that a value of a Date operator names; empty if it is none.
  public static Optional<Instant> date(String text) {
    return PolicyDate.parse(text);
  }

  /// The statement's position in its policy, from 0.
  public int index() {
    return statement.index();
  }

  /// The statement's id, if it has one.
  public Optional<String> sid() {
    return statement.sid();
  }

  /// Whether it denies.
  public boolean denies() {
    return statement.effect() == Effect.DENY;
  }

  /// Whether policy variables are expanded.
  public boolean variables() {
    return variables;
  }

  /// Whether its principal element, if it has one, names `caller`.
  ///
  /// @param bounded whether a permissions boundary is attached to the caller
  public boolean names(Principal caller, boolean bounded) {
    return statement
        .principals()
        .map(p -> p.matches(caller, statement.effect(), bounded))
        .orElse(true);
  }

  /// `Action` or `NotAction`.
  public Element actions() {
    return statement.actions().map(WrittenStatement::element).orElse(new Element(true, List.of()));
  }

  /// `Resource` or `NotResource`; everything where the statement has neither.
  public Element resources() {
    return statement
        .resources()
        .map(WrittenStatement::element)
        .orElse(new Element(true, List.of()));
  }

  /// All of these have to hold.
  public List<Condition> conditions() {
    return conditions;
  }

  private static Element element(Statement.Texts texts) {
    return new Element(texts.element().startsWith("Not"), texts.written());
  }
}
