package dev.diorama.cli;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says in the user's language what is wrong with a command line, and then how the command is used.
final class WrongUsage implements IParameterExceptionHandler {
  private final Texts texts;

  WrongUsage(Texts texts) {
    this.texts = texts;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    var command = failure.getCommandLine();
    var err = command.getErr();
    err.println(text(failure, List.of(arguments)));
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
      command.usage(err, command.getColorScheme());
    }
    return ExitCode.USAGE;
  }

  private String text(ParameterException failure, List<String> arguments) {
    return switch (failure) {
      case UnmatchedArgumentException e ->
          texts.text(
              Message.of(
                  e.isUnknownOption() ? "cli.usage.unknownOption" : "cli.usage.unmatched",
                  e.getUnmatched().getFirst()));
      case MissingParameterException e
          when !e.getMissing().isEmpty() && isNamed(e.getMissing().getFirst(), arguments) ->
          texts.text(Message.of("cli.usage.noValue", name(e.getMissing().getFirst())));
      case MissingParameterException e when !e.getMissing().isEmpty() ->
          texts.text(
              Message.of(
                  "cli.usage.missing",
                  e.getMissing().stream().map(WrongUsage::name).collect(Collectors.joining(", "))));
      case OverwrittenOptionException e ->
          texts.text(Message.of("cli.usage.twice", name(e.getOverwritten())));
      case ParameterException e when e.getArgSpec() != null && e.getValue() != null ->
          texts.text(wrongValue(e.getArgSpec(), e.getValue()));
      case ParameterException e when lacksSubcommand(e.getCommandLine()) ->
          texts.text(
              Message.of(
                  "cli.usage.noCommand",
                  String.join(", ", e.getCommandLine().getSubcommands().keySet())));
      default -> String.valueOf(failure.getMessage());
    };
  }

  /// Whether an option stands on the command line, so that only its value is missing.
  private static boolean isNamed(ArgSpec argument, List<String> arguments) {
    return argument instanceof OptionSpec option
        && Stream.of(option.names()).anyMatch(arguments::contains);
  }

  /// A group of commands does nothing by itself.
  private static boolean lacksSubcommand(CommandLine command) {
    return !command.getSubcommands().isEmpty()
        && !(command.getCommandSpec().userObject() instanceof Callable);
  }

  private static Message wrongValue(ArgSpec argument, String value) {
    var type = argument.type();
    if (argument.completionCandidates() != null) {
      return Message.of(
          "cli.usage.choice",
          value,
          name(argument),
          String.join(", ", argument.completionCandidates()));
    }
    return type == int.class || type == long.class
        ? Message.of("cli.usage.number", value, name(argument))
        : Message.of("cli.usage.value", value, name(argument));
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
