package dev.diorama.aws.lambda.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// In which order frames go out, and that nobody waits for a process that does not read.
class FrameQueueTest {
  /// A pipe that takes one write for each permit.
  private static final class Pipe extends OutputStream {
    final Semaphore permits = new Semaphore(0);
    final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public void write(int b) {
      throw new AssertionError("frames are written whole");
    }

    @Override
    public void write(byte[] frame) {
      permits.acquireUninterruptibly();
      taken.writeBytes(frame);
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  private static byte[] frame(int size, char content) {
    var bytes = new byte[size];
    Arrays.fill(bytes, (byte) content);
    return bytes;
  }

  @Test
  void aSmallFrameGoesOutAtOnceOnTheGiversThread() {
    var pipe = new Pipe();
    pipe.permits.release();
    new FrameQueue(pipe, () -> {}).send(frame(3, 'a'));
    assertThat(pipe.taken.toString(US_ASCII)).isEqualTo("aaa");
  }

  @Test
  void framesThatThePipeMayNotTakeWaitInOrderAndTheGiverDoesNot() throws Exception {
    var pipe = new Pipe();
    var queue = new FrameQueue(pipe, () -> {});
    // Nobody reads: the pipe blocks, and what follows queues up behind.
    queue.send(frame(40_000, 'a'));
    queue.send(frame(2, 'b'));
    queue.tell(frame(1, 'c'));
    queue.send(frame(1, 'd'));
    queue.close();
    pipe.permits.release(4);
    pipe.closed.await();
    assertThat(pipe.taken.toString(US_ASCII)).endsWith("abbcd").hasSize(40_004);
  }

  @Test
  void whatWasReadMakesRoomAgain() throws Exception {
    var pipe = new Pipe();
    var queue = new FrameQueue(pipe, () -> {});
    pipe.permits.release(2);
    queue.send(frame(29_000, 'a'));
    queue.wasRead(29_000);
    queue.send(frame(29_000, 'b'));
    // Both were written before `send` came back.
    assertThat(pipe.taken.size()).isEqualTo(58_000);
    queue.close();
    pipe.closed.await();
  }

  @Test
  void aBrokenPipeIsTold() throws Exception {
    var told = new CountDownLatch(2);
    var queue =
        new FrameQueue(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("gone");
              }
            },
            told::countDown);
    queue.send(frame(1, 'a'));
    queue.tell(frame(1, 'b'));
    told.await();
    assertThat(told.getCount()).isZero();
  }
}
