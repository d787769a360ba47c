package dev.diorama.ui.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.AwsServices;
import dev.diorama.catalog.Texts;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.ResourceId;
import dev.diorama.ui.verdict.LockChain.Link;
import dev.diorama.ui.verdict.LockChain.State;
import dev.diorama.ui.verdict.LockChain.Step;
import dev.diorama.workspace.DocumentFiles;
import dev.diorama.workspace.Studio;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockChainTest {
  private static final Studio STUDIO = new Studio(AwsServices.all());

  private static Document sample() throws Exception {
    return DocumentFiles.read(Path.of("samples/private-database/private-database.diorama"));
  }

  private static Document without(Document document, String resource, String property) {
    return Transaction.of(
            Message.of("test"),
            new Edit.SetProperty(
                new ResourceId(resource), PropertyPath.parse(property), Optional.empty()))
        .apply(document);
  }

  private static List<State> chain(Document document, String connection) {
    var verdicts = STUDIO.check(document.architecture()).verdicts();
    var verdict = Objects.requireNonNull(verdicts.get(new ConnectionId(connection)));
    var links = LockChain.of(verdict.needs().getFirst());
    assertThat(links.stream().map(Link::step)).containsExactly(Step.values());
    return links.stream().map(Link::state).toList();
  }

  @Test
  void aCallThroughAnEndpointPassesFourLocks() throws Exception {
    assertThat(chain(sample(), "report"))
        .containsExactly(State.OPEN, State.OPEN, State.OPEN, State.OPEN);
  }

  @Test
  void aDatabaseHasNoPoliciesOnTheWay() throws Exception {
    assertThat(chain(sample(), "query"))
        .containsExactly(State.OPEN, State.OPEN, State.NONE, State.NONE);
  }

  @Test
  void whatPoliciesRefuseIsShutAtTheLastLockOnly() throws Exception {
    assertThat(chain(without(sample(), "quote-order-role", "Policies"), "report"))
        .containsExactly(State.OPEN, State.OPEN, State.OPEN, State.SHUT);
  }

  @Test
  void behindAShutNetworkNoPolicyIsAsked() throws Exception {
    var cut = without(sample(), "app-acl", "Entries");
    assertThat(chain(cut, "report").getFirst()).isEqualTo(State.OPEN);
    assertThat(chain(cut, "report").get(1)).isEqualTo(State.SHUT);
    assertThat(chain(cut, "report").getLast()).isEqualTo(State.NOT_REACHED);
  }

  @Test
  void onTheServicePlaneOnlyPoliciesCount() throws Exception {
    var states = chain(sample(), "quote-order-logs");
    assertThat(states).startsWith(State.NONE, State.NONE, State.NONE);
    assertThat(states.getLast()).isEqualTo(State.OPEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void everyStepAndStateHasAWord(String language) {
    var texts = new Texts(Locale.of(language), List.of("dev.diorama.ui.verdict.messages"));
    assertThat(
            Stream.concat(
                Stream.of(Step.values())
                    .flatMap(s -> Stream.of("verdict.chain." + s, "verdict.chain." + s + ".whole")),
                Stream.of(State.values()).map(s -> "verdict.lock." + s)))
        .allMatch(texts::has);
  }
}
