package dev.diorama.aws.rds;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.Driver;
import org.h2.jdbc.JdbcException;
import org.jspecify.annotations.Nullable;

/// One private in-memory database. Statements run as a user without administrator rights, so that
/// they can neither touch files nor the network nor load code (`h2database.com/html/
/// commands.html`: aliases, triggers, linked tables, scripts, backups and file functions need
/// them).
final class SqlDatabase implements AutoCloseable {
  /// The most rows that a statement may return.
  static final int MOST_ROWS = 100_000;

  private static final int TIME_LIMIT_SECONDS = 60;
  private static final String OWNER = "owner";
  private static final String USER = "postgres";

  /// Tells the databases of this process apart; the number is never seen.
  private static final AtomicLong COUNT = new AtomicLong();

  private final String url;
  private final Connection owner;

  /// An empty database.
  ///
  /// @throws SQLException if the engine cannot be started
  SqlDatabase() throws SQLException {
    url = "jdbc:h2:mem:diorama-" + COUNT.incrementAndGet();
    owner =
        connect(
            url
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                + ";DB_CLOSE_ON_EXIT=FALSE",
            OWNER);
    try (var statement = owner.createStatement()) {
      statement.execute("CREATE USER " + USER + " PASSWORD '" + USER + "'");
      statement.execute("CREATE DOMAIN timestamptz AS TIMESTAMP WITH TIME ZONE");
      statement.execute("GRANT ALTER ANY SCHEMA TO " + USER);
    }
  }

  private static Connection connect(String url, String user) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", user);
    return new Driver().connect(url, properties);
  }

  /// Runs one statement in a session and a transaction of its own.
  ///
  /// @param parameters for `$1`, `$2`, …
  /// @param now what `now()` answers
  /// @param seed what `random()` comes from
  SqlAnswer execute(String sql, List<Value> parameters, Instant now, int seed) {
    try (var session = connect(url, USER)) {
      try (var setting = session.createStatement()) {
        setting.execute("SET TIME ZONE 'UTC'");
        setting.execute(
            "SET "
                + PostgresText.NOW
                + " = CAST('"
                + now.toString().replace("Z", "+00")
                + "' AS TIMESTAMP WITH TIME ZONE)");
        setting.execute("CALL RAND(" + seed + ")");
      }
      try (var statement = session.prepareStatement(PostgresText.rewrite(sql))) {
        statement.setQueryTimeout(TIME_LIMIT_SECONDS);
        statement.setMaxRows(MOST_ROWS + 1);
        for (int i = 0; i < parameters.size(); i++) {
          bind(statement, i + 1, parameters.get(i));
        }
        return statement.execute() ? rows(statement.getResultSet()) : changed(statement);
      }
    } catch (PostgresText.Refused e) {
      return new SqlAnswer.Refusal("0A000", String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      return error(e);
    }
  }

  private static SqlAnswer error(SQLException e) {
    var message =
        e instanceof JdbcException j ? j.getOriginalMessage() : String.valueOf(e.getMessage());
    var state = e.getSQLState();
    return new SqlAnswer.Refusal(state == null ? "XX000" : PostgresStates.of(state), message);
  }

  private static void bind(PreparedStatement statement, int index, Value value)
      throws SQLException {
    switch (value) {
      case Value.Null n -> statement.setObject(index, null);
      case Value.Text t -> statement.setString(index, t.value());
      case Value.Numeric n -> {
        var whole = n.asLong();
        if (whole.isPresent()) {
          statement.setLong(index, whole.get());
        } else {
          statement.setBigDecimal(index, n.value());
        }
      }
      case Value.Flag f -> statement.setBoolean(index, f.value());
      case Value.Blob b -> statement.setBytes(index, b.bytes());
      case Items i -> statement.setString(index, Json.write(i));
      case Fields f -> statement.setString(index, Json.write(f));
    }
  }

  private static SqlAnswer changed(PreparedStatement statement) throws SQLException {
    long count = Math.max(0, statement.getLargeUpdateCount());
    return new SqlAnswer.Rows(
        Fields.EMPTY.with("Columns", Items.EMPTY).with("Rows", Items.EMPTY).with("RowCount", count),
        count);
  }

  private static SqlAnswer rows(ResultSet result) throws SQLException {
    var meta = result.getMetaData();
    var columns = new ArrayList<String>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(meta.getColumnLabel(i));
    }
    var rows = new ArrayList<Value>();
    while (result.next()) {
      if (rows.size() == MOST_ROWS) {
        return new SqlAnswer.Refusal("54000", "the result has more than " + MOST_ROWS + " rows");
      }
      var row = new LinkedHashMap<String, Value>();
      for (int i = 1; i <= columns.size(); i++) {
        row.put(columns.get(i - 1), value(result, i, meta.getColumnTypeName(i)));
      }
      rows.add(new Fields(row));
    }
    return new SqlAnswer.Rows(
        Fields.EMPTY
            .with("Columns", Value.texts(columns))
            .with("Rows", new Items(rows))
            .with("RowCount", rows.size()),
        rows.size());
  }

  private static Value value(ResultSet result, int index, String type) throws SQLException {
    if (type.equals("JAVA_OBJECT")) {
      throw new SQLException("serialized objects are not supported", "0A000");
    }
    return type.equals("JSON") ? json(result.getBytes(index)) : value(result.getObject(index));
  }

  private static Value json(byte @Nullable [] bytes) {
    if (bytes == null) {
      return Value.Null.NULL;
    }
    try {
      // The engine makes a JSON string of a text where PostgreSQL reads the text as JSON.
      var value = Json.read(bytes);
      return value instanceof Value.Text t ? Json.read(t.value()) : value;
    } catch (JsonException e) {
      return Value.of(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private static Value value(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> Value.Null.NULL;
      case Boolean b -> Value.of(b);
      case BigDecimal d -> new Value.Numeric(d);
      case Float f -> decimal(f.doubleValue(), f.toString());
      case Double d -> decimal(d, d.toString());
      case Number n -> Value.of(n.longValue());
      case byte[] b -> Value.of(b);
      case java.sql.Clob c -> Value.of(c.getSubString(1, (int) Math.min(c.length(), 1 << 26)));
      case java.sql.Blob b -> Value.of(b.getBytes(1, (int) Math.min(b.length(), 1 << 26)));
      case java.sql.Array a -> array(a);
      // Dates, times, intervals and UUIDs in their ISO form.
      default -> Value.of(value.toString());
    };
  }

  private static Value decimal(double value, String text) {
    return Double.isFinite(value) ? new Value.Numeric(new BigDecimal(text)) : Value.of(text);
  }

  private static Value array(java.sql.Array array) throws SQLException {
    var values = new ArrayList<Value>();
    if (array.getArray() instanceof Object[] elements) {
      for (var element : elements) {
        values.add(value(element));
      }
    }
    return new Items(values);
  }

  /// Ends the database; nothing of it remains.
  @Override
  public void close() throws SQLException {
    try (var statement = owner.createStatement()) {
      statement.execute("SHUTDOWN IMMEDIATELY");
    }
  }
}
