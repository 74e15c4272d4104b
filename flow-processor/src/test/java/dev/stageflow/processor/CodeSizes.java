package dev.stageflow.processor;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/**
 * Adds up the bytecode of classes. Unlike the classes' own bytes, that is the same whatever JDK
 * compiles them.
 */
final class CodeSizes {
  private int classes;
  private int bytes;
  private String longest = "";
  private int longestBytes;

  void add(byte[] code) {
    classes++;
    ClassReader reader = new ClassReader(code);
    String type = reader.getClassName().replaceFirst(".*[/$]", "");
    reader.accept(new Methods(type), ClassReader.SKIP_DEBUG);
  }

  int classes() {
    return classes;
  }

  int bytes() {
    return bytes;
  }

  String longest() {
    return longest;
  }

  int longestBytes() {
    return longestBytes;
  }

  private void add(String method, int size) {
    bytes += size;
    if (size > longestBytes) {
      longest = method;
      longestBytes = size;
    }
  }

  private final class Methods extends ClassVisitor {
    private final String type;

    Methods(String type) {
      super(Opcodes.ASM9);
      this.type = type;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new CodeSizeEvaluator(null) {
        @Override
        public void visitEnd() {
          add(type + "." + name, getMinSize());
        }
      };
    }
  }
}
