package dev.stageflow.internal.position;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where methods stand in their source. Class files tell it, as they do for stack traces; read when
 * a failure is traced, so that generated code need not know it, and does not change with it.
 *
 * <p>The format is that of chapter 4 of the <a
 * href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html">Java Virtual Machine
 * Specification</a>.
 */
final class MethodLines {

  /** Classes are unloaded with what is known of them. */
  private static final ClassValue<Map<String, StackTraceElement>> METHODS =
      new ClassValue<>() {
        @Override
        protected Map<String, StackTraceElement> computeValue(Class<?> type) {
          return read(type);
        }
      };

  private MethodLines() {}

  /**
   * Finds a method.
   *
   * @param type the class that has it, if only by inheritance
   * @param method its name
   * @return its place; null if it is not found
   */
  static @Nullable StackTraceElement of(Class<?> type, String method) {
    try {
      return find(type, method);
    } catch (Throwable unreadable) {
      // A class loader may fail in any way to give a class's file.
      return null;
    }
  }

  private static @Nullable StackTraceElement find(Class<?> type, String method) {
    for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
      StackTraceElement found = METHODS.get(declaring).get(method);
      if (found != null) {
        return found;
      }
    }
    return ofInterfaces(type, method);
  }

  private static @Nullable StackTraceElement ofInterfaces(Class<?> type, String method) {
    for (Class<?> inherited = type; inherited != null; inherited = inherited.getSuperclass()) {
      for (Class<?> one : inherited.getInterfaces()) {
        StackTraceElement own = METHODS.get(one).get(method);
        StackTraceElement found = own == null ? ofInterfaces(one, method) : own;
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** A class without a readable file, such as a hidden one, has no places to tell. */
  private static Map<String, StackTraceElement> read(Class<?> type) {
    String name = type.getName();
    String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
    try (InputStream bytes = type.getResourceAsStream(file)) {
      return bytes == null
          ? Map.of()
          : new Reader(name, new DataInputStream(new BufferedInputStream(bytes))).methods();
    } catch (IOException unreadable) {
      return Map.of();
    }
  }

  /** Reads one class file. */
  private static final class Reader {
    private final String className;
    private final DataInputStream in;
    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private @Nullable String sourceFile;

    Reader(String className, DataInputStream in) {
      this.className = className;
      this.in = in;
    }

    Map<String, StackTraceElement> methods() throws IOException {
      in.skipNBytes(8); // magic and version
      readConstants();
      in.skipNBytes(6); // access, this and super class
      in.skipNBytes(2L * in.readUnsignedShort()); // interfaces
      readMembers(); // fields, which have no code
      readMembers();
      readAttributes("");
      Map<String, StackTraceElement> methods = new HashMap<>();
      lines.forEach(
          (name, line) ->
              methods.put(name, new StackTraceElement(className, name, sourceFile, line)));
      return methods;
    }

    private void readConstants() throws IOException {
      int count = in.readUnsignedShort();
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> texts.put(i, in.readUTF());
          case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
          case 5, 6 -> {
            in.skipNBytes(8);
            i++; // a long or double takes two places
          }
          case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
          case 15 -> in.skipNBytes(3);
          default -> throw new IOException("an unknown constant: " + tag);
        }
      }
    }

    private void readMembers() throws IOException {
      int count = in.readUnsignedShort();
      for (int i = 0; i < count; i++) {
        in.skipNBytes(2); // access
        String name = text();
        in.skipNBytes(2); // descriptor
        readAttributes(name);
      }
    }

    private String text() throws IOException {
      return texts.getOrDefault(in.readUnsignedShort(), "");
    }

    /** Reads the attributes of the class, of a method, or of its code. */
    private void readAttributes(String method) throws IOException {
      int count = in.readUnsignedShort();
      for (int i = 0; i < count; i++) {
        String name = text();
        long length = Integer.toUnsignedLong(in.readInt());
        switch (name) {
          case "SourceFile" -> sourceFile = text();
          case "Code" -> readCode(method);
          case "LineNumberTable" -> readLines(method);
          default -> in.skipNBytes(length);
        }
      }
    }

    private void readCode(String method) throws IOException {
      in.skipNBytes(4); // the stack's and the local variables' sizes
      in.skipNBytes(Integer.toUnsignedLong(in.readInt())); // the code itself
      in.skipNBytes(8L * in.readUnsignedShort()); // exception handlers
      readAttributes(method);
    }

    /** The first method of a name counts: bridges come after what they call. */
    private void readLines(String method) throws IOException {
      int count = in.readUnsignedShort();
      for (int i = 0; i < count; i++) {
        in.skipNBytes(2); // where the line begins
        int line = in.readUnsignedShort();
        lines.putIfAbsent(method, line);
      }
    }
  }
}
