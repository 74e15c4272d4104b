package java.lang;

/** What JDK 17 does not have of a class that the sources for JDK 21 use. Nothing of it is published. */
public final class Thread {

  private Thread() {}

  public static Thread startVirtualThread(Runnable task) {
    throw new UnsupportedOperationException();
  }
}
