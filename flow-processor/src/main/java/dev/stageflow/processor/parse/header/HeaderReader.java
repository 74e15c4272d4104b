package dev.stageflow.processor.parse.header;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeVariableName;
import com.squareup.javapoet.WildcardTypeName;
import dev.stageflow.processor.check.name.NameCollision;
import dev.stageflow.processor.check.place.DefinitionPlace;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.model.Header;
import dev.stageflow.processor.model.Header.FlowTypes;
import dev.stageflow.processor.parse.member.ParseContext;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.annotation.processing.Generated;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads the declaration of a generated class. */
public final class HeaderReader {
  private static final String GENERATED = Generated.class.getCanonicalName();

  private final TypeElement definition;
  private final Elements elements;
  private final Suppressions suppressions;
  private final boolean instantiable;

  public HeaderReader(ParseContext context) {
    this.definition = context.definition();
    this.elements = context.tool().elements();
    this.suppressions = new Suppressions(context);
    this.instantiable = new Defaults(context).isConstructible(definition);
  }

  /** Checks that the definition's package can have a class of the flow's name. */
  public void check() throws DefinitionError {
    DefinitionPlace.check(definition);
    NameCollision.checkIsName(
        definition, givenName(definition).orElseGet(() -> usualName(definition)));
    NameCollision.checkIsFree(definition, flow().canonicalName(), elements);
  }

  /** The generated class. */
  public ClassName flow() {
    return flow(definition);
  }

  /** The class generated for a definition, with its default name if the given one is not valid. */
  public static ClassName flow(TypeElement definition) {
    String name =
        givenName(definition).filter(SourceVersion::isName).orElseGet(() -> usualName(definition));
    return ClassName.get(ClassName.get(definition).packageName(), name);
  }

  /** The generated class with the definition's type variables. */
  public TypeName flowType() {
    return parameterized(flow(), it -> TypeVariableName.get(it.getSimpleName().toString()));
  }

  private static Optional<String> givenName(TypeElement definition) {
    return Annotations.find(definition, "FlowDefinition")
        .map(mirror -> Annotations.string(mirror, "name"))
        .filter(name -> !name.isEmpty());
  }

  private static String usualName(TypeElement definition) {
    return String.join("_", ClassName.get(definition).simpleNames()) + "Flow";
  }

  /**
   * The header; the bounds of type variables as far as they can be named.
   *
   * @param values the types of what goes from stage to stage, as far as they are known
   * @param saved the types that generated code instantiates, and reads the components of
   */
  public Header read(
      FlowTypes types,
      Predicate<TypeMirror> nameable,
      Collection<TypeMirror> values,
      Collection<TypeMirror> saved) {
    return new Header(
        new Header.Definition(
            ClassName.get(definition),
            definitionType(nameable),
            definition.getTypeParameters().stream().map(it -> variable(it, nameable)).toList(),
            instantiable),
        flow(),
        types,
        isPublic(),
        isDurable(definition),
        suppressions.names(values, saved),
        isInModule(),
        isMarkable());
  }

  /** Whether runs of a definition's flow can be saved. */
  public static boolean isDurable(TypeElement definition) {
    return Annotations.find(definition, "FlowDefinition")
        .map(mirror -> Annotations.flag(mirror, "durable"))
        .orElse(false);
  }

  /** The definition does not accept a type variable that has lost a bound. */
  private TypeName definitionType(Predicate<TypeMirror> nameable) {
    boolean isNameable =
        definition.getTypeParameters().stream()
            .allMatch(
                it -> nameable.test(it.asType()) && it.getBounds().stream().allMatch(nameable));
    return parameterized(
        ClassName.get(definition),
        it ->
            isNameable
                ? TypeVariableName.get(it.getSimpleName().toString())
                : WildcardTypeName.subtypeOf(Object.class));
  }

  private TypeName parameterized(
      ClassName type, Function<TypeParameterElement, TypeName> argument) {
    TypeName[] arguments =
        definition.getTypeParameters().stream().map(argument).toArray(TypeName[]::new);
    return arguments.length == 0 ? type : ParameterizedTypeName.get(type, arguments);
  }

  private static TypeVariableName variable(
      TypeParameterElement parameter, Predicate<TypeMirror> nameable) {
    return TypeVariableName.get(
        parameter.getSimpleName().toString(),
        parameter.getBounds().stream()
            .filter(bound -> nameable.test(parameter.asType()) && nameable.test(bound))
            .map(SourceTypes::name)
            .toArray(TypeName[]::new));
  }

  private boolean isPublic() {
    for (Element at = definition; at instanceof TypeElement; at = at.getEnclosingElement()) {
      if (!at.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }

  private boolean isInModule() {
    ModuleElement module = elements.getModuleOf(definition);
    return module != null && !module.isUnnamed();
  }

  /**
   * A module that does not read java.compiler does not see {@code Generated}. If one exports a
   * class with that annotation, the compiler warns that its users need not see it.
   */
  private boolean isMarkable() {
    ModuleElement module = elements.getModuleOf(definition);
    if (module == null) {
      return elements.getTypeElement(GENERATED) != null;
    }
    boolean isExported =
        ElementFilter.exportsIn(module.getDirectives()).stream()
            .anyMatch(exported -> exported.getPackage().equals(elements.getPackageOf(definition)));
    return elements.getTypeElement(module, GENERATED) != null && !(isExported && isPublic());
  }
}
