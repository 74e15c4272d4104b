package dev.stageflow.examples.report;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A browser that reads only when it is told to, and whose system keeps little in between. */
final class RawReader implements AutoCloseable {
  private static final int RECEIVE_BUFFER_BYTES = 8 * 1024;

  private static final int TIMEOUT_MILLIS = 60_000;

  private final Socket socket = new Socket();
  private final InputStream in;

  /** Asks for a page and reads nothing of the answer, after which the connection is closed. */
  RawReader(ReportServer server, String path) throws IOException {
    this(request(path, "Connection: close\r\n"), server);
  }

  private RawReader(String request, ReportServer server) throws IOException {
    socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.setSoTimeout(TIMEOUT_MILLIS); // no interrupt, as a test's timeout is, ends a read
    in = socket.getInputStream();
  }

  private static String request(String path, String headers) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
  }

  /** Asks for a page on a connection that is kept for further ones. */
  static RawReader keptAlive(ReportServer server, String path) throws IOException {
    return new RawReader(request(path, ""), server);
  }

  /** Begins to ask for a page, and asks no further. */
  static RawReader halfWay(ReportServer server, String path) throws IOException {
    return new RawReader("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n", server);
  }

  /** Reads until that many bytes are there. */
  String read(int bytes) throws IOException {
    return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
  }

  /** Reads all that is left, headers and the lengths of chunks among it. */
  String readAll() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Goes away at once, like a browser whose tab is closed. */
  @Override
  public void close() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
