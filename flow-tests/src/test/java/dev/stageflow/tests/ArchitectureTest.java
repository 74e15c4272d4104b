package dev.stageflow.tests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.stageflow.Flow;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How the libraries' packages may depend on one another, read from their class files. */
class ArchitectureTest {
  private static final String ANNOTATIONS = "dev.stageflow.annotation..";
  private static final String FUNCTIONS = "dev.stageflow.function";
  private static final String QUERIES = "dev.stageflow.jdbc";
  private static final String QUERIES_INSIDE = "dev.stageflow.jdbc.internal";
  private static final String INTERNALS = "dev.stageflow.internal..";
  private static final String EVENTS = "dev.stageflow.internal.jfr";
  private static final String PROCESSOR = "dev.stageflow.processor..";

  /** Square's classes, within the processor's jar. */
  private static final String JAVAPOET = "dev.stageflow.processor.javapoet";

  private static final String TEST_KIT = "dev.stageflow.testing";

  /** What binds other libraries. */
  private static final String[] BINDINGS = {
    "dev.stageflow.micrometer",
    "dev.stageflow.slf4j",
    "dev.stageflow.resilience4j",
    "dev.stageflow.flink"
  };

  /** Annotations in class files; nothing of them is needed at run time. */
  private static final String NULLNESS = "org.jspecify.annotations";

  private static final JavaClasses LIBRARIES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.stageflow");

  @Test
  void allLibrariesAreLookedAt() {
    assertThat(LIBRARIES)
        .extracting(JavaClass::getPackageName)
        .contains(
            "dev.stageflow", "dev.stageflow.annotation", "dev.stageflow.processor.model", TEST_KIT);
  }

  @Test
  void noTwoPackagesAreInACircle() {
    slices()
        .assignedFrom(new EachPackage())
        .should()
        .beFreeOfCycles()
        // What users call is implemented inside; what is inside speaks the users' types.
        .ignoreDependency(resideInAPackage("dev.stageflow"), resideInAPackage(INTERNALS))
        .check(LIBRARIES);
  }

  /**
   * A package has one job, and so few classes that one sees through it. What users call is one
   * package, as large as it is.
   */
  @Test
  void noPackageButWhatUsersCallHasMoreThanFifteenClasses() {
    Map<String, Long> large =
        LIBRARIES.that(resideOutsideOfPackages("dev.stageflow", JAVAPOET)).stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    large.values().removeIf(classes -> classes <= 15);
    assertThat(large).isEmpty();
  }

  @Test
  void onlyTheseTypesThatUsersImportReachWhatIsInside() {
    assertThat(LIBRARIES.that(resideInAPackage("dev.stageflow")))
        .filteredOn(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(it -> resideInAPackage(INTERNALS).test(it.getTargetClass())))
        .extracting(JavaClass::getSimpleName)
        .containsExactlyInAnyOrder(
            "Flow", "FlowDescription", "FlowIterator", "Sink", "ThreadContext");
  }

  @Test
  void theAnnotationsAndTheBindingsNeedNothingInside() {
    noClasses()
        .that()
        .resideInAnyPackage(BINDINGS)
        .or()
        .resideInAPackage(ANNOTATIONS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(INTERNALS)
        .check(LIBRARIES);
  }

  @Test
  void onlyPackagesThatUsersImportLieOutside() {
    assertThat(LIBRARIES.that(resideOutsideOfPackages(INTERNALS, QUERIES_INSIDE, PROCESSOR)))
        .extracting(JavaClass::getPackageName)
        .containsOnly(
            "dev.stageflow",
            "dev.stageflow.annotation",
            FUNCTIONS,
            QUERIES,
            TEST_KIT,
            BINDINGS[0],
            BINDINGS[1],
            BINDINGS[2],
            BINDINGS[3]);
  }

  @Test
  void theRuntimeExportsToEveryoneOnlyWhatUsersAndGeneratedFlowsNeed() throws Exception {
    Path classes = Path.of(Flow.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ModuleDescriptor runtime =
        ModuleFinder.of(classes).find("dev.stageflow").orElseThrow().descriptor();
    assertThat(runtime.exports())
        .filteredOn(export -> !export.isQualified())
        .extracting(ModuleDescriptor.Exports::source)
        .containsExactlyInAnyOrder(
            "dev.stageflow",
            FUNCTIONS,
            "dev.stageflow.internal.alarm",
            "dev.stageflow.internal.durable",
            "dev.stageflow.internal.flow",
            "dev.stageflow.internal.frame",
            "dev.stageflow.internal.guard",
            "dev.stageflow.internal.parallel",
            "dev.stageflow.internal.position",
            "dev.stageflow.internal.save",
            "dev.stageflow.internal.source",
            "dev.stageflow.internal.value");
  }

  @Test
  void theRuntimeNeverReachesTheProcessor() {
    noClasses()
        .that()
        .resideOutsideOfPackage(PROCESSOR)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(PROCESSOR)
        .check(LIBRARIES);
  }

  @Test
  void theRuntimeDependsOnTheJdkAndTheAnnotationsAlone() {
    JavaClasses runtime =
        LIBRARIES
            .that(resideOutsideOfPackages(PROCESSOR, ANNOTATIONS))
            .that(resideOutsideOfPackages(BINDINGS));
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "javax.sql", "jdk.jfr", NULLNESS, "dev.stageflow..")
        .check(runtime);
  }

  @Test
  void theTestKitDependsOnWhatUsersImportAndOnTheComparisonOfSavedFormsAlone() {
    classes()
        .that()
        .resideInAPackage(TEST_KIT)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", NULLNESS, "dev.stageflow", TEST_KIT)
                .or(nameStartingWith("dev.stageflow.internal.save.SavedForm")))
        .check(LIBRARIES);
  }

