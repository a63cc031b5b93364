package dev.cartulary;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.cartulary.access.OpenToAll;
import dev.cartulary.access.Requires;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the arrows between the packages, sub-packages being packages of their own (CONTRIBUTING.md
 * shows them to people).
 */
class ArchitectureTest {

  private static final String ROOT = "dev.cartulary";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /**
   * What each room may use, besides itself. A room stands for all of its sub-rooms, but not to
   * these themselves: among them each is named.
   */
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          entry("problem", ""),
          entry("config", "problem"),
          entry("crypto", "config problem"),
          entry("database", "config problem"),
          entry("migration", "config database http problem"),
          entry("access", "config problem"),
          entry("audit", "access config database http problem"),
          entry("http", "problem"),
          entry("http.body", "problem"),
          entry("http.connection", "config"),
          entry("http.idempotency", "access config database problem"),
          entry("http.limit", "config http http.proxy problem"),
          entry("http.origin", "access config http http.proxy problem"),
          entry("http.page", "http problem"),
          entry("http.proxy", "config problem"),
          entry("http.status", "access config http"),
          entry("key", "audit config crypto database problem"),
          entry("token", "access audit config crypto database http key problem"),
          entry("identity", "access audit config crypto database http key problem token"),
          entry("metadata", "access audit config crypto database http key problem"),
          entry("source", "access config database problem source.format"),
          entry("source.format", ""),
          entry("registry", "access audit config database problem source"),
          entry("registry.server", "access database http problem registry source"));

  private static Map.Entry<String, List<String>> entry(String name, String mayUse) {
    return Map.entry(name, List.of(mayUse.split(" ")));
  }

  @Test
  void packagesUseOnlyWhatTheirArrowsAllow() {
    ARROWS.forEach((name, allowed) -> {
      String[] others =
          Stream.concat(Stream.of("cli"), ARROWS.keySet().stream())
              .filter(other -> !other.equals(name) && !isAllowed(name, other, allowed))
              .map(other -> ROOT + "." + other)
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(ROOT + "." + name)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .because("the arrows of package " + name + " end at " + allowed)
          .allowEmptyShould(true)
          .check(CLASSES);
    });
  }

  private static boolean isAllowed(String name, String other, List<String> allowed) {
    return allowed.contains(other)
        || (!room(name).equals(room(other)) && allowed.contains(room(other)));
  }

  private static String room(String name) {
    return name.indexOf('.') < 0 ? name : name.substring(0, name.indexOf('.'));
  }

  @Test
  void everyPackageHasItsArrows() {
    assertThat(CLASSES.stream().map(JavaClass::getPackageName))
        .allMatch(name ->
            name.equals(ROOT)
                || name.equals(ROOT + ".cli")
                || ARROWS.containsKey(name.substring(ROOT.length() + 1)));
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void librariesStayInTheirPackages() {
    only("jakarta.ws.rs..", "..http..|..identity..", "Resource");
    only("java.sql..", "..database..|..migration..", "");
    only("io.agroal..", "..database..|..migration..", "");
    only("org.flywaydb..", "..migration..", "");
    only("picocli..", "..cli..", "");
    only("javax.crypto..", "..crypto..", "");
  }

  private static void only(String library, String packages, String suffix) {
    ArchRule rule =
        noClasses()
            .that(
                not(resideInAnyPackage(packages.split("\\|")))
                    .and(
                        suffix.isEmpty()
                            ? not(simpleNameEndingWith("NativeImageReflection"))
                            : not(simpleNameEndingWith(suffix))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library)
            .allowEmptyShould(true)
            .because(library + " belongs to " + packages);
    rule.check(CLASSES);
  }

  @Test
  void namesSayWhatThingsAre() {
    noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)").check(CLASSES);
    classes()
        .that()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .should()
        .haveSimpleNameEndingWith("Entity")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyPackageSaysItsPurposeAndIsNullMarked() throws IOException {
    Path source = Path.of("src/main/java/dev/cartulary");
    try (Stream<Path> directories = Files.walk(source).filter(Files::isDirectory)) {
      for (Path directory : directories.toList()) {
        Path info = directory.resolve("package-info.java");
        assertThat(info).exists();
        assertThat(Files.readString(info)).contains("@NullMarked").contains("May use");
      }
    }
  }

  @Test
  void everyEntityIsMappedForEveryEngine() throws IOException {
    String mapping = Files.readString(Path.of("src/main/resources/META-INF/entities.xml"));
    List<String> entities =
        CLASSES.stream()
            .filter(type -> type.isAnnotatedWith("jakarta.persistence.Entity"))
            .map(type -> type.getName())
            .toList();
    assertThat(entities).isNotEmpty();
    for (String entity : entities) {
      assertThat(mapping).contains("class=\"" + entity + "\"");
    }
  }

  /** Who may call it stands on the method or on its class, once. */
  @Test
  void everyEndpointHasExactlyOneRule() {
    List<JavaMethod> endpoints =
        CLASSES.stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(ArchitectureTest::isEndpoint)
            .toList();
    assertThat(endpoints).isNotEmpty();
    assertThat(endpoints).filteredOn(endpoint -> rules(endpoint) != 1).isEmpty();
  }

  private static boolean isEndpoint(JavaMethod method) {
    return method.getAnnotations().stream()
        .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class));
  }

  private static long rules(JavaMethod endpoint) {
    return Stream.of(Requires.class, OpenToAll.class)
        .flatMap(rule ->
            Stream.of(endpoint.isAnnotatedWith(rule), endpoint.getOwner().isAnnotatedWith(rule)))
        .filter(present -> present)
        .count();
  }
}
