package dev.diorama.runtime;

import dev.diorama.access.Access;
import dev.diorama.catalog.Catalog;
import dev.diorama.model.Architecture;
import dev.diorama.model.ResourceId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The world of one run, as its service engines see it.
record Run(
    Architecture drawing,
    Catalog catalog,
    Access access,
    EventLoop loop,
    Recorder recorder,
    Gate gate,
    CallerKeys keys,
    HandlerFiles handlerFiles,
    Randomness randomness,
    String endpointUrl)
    implements RuntimeContext {

  @Override
  public Instant now() {
    return loop.now();
  }

  @Override
  public boolean live() {
    return loop instanceof LiveLoop;
  }

  @Override
  public RandomGenerator random() {
    return randomness.generator();
  }

  @Override
  public String newUuid() {
    return randomness.newUuid();
  }

  @Override
  public Cancellable after(Duration delay, Runnable task) {
    return loop.after(delay, task);
  }

  @Override
  public <T> void beside(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
    loop.beside(work, done, failed);
  }

  @Override
  public <T> void beside(
      Duration counted, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
    loop.beside(counted, work, done, failed);
  }

  @Override
  public <T> void await(
      Duration counted,
      Supplier<CompletableFuture<T>> work,
      Consumer<T> done,
      Consumer<Exception> failed) {
    loop.await(counted, work, done, failed);
  }

  @Override
  public void call(Outgoing call, Consumer<OperationResult> done) {
    gate.call(call, done);
  }

  @Override
  public long record(Because because, Function<RuntimeEvent.Header, RuntimeEvent> event) {
    return recorder.record(because, event);
  }

  @Override
  public Optional<RuntimeEvent> event(long sequence) {
    return recorder.event(sequence);
  }

  @Override
  public InvocationId newInvocation() {
    return recorder.newInvocation();
  }

  @Override
  public Map<String, String> files(String folder) {
    return handlerFiles.below(folder);
  }

  @Override
  public Optional<Path> folder(String folder) {
    return handlerFiles.folder(folder);
  }

  @Override
  public Credentials credentials(ResourceId resource) {
    return keys.of(resource);
  }
}
