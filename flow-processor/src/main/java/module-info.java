/** The annotation processor that checks flow definitions and generates their flows. */
// JavaPoet names its module in the manifest only, which makes it an automatic one.
@SuppressWarnings("requires-automatic")
module dev.stageflow.processor {
  requires com.palantir.javapoet;
  requires dev.stageflow;
  requires java.compiler;
  requires static com.google.auto.service;
  requires static jdk.compiler;
  requires static org.jspecify;

  provides javax.annotation.processing.Processor with
      dev.stageflow.processor.FlowProcessor;
}
