package dev.diorama.cli;

import dev.diorama.model.Message;
import dev.diorama.workspace.DocumentException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;

/// Puts the commands together and turns failures into sentences and exit codes.
public final class CommandLineInterface {
  private CommandLineInterface() {}

  /// Runs a command line.
  ///
  /// @return the exit code, one of [ExitCode]
  public static int run(Surroundings surroundings, String... arguments) {
    var commandLine =
        new CommandLine(new DioramaCommand(surroundings))
            .addSubcommand(new CheckCommand(surroundings))
            .addSubcommand(new RunCommand(surroundings))
            .addSubcommand(new ServeCommand(surroundings))
            .addSubcommand(new ExportCommand(surroundings))
            .addSubcommand(policy(surroundings))
            .addSubcommand(new ReachCommand(surroundings))
            .addSubcommand(new DiffCommand(surroundings))
            .setOut(surroundings.out())
            .setErr(surroundings.err())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(new WrongUsage(surroundings.texts()))
            .setExecutionExceptionHandler(failures(surroundings));
    commandLine.setResourceBundle(
        ResourceBundle.getBundle(
            "dev.diorama.cli.help",
            surroundings.locale(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    int code;
    try {
      code = commandLine.execute(arguments);
    } catch (Error e) {
      // Picocli only hands exceptions on.
      code = internal(surroundings, e);
    }
    if (surroundings.out().checkError()) {
      surroundings.err().println(surroundings.texts().text("cli.output.standard"));
      code = Math.max(code, ExitCode.USAGE);
    }
    surroundings.err().flush();
    return code;
  }

  private static CommandLine policy(Surroundings surroundings) {
    return new CommandLine(new PolicyCommand())
        .addSubcommand(new PolicyEvaluateCommand(surroundings, System.in, InstantSource.system()))
        .addSubcommand(new PolicyExcessCommand(surroundings))
        .addSubcommand(new PolicyMinimalCommand(surroundings))
        .addSubcommand(new PolicyDiffCommand(surroundings));
  }

  /// What went wrong with a file; Java's own messages are often no more than its name.
  private static Message text(UncheckedIOException e) {
    if (e.getCause() instanceof NoSuchFileException missing) {
      return Message.of("cli.io.noFile", missing.getFile());
    }
    if (e.getCause() instanceof AccessDeniedException denied) {
      return Message.of("cli.io.denied", denied.getFile());
    }
    return Message.of("cli.io", String.valueOf(e.getMessage()));
  }

  private static IExecutionExceptionHandler failures(Surroundings surroundings) {
    return (failure, command, parsed) -> {
      var texts = surroundings.texts();
      return switch (failure) {
        case DocumentException e -> {
          surroundings.err().println(texts.text(e.text()));
          yield ExitCode.USAGE;
        }
        case UsageException e -> {
          surroundings.err().println(texts.text(e.text()));
          yield ExitCode.USAGE;
        }
        case UncheckedIOException e -> {
          surroundings.err().println(texts.text(text(e)));
          yield ExitCode.USAGE;
        }
        default -> internal(surroundings, failure);
      };
    };
  }

  private static int internal(Surroundings surroundings, Throwable failure) {
    var err = surroundings.err();
    err.println(surroundings.texts().text(Message.of("cli.internal", String.valueOf(failure))));
    failure.printStackTrace(err);
    return ExitCode.INTERNAL;
  }
}
