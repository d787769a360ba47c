package dev.diorama.cli;

import dev.diorama.model.Architecture;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.runtime.RunOptions;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.workspace.DocumentException;
import dev.diorama.workspace.DocumentFiles;
import dev.diorama.workspace.Keyboard;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `diorama serve FILE`: serves the drawn system on a loopback port until interrupted.
@Command(
    name = "serve",
    description = "Serve the drawn system to AWS clients on this machine.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(index = "0", paramLabel = "FILE", description = "the document to serve")
  private Path file = Path.of("");

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "the loopback port; 0: any free one (default: ${DEFAULT-VALUE})")
  private int port = 4566;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "what all randomness comes from (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  ServeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws DocumentException, UsageException, InterruptedException {
    if (port < 0 || port > 65535) {
      throw new UsageException(Message.of("cli.serve.port", port));
    }
    // While the file is read.
    surroundings.studio().prepare();
    var document = DocumentFiles.read(file);
    var options = new RunOptions(seed, OptionalInt.of(port), DocumentFiles.folder(file));
    var system = start(document, options);
    var interrupted = new CountDownLatch(1);
    var hook = new Thread(system::close, "diorama-serve-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try (system) {
      print(document.architecture(), system);
      // Whoever cannot read the keys cannot use what is served; the caller says why.
      if (!surroundings.out().checkError()) {
        interrupted.await();
      }
    }
    return ExitCode.GOOD;
  }

  private RunningSystem start(Document document, RunOptions options) throws UsageException {
    try {
      return surroundings.studio().runLive(document.architecture(), options);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof BindException) {
        throw new UsageException(Message.of("cli.serve.inUse", port));
      }
      throw e;
    }
  }

  private void print(Architecture drawing, RunningSystem system) {
    var out = surroundings.out();
    out.println("export AWS_ENDPOINT_URL=" + system.endpointUrl());
    var person = Keyboard.person(surroundings.studio().catalog(), drawing);
    if (person.isPresent()) {
      var keys = system.credentials(person.get().id());
      out.println("export AWS_ACCESS_KEY_ID=" + keys.accessKeyId());
      out.println("export AWS_SECRET_ACCESS_KEY=" + keys.secretAccessKey());
    } else {
      surroundings.err().println(surroundings.texts().text("cli.serve.nobody"));
    }
    out.println("export AWS_REGION=" + drawing.environment().region());
    // What boto3 and the first AWS CLI read instead.
    out.println("export AWS_DEFAULT_REGION=" + drawing.environment().region());
    for (var resource : drawing.resources().values()) {
      printRoutes(drawing, system, resource);
    }
    out.flush();
    surroundings.err().flush();
  }

  private void printRoutes(Architecture drawing, RunningSystem system, Resource resource) {
    var catalog = surroundings.studio().catalog();
    var facets = catalog.facets(resource);
    for (var route : facets.routes(resource, drawing, catalog)) {
      surroundings
          .out()
          .printf(
              "API %s %s %s%s%s%n",
              resource.logicalId(),
              route.method(),
              route.scheme() + system.endpointUrl().substring("http".length()),
              facets.urlPath(resource).orElse(""),
              route.path());
    }
  }
}