  @Test
  void theBindingsDependOnWhatUsersImportAndOnTheLibraryThatTheyBind() {
    classes()
        .that()
        .resideInAnyPackage(BINDINGS)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            NULLNESS,
            "dev.stageflow",
            "dev.stageflow.micrometer",
            "io.micrometer.core..",
            "dev.stageflow.slf4j",
            "org.slf4j",
            "dev.stageflow.resilience4j",
            FUNCTIONS,
            "io.github.resilience4j..",
            "dev.stageflow.flink",
            "org.apache.flink..")
        .check(LIBRARIES);
  }

  @Test
  void nothingNeedsTheBindings() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BINDINGS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BINDINGS)
        .check(LIBRARIES);
  }

  @Test
  void nothingThatIsPublishedNeedsTheTestKit() {
    noClasses()
        .that()
        .resideOutsideOfPackage(TEST_KIT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(TEST_KIT)
        .check(LIBRARIES);
  }

  @Test
  void theDatabaseModuleDependsOnWhatUsersImportOnSkippingOnCancellingAndOnSqlAlone() {
    classes()
        .that()
        .resideInAnyPackage(QUERIES, QUERIES_INSIDE)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "java..",
                    "javax.sql",
                    NULLNESS,
                    "dev.stageflow",
                    FUNCTIONS,
                    QUERIES,
                    QUERIES_INSIDE)
                .or(name("dev.stageflow.internal.source.Sources"))
                .or(nameStartingWith("dev.stageflow.internal.tunnel.BlockingCall")))
        .check(LIBRARIES);
  }

  @Test
  void nothingButTheQueriesNeedsTheModuleOfSql() {
    noClasses()
        .that()
        .resideOutsideOfPackages(QUERIES, QUERIES_INSIDE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql", "javax.sql")
        .check(LIBRARIES);
  }

  @Test
  void nothingButTheEventsNeedsTheModuleOfTheFlightRecorder() {
    noClasses()
        .that()
        .resideOutsideOfPackage(EVENTS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.jfr")
        .check(LIBRARIES);
  }

  @Test
  void onlyWhatObservesRunsReachesTheEvents() {
    noClasses()
        .that()
        .resideOutsideOfPackage(EVENTS)
        .and()
        .doNotHaveFullyQualifiedName("dev.stageflow.internal.observe.Observation")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(EVENTS)
        .check(LIBRARIES);
  }

  @Test
  void theAnnotationsDependOnTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage(ANNOTATIONS)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", NULLNESS, ANNOTATIONS)
        .check(LIBRARIES);
  }

  @Test
  void theProcessorsModelKnowsNothingOfRounds() {
    noClasses()
        .that()
        .resideInAPackage("dev.stageflow.processor.model..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javax.annotation.processing..")
        .check(LIBRARIES);
  }

  @Test
  void theProcessorsReadersCheckersAndWritersMeetInTheModelAlone() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("rounds")
        .definedBy("dev.stageflow.processor")
        .layer("parse")
        .definedBy("dev.stageflow.processor.parse..")
        .layer("check")
        .definedBy("dev.stageflow.processor.check..")
        .layer("declaration")
        .definedBy("dev.stageflow.processor.declaration")
        .layer("model")
        .definedBy("dev.stageflow.processor.model..")
        .layer("write")
        .definedBy("dev.stageflow.processor.write..")
        .whereLayer("rounds")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("parse")
        .mayOnlyBeAccessedByLayers("rounds")
        .whereLayer("check")
        .mayOnlyBeAccessedByLayers("rounds", "parse")
        .whereLayer("declaration")
        .mayOnlyBeAccessedByLayers("rounds", "parse", "check")
        .whereLayer("write")
        .mayOnlyBeAccessedByLayers("rounds")
        .whereLayer("model")
        .mayOnlyAccessLayers("model")
        .check(LIBRARIES);
  }

  /** Each package is a slice of its own, whatever package its name begins with. */
  private static final class EachPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      return SliceIdentifier.of(javaClass.getPackageName());
    }

    @Override
    public String getDescription() {
      return "each package";
    }
  }
}
