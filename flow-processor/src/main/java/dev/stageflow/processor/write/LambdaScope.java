package dev.stageflow.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gets at everything as a lambda does that is one of a definition's stages: its item and its bucket
 * are parameters, all else it looks up, by the variables around it. Primitives are unboxed where
 * they are used: another method than the stage might be chosen for a box.
 */
final class LambdaScope implements Scope {
  /** What a lambda calls its parameters, and the variable for what a stage returned. */
  static final String ITEM = "it";

  static final String SCOPE = "in";
  static final String BUCKET = "bucket";
  static final String GIVEN = "given";

  /** What it calls the failure that it takes, and what comes of that. */
  static final String FAILURE = "failure";

  static final String RECOVERED = "recovered";

  private final StepNames names;
  private final int item;
  private final int element;
  private final Set<String> looksAt = new TreeSet<>();

  /**
   * Makes the scope of one lambda.
   *
   * @param names the variables around it
   * @param item the value that its parameter is, if any
   * @param element the element whose bucket its parameter is, if it is an accumulate
   */
  LambdaScope(StepNames names, int item, int element) {
    this.names = names;
    this.item = item;
    this.element = element;
  }

  @Override
  public CodeBlock value(int id) {
    if (id == element) {
      return CodeBlock.of(GIVEN);
    }
    return id == item
        ? unboxed(CodeBlock.of(ITEM), names.type(id))
        : lookedUp(names.value(id), names.type(id));
  }

  @Override
  public CodeBlock bucket(int accumulate) {
    TypeName type = names.bucketType(accumulate);
    return accumulate == element
        ? unboxed(CodeBlock.of(BUCKET), type)
        : lookedUp(names.bucket(accumulate), type);
  }

  private CodeBlock lookedUp(String variable, TypeName type) {
    looksAt.add(variable);
    return unboxed(CodeBlock.of("$L.get($N)", SCOPE, variable), type);
  }

  private static CodeBlock unboxed(CodeBlock code, TypeName type) {
    return type.isPrimitive() ? CodeBlock.of("$L.$LValue()", code, type) : code;
  }

  @Override
  public CodeBlock filled(int accumulate) {
    throw new UnsupportedOperationException("only frames know");
  }

  @Override
  public CodeBlock stages() {
    return CodeBlock.of("$L.stages()", SCOPE);
  }

  @Override
  public CodeBlock stack() {
    return CodeBlock.of("$L.stack()", SCOPE);
  }

  @Override
  public boolean isVariable(String name) {
    return names.isVariable(name);
  }

  /** The variables of what was looked up. */
  Set<String> looksAt() {
    return looksAt;
  }
}
