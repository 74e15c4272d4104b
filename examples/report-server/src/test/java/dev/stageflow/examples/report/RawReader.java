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

  private final Socket socket = new Socket();
  private final InputStream in;

  /** Asks for a page and reads nothing of the answer, after which the connection is closed. */
  RawReader(ReportServer server, String path) throws IOException {
    this(server, path, "Connection: close\r\n");
  }

  private RawReader(ReportServer server, String path, String headers) throws IOException {
    socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    in = socket.getInputStream();
  }

  /** Asks for a page on a connection that is kept for further ones. */
  static RawReader keptAlive(ReportServer server, String path) throws IOException {
    return new RawReader(server, path, "");
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
