package dev.stageflow.tests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** How the libraries' packages may depend on one another, read from their class files. */
class ArchitectureTest {
  private static final String ANNOTATIONS = "dev.stageflow.annotation..";
  private static final String QUERIES = "dev.stageflow.jdbc";
  private static final String EVENTS = "dev.stageflow.jfr";
  private static final String PROCESSOR = "dev.stageflow.processor..";

  private static final String TEST_KIT = "dev.stageflow.testing";

  /** What binds other libraries. */
  private static final String[] BINDINGS = {"dev.stageflow.micrometer", "dev.stageflow.slf4j"};

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
        // Flow.begin() is where a user starts to build, and the interpreter runs what was built.
        .ignoreDependency(name("dev.stageflow.Flow"), resideInAPackage("dev.stageflow.interpreter"))
        .check(LIBRARIES);
  }

  @Test
  void onlyFlowReachesTheInterpreter() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.stageflow.interpreter..")
        .and()
        .doNotHaveFullyQualifiedName("dev.stageflow.Flow")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.stageflow.interpreter..")
        .check(LIBRARIES);
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
  void theTestKitDependsOnNoTestFrameworkAndOnlyOnTheTimeOfTheEngine() {
    classes()
        .that()
        .resideInAPackage(TEST_KIT)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", NULLNESS, "dev.stageflow", TEST_KIT)
                .or(name("dev.stageflow.engine.TimedExecutor")))
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
            "org.slf4j")
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
  void theQueriesDependOnWhatUsersImportOnSkippingAndOnTheModuleOfSqlAlone() {
    classes()
        .that()
        .resideInAPackage(QUERIES)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "javax.sql", NULLNESS, "dev.stageflow", QUERIES)
                .or(name("dev.stageflow.tunnel.SkippedElement")))
        .check(LIBRARIES);
  }

  @Test
  void nothingButTheQueriesNeedsTheModuleOfSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage(QUERIES)
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
  void onlyOneClassOfTheEngineReachesTheEvents() {
    noClasses()
        .that()
        .resideOutsideOfPackage(EVENTS)
        .and()
        .doNotHaveFullyQualifiedName("dev.stageflow.engine.FlightRecorder")
        .and()
        .doNotHaveFullyQualifiedName("dev.stageflow.engine.Observation")
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
