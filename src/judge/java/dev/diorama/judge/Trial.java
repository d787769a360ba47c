package dev.diorama.judge;

import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/// The same calls, made to Diorama and to a judge, with the answers compared.
///
/// @param arranged puts what has no order into one that is the same for both, so that later calls
///   refer to the same thing
/// @param normal takes out of an answer what no two engines have in common, as request ids
/// @param same whether an answer of ours and one of the judge say the same
record Trial(
    Engine ours,
    Engine judge,
    BiFunction<String, Answer, Answer> arranged,
    BiFunction<String, Answer, Answer> normal,
    BiPredicate<Answer, Answer> same) {

  /// Where the two engines did not agree.
  ///
  /// @param step which call it was, from 1
  record Disagreement(int step, Call call, Answer ours, Answer judge) {
    @Override
    public String toString() {
      return "call " + step + ": " + call + "\n  ours:  " + ours + "\n  judge: " + judge;
    }
  }

  /// Makes the calls and answers where the engines do not agree; a call that is marked as different
  /// and is not, is reported too.
  List<Disagreement> disagreements(List<Call> calls) {
    var found = new ArrayList<Disagreement>();
    Map<String, Fields> ourAnswers = new LinkedHashMap<>();
    Map<String, Fields> judgeAnswers = new LinkedHashMap<>();
    int step = 0;
    for (var call : calls) {
      step++;
      var our = make(ours, call, ourAnswers);
      var theirs = make(judge, call, judgeAnswers);
      if (same.test(our, theirs) == call.differs().isPresent()) {
        found.add(new Disagreement(step, call, our, theirs));
      }
    }
    return found;
  }

  private Answer make(Engine engine, Call call, Map<String, Fields> answers) {
    var answer =
        arranged.apply(call.operation(), engine.call(call.operation(), call.input(answers)));
    call.name().ifPresent(n -> answers.put(n, answer.output()));
    return normal.apply(call.operation(), answer);
  }
}
