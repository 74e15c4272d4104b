package dev.stageflow.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.stageflow.plan.FlowPlan;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The variables that stand for values and buckets where a definition's stages are told. */
final class StepNames {

  /** What is called by these names there, or on classes of these names. */
  private static final List<String> TAKEN =
      List.of(
          LambdaScope.ITEM,
          LambdaScope.SCOPE,
          LambdaScope.BUCKET,
          LambdaScope.GIVEN,
          "steps",
          "definitions",
          "added",
          "Bucket",
          "Double",
          "Float",
          "FlowIterators",
          "Values");

  private final Map<Integer, String> values = new HashMap<>();
  private final Map<Integer, TypeName> types = new HashMap<>();
  private final Map<Integer, String> buckets = new HashMap<>();
  private final Map<Integer, TypeName> bucketTypes = new HashMap<>();

  StepNames(FlowModel model, FlowNames names, FrameTypes frameTypes) {
    UniqueNames variables = new UniqueNames(TAKEN);
    if (model.isGuarded()) {
      variables.take(List.of(LambdaScope.FAILURE, LambdaScope.RECOVERED));
    }
    // Those are variables within lambdas.
    variables.take(names.found());
    Value input = model.inputValue();
    if (input == null) {
      values.put(FlowPlan.NO_VALUE, variables.name("nothing"));
      types.put(FlowPlan.NO_VALUE, ClassName.OBJECT);
    } else {
      add(FlowPlan.RUN, input, variables);
    }
    for (int i = 0; i < model.elements().size(); i++) {
      ElementModel element = model.elements().get(i);
      Value value = ElementModels.valueOf(element);
      if (value != null) {
        add(i, value, variables);
      }
      if (element instanceof ElementModel.Accumulate accumulate) {
        buckets.put(i, variables.name(accumulate.bucketName() + "Bucket"));
        bucketTypes.put(i, frameTypes.bucket(i));
      }
    }
    if (model.plan().result() == FlowPlan.NO_VALUE) {
      values.put(model.elements().size() - 1, variables.name("end"));
    }
  }

  private void add(int id, Value value, UniqueNames variables) {
    values.put(id, variables.name(value.name()));
    types.put(id, value.type());
  }

  /** The variable that stands for a value; for a last stage that gives none, for nothing. */
  String value(int id) {
    return Objects.requireNonNull(values.get(id));
  }

  TypeName type(int id) {
    return Objects.requireNonNull(types.get(id));
  }

  /** The variable that stands for what an accumulate gathers. */
  String bucket(int accumulate) {
    return Objects.requireNonNull(buckets.get(accumulate));
  }

  TypeName bucketType(int accumulate) {
    return Objects.requireNonNull(bucketTypes.get(accumulate));
  }

  /** Whether a name is that of a variable: a type of that name has to be called otherwise. */
  boolean isVariable(String name) {
    return TAKEN.contains(name) || values.containsValue(name) || buckets.containsValue(name);
  }
}
