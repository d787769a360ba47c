package dev.diorama.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.json.Json;
import dev.diorama.model.Value;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlDatabaseTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private SqlDatabase database;

  @BeforeEach
  void open() throws SQLException {
    database = new SqlDatabase();
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  private SqlAnswer run(String sql, Value... parameters) {
    return database.execute(sql, List.of(parameters), NOW, 7);
  }

  private String json(String sql, Value... parameters) {
    return run(sql, parameters) instanceof SqlAnswer.Rows r
        ? Json.write(r.output())
        : run(sql, parameters).toString();
  }

  @Test
  void rowsAreStoredAndFoundAcrossStatements() {
    run("create table orders (id serial primary key, name text not null, price numeric(8,2))");
    assertThat(
            json(
                "insert into orders (name, price) values ($1, $2)",
                Value.of("tea"),
                new Value.Numeric(new java.math.BigDecimal("2.50"))))
        .isEqualTo("{\"Columns\":[],\"Rows\":[],\"RowCount\":1}");
    assertThat(json("select id, name, price from orders"))
        .isEqualTo(
            "{\"Columns\":[\"id\",\"name\",\"price\"],\"Rows\":[{\"id\":1,\"name\":\"tea\",\"price\":2.50}],\"RowCount\":1}");
  }

  @Test
  void returningAnswersTheNewRow() {
    run("create table t (id serial primary key, name text)");
    assertThat(json("INSERT INTO t (name) VALUES ('returning') RETURNING id, name;"))
        .contains("{\"id\":1,\"name\":\"returning\"}");
    assertThat(json("delete from t where id = 1 returning name")).contains("\"RowCount\":1");
    assertThat(json("select count(*) as n from t")).contains("{\"n\":0}");
  }

  @Test
  void theTimeIsTheRunsTimeAlsoInDefaults() {
    assertThat(run("create table t (at timestamptz default now(), d date default current_date)"))
        .isInstanceOf(SqlAnswer.Rows.class);
    database.execute(
        "insert into t default values", List.of(), Instant.parse("2030-05-06T00:00:00Z"), 1);
    assertThat(json("select at, d from t")).contains("2030-05-06T00:00Z").contains("2030-05-06\"");
    assertThat(json("select now() as n, 'now()' as s"))
        .contains("2026-01-02T03:04:05.678Z")
        .contains("\"s\":\"now()\"");
  }

  @Test
  void randomnessComesFromTheSeed() {
    assertThat(json("select random() as r")).isEqualTo(json("select random() as r"));
    assertThat(database.execute("select random() as r", List.of(), NOW, 8))
        .isNotEqualTo(database.execute("select random() as r", List.of(), NOW, 7));
    assertThat(run("select gen_random_uuid()"))
        .isInstanceOfSatisfying(
            SqlAnswer.Refusal.class, e -> assertThat(e.state()).isEqualTo("0A000"));
  }

  @Test
  void valuesKeepTheirKind() {
    assertThat(
            json(
                "select true as a, null as b, '{\"x\":[1]}'::json as c, 1.5::double precision as d,"
                    + " array[1,2] as e, 'x''y' as f"))
        .contains("{\"a\":true,\"b\":null,\"c\":{\"x\":[1]},\"d\":1.5,\"e\":[1,2],\"f\":\"x'y\"}");
    assertThat(json("select $1 as x, $2::int + 1 as y", Value.of("a"), Value.of(4)))
        .contains("{\"x\":\"a\",\"y\":5}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select * from nope|42P01",
        "select nope from t|42703",
        "create table t (x int)|42P07",
        "insert into t (id, n) values (1, 1)|23505",
        "insert into t (id, n) values (2, -1)|23514",
        "insert into t (id) values (3)|23502",
        "selec 1|42601",
        "select 1/0|22012",
        "select 'x'::int|22P02",
        "select nope(1)|42883",
      })
  void errorsCarryPostgresStates(String sql, String state) {
    run("create table t (id int primary key, n int not null check (n > 0))");
    run("insert into t (id, n) values (1, 1)");
    assertThat(run(sql))
        .isInstanceOfSatisfying(
            SqlAnswer.Refusal.class, e -> assertThat(e.state()).isEqualTo(state));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create alias f as 'int f() { return 1; }'",
        "create alias g for 'java.lang.Math.abs'",
        "create aggregate a for 'x.Y'",
        "create trigger tr before insert on t call 'x.Y'",
        "select file_read('/etc/hostname')",
        "select file_write('x', '/tmp/never-written')",
        "select * from csvread('/etc/hostname')",
        "call csvwrite('/tmp/never-written', 'select 1')",
        "create linked table l ('org.h2.Driver', 'jdbc:h2:mem:other', '', '', 't')",
        "select * from link_schema('a', '', 'jdbc:h2:mem:other', '', '', 'x')",
        "runscript from '/etc/hostname'",
        "script to '/tmp/never-written'",
        "backup to '/tmp/never-written.zip'",
        "create table e (x int) engine \"x.Y\"",
        "alter user postgres admin true",
        "create user u password 'u'",
        "set trace_level_file 3",
        "shutdown",
      })
  void statementsThatLeadOutOfTheDatabaseAreRefused(String sql) {
    run("create table t (x int)");
    assertThat(run(sql))
        .isInstanceOfSatisfying(
            SqlAnswer.Refusal.class, e -> assertThat(e.state()).isEqualTo("42501"));
    assertThat(json("select 1 as alive")).contains("{\"alive\":1}");
  }

  @Test
  void twoDatabasesShareNothing() throws SQLException {
    run("create table t (x int)");
    try (var other = new SqlDatabase()) {
      assertThat(other.execute("select * from t", List.of(), NOW, 1))
          .isInstanceOf(SqlAnswer.Refusal.class);
    }
  }
}
