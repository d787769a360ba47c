package dev.diorama.aws.rds;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Rewrites a PostgreSQL statement so that the embedded engine runs it as PostgreSQL would and the
/// same in every run: the time is the run's time, and `RETURNING` becomes the SQL standard's data
/// change delta table. Strings, quoted names and comments stay as they are.
///
/// See `postgresql.org/docs/current/functions-datetime.html` and `…/dml-returning.html`.
final class PostgresText {
  /// The session variable that holds the run's time.
  static final String NOW = "@DIORAMA_NOW";

  private static final String NOW_ZONED = "CAST(" + NOW + " AS TIMESTAMP WITH TIME ZONE)";

  /// Words that are values of their own.
  private static final Map<String, String> CLOCK =
      Map.of(
          "CURRENT_TIMESTAMP", NOW_ZONED,
          "LOCALTIMESTAMP", "CAST(" + NOW_ZONED + " AS TIMESTAMP)",
          "CURRENT_DATE", "CAST(" + NOW_ZONED + " AS DATE)",
          "LOCALTIME", "CAST(" + NOW_ZONED + " AS TIME)",
          "CURRENT_TIME", "CAST(" + NOW_ZONED + " AS TIME WITH TIME ZONE)");

  /// Functions whose answer no seed can fix, or that PostgreSQL does not have.
  private static final Set<String> REFUSED =
      Set.of(
          "GEN_RANDOM_UUID",
          "RANDOM_UUID",
          "UUID",
          "SECURE_RAND",
          "SYSDATE",
          "SYSTIMESTAMP",
          "SYSTIME",
          "TODAY",
          "CURDATE",
          "CURTIME",
          "GETDATE",
          "SYSDATETIME");

  private final String sql;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int depth;
  private String first = "";
  private int returning = -1;

  private PostgresText(String sql) {
    this.sql = sql;
  }

  /// A statement that uses something that cannot be run.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String function) {
      super("function " + function.toLowerCase(Locale.ROOT) + "() is not available in Diorama");
    }
  }

  /// The rewritten statement.
  static String rewrite(String sql) throws Refused {
    return new PostgresText(sql).run();
  }

  private String run() throws Refused {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '\'' || c == '"') {
        copyTo(endOfQuoted(c));
      } else if (sql.startsWith("--", at)) {
        int end = sql.indexOf('\n', at);
        copyTo(end < 0 ? sql.length() : end);
      } else if (sql.startsWith("/*", at)) {
        copyTo(after("*/", at + 2));
      } else if (sql.startsWith("$$", at)) {
        copyTo(after("$$", at + 2));
      } else if (Character.isLetter(c) || c == '_') {
        word();
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        copyTo(at + 1);
      }
    }
    return delta();
  }

  private int after(String mark, int from) {
    int found = sql.indexOf(mark, from);
    return found < 0 ? sql.length() : found + mark.length();
  }

  private int endOfQuoted(char quote) {
    int end = at + 1;
    while (end < sql.length()) {
      if (sql.charAt(end) == quote) {
        if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
          end++;
        } else {
          return end + 1;
        }
      }
      end++;
    }
    return sql.length();
  }

  private void copyTo(int end) {
    out.append(sql, at, end);
    at = end;
  }

  private void word() throws Refused {
    int end = at;
    while (end < sql.length()
        && (Character.isLetterOrDigit(sql.charAt(end))
            || sql.charAt(end) == '_'
            || sql.charAt(end) == '$')) {
      end++;
    }
    var word = sql.substring(at, end).toUpperCase(Locale.ROOT);
    boolean qualified = at > 0 && (sql.charAt(at - 1) == '.' || sql.charAt(at - 1) == '@');
    int next = end;
    while (next < sql.length() && Character.isWhitespace(sql.charAt(next))) {
      next++;
    }
    boolean call = next < sql.length() && sql.charAt(next) == '(';
    if (first.isEmpty()) {
      first = word;
    }
    if (qualified) {
      copyTo(end);
    } else if (CLOCK.containsKey(word)) {
      out.append(CLOCK.get(word));
      // The precision, as in CURRENT_TIMESTAMP(3), is dropped: the run's time has milliseconds.
      at = call ? after(")", next) : end;
    } else if (call && (word.equals("NOW") || word.equals("TRANSACTION_TIMESTAMP"))) {
      out.append(NOW_ZONED);
      at = after(")", next);
    } else if (call && REFUSED.contains(word)) {
      throw new Refused(word);
    } else {
      if (depth == 0 && word.equals("RETURNING")) {
        returning = out.length();
      }
      copyTo(end);
    }
  }

  private String delta() {
    var table =
        switch (first) {
          case "INSERT", "UPDATE" -> "FINAL";
          case "DELETE" -> "OLD";
          default -> "";
        };
    if (returning < 0 || table.isEmpty()) {
      return out.toString();
    }
    var columns = out.substring(returning + "RETURNING".length()).strip();
    if (columns.endsWith(";")) {
      columns = columns.substring(0, columns.length() - 1);
    }
    return "SELECT " + columns + " FROM " + table + " TABLE (" + out.substring(0, returning) + ")";
  }
}
