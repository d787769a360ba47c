package dev.diorama.aws.lambda.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/// Writes frames to a process in the order in which they are given, without ever letting the giver
/// wait: a frame goes out at once where the pipe certainly takes it, and else on a thread of its
/// own. Thread-safe.
final class FrameQueue {
  /// What a pipe takes before anybody reads: 64 KiB on Linux, of which small writes may leave half
  /// unused (man7.org/linux/man-pages/man7/pipe.7.html).
  private static final int PIPE = 30_000;

  private final OutputStream out;
  private final Runnable broken;
  private final Deque<byte[]> waiting = new ArrayDeque<>();

  /// How many bytes were written that perhaps nobody has read yet.
  private long unread;

  private boolean writing;
  private boolean closing;

  /// @param broken what to do if the process reads no more
  FrameQueue(OutputStream out, Runnable broken) {
    this.out = out;
    this.broken = broken;
  }

  /// Sends a frame that will be answered, which [#wasRead] has to tell.
  synchronized void send(byte[] frame) {
    unread += frame.length;
    if (!writing && unread <= PIPE) {
      transfer(frame);
    } else {
      enqueue(frame);
    }
  }

  /// Sends a frame that is not answered.
  synchronized void tell(byte[] frame) {
    enqueue(frame);
  }

  private void enqueue(byte[] frame) {
    waiting.add(frame);
    if (!writing) {
      writing = true;
      Thread.ofVirtual().name("lambda-worker-writer").start(this::writeAll);
    }
  }

  /// The process has answered a frame of so many bytes, and so read it.
  synchronized void wasRead(int bytes) {
    unread -= bytes;
  }

  private void writeAll() {
    while (true) {
      byte[] frame;
      synchronized (this) {
        var next = waiting.poll();
        if (next == null) {
          writing = false;
          if (closing) {
            closeNow();
          }
          return;
        }
        frame = next;
      }
      transfer(frame);
    }
  }

  private void transfer(byte[] frame) {
    try {
      out.write(frame);
      out.flush();
    } catch (IOException e) {
      broken.run();
    }
  }

  /// Closes the pipe behind what waits.
  synchronized void close() {
    closing = true;
    if (!writing) {
      closeNow();
    }
  }

  private void closeNow() {
    try {
      out.close();
    } catch (IOException e) {
      broken.run();
    }
  }
}
