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
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.cartulary.access.OpenToAll;
import dev.cartulary.access.Requires;
import dev.cartulary.http.body.JsonBody;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the arrows between the packages, sub-packages being packages of their own (CONTRIBUTING.md
 * shows them to people).
 */
class ArchitectureTest {

  private static final String ROOT = "dev.cartulary";

  private static final Path SOURCES = Path.of("src/main/java/dev/cartulary");

  private static final Pattern CODE = Pattern.compile("\\{@code\\s(?:\\s*\\*\\s)?([\\w.]+)}");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /**
   * What each package may use, besides itself. A room stands for its sub-rooms as well, except
   * within that room, where each is named.
   */
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          entry("access", "config problem"),
          entry("audit", "access background config database http problem"),
          entry("background", "config problem"),
          entry("config", "problem"),
          entry("crypto", "config problem"),
          entry(
              "database",
              "config database.diagnosis database.error database.login database.settings"
                  + " database.url problem"),
          entry(
              "database.diagnosis",
              "config database.error database.login database.settings database.url problem"),
          entry("database.error", "problem"),
          entry(
              "database.grants",
              "config database database.diagnosis database.login database.password"
                  + " database.settings database.url"),
          entry(
              "database.health",
              "background config database database.diagnosis database.error database.grants"
                  + " database.replica database.settings database.url"),
          entry(
              "database.login",
              "config database.error database.password database.settings database.url"),
          entry("database.password", "config database.url"),
          entry(
              "database.replica",
              "background database database.error database.login database.settings database.url"
                  + " problem"),
          entry("database.settings", "config database.password database.url"),
          entry("database.url", "config"),
          entry("http", "problem"),
          entry("http.body", "config problem"),
          entry("http.connection", "config http"),
          entry("http.idempotency", "access background config database problem"),
          entry("http.limit", "config http http.proxy problem"),
          entry("http.origin", "access config http http.proxy problem"),
          entry("http.page", "http problem"),
          entry("http.proxy", "config problem"),
          entry("http.status", "access config http"),
          entry("identity", "access background config database http problem"),
          entry(
              "identity.account",
              "access audit config crypto database http identity identity.role identity.session "
                  + "identity.user problem"),
          entry(
              "identity.apikey",
              "access audit config crypto database http identity identity.role identity.user "
                  + "problem"),
          entry(
              "identity.authentication",
              "access audit config crypto http identity.apikey identity.role identity.session "
                  + "problem token"),
          entry(
              "identity.namespace",
              "access audit database http identity identity.team identity.user problem"),
          entry("identity.role", "access audit config database http identity problem"),
          entry(
              "identity.session",
              "access audit background config crypto database http identity identity.user problem"),
          entry("identity.team", "access audit database http identity identity.user problem"),
          entry(
              "identity.user",
              "access audit background config crypto database http identity identity.role problem"),
          entry("job", "access audit background config database http problem"),
          entry("key", "audit background config crypto database problem"),
          entry("metadata", "access audit config crypto database http key problem"),
          entry("migration", "background config database http problem"),
          entry("problem", ""),
          entry("remote", "config"),
          entry("registry", "access audit config database http problem source"),
          entry(
              "registry.entry",
              "access audit config database http problem registry registry.publish source"),
          entry("registry.listing", "access background config database registry source"),
          entry("registry.ownership", "config problem remote"),
          entry(
              "registry.publish",
              "access audit config database http identity.namespace problem registry"
                  + " registry.ownership registry.server source"),
          entry("registry.search", "database source"),
          entry(
              "registry.server",
              "access config database http problem registry registry.listing registry.search"
                  + " source"),
          entry(
              "source",
              "access audit background config database http job problem remote source.fetch"
                  + " source.format source.rules"),
          entry("source.fetch", "config problem remote source.format"),
          entry("source.format", "source.rules"),
          entry("source.rules", ""),
          entry("token", "access audit config crypto database http key problem remote"));

  private static Map.Entry<String, List<String>> entry(String name, String mayUse) {
    return Map.entry(name, mayUse.isEmpty() ? List.of() : List.of(mayUse.split(" ")));
  }

  @Test
  void packagesUseOnlyWhatTheirArrowsAllow() {
    assertThat(packages()).containsAll(ARROWS.keySet());
    assertThat(ARROWS.keySet())
        .as("each package but the root and cli, which use everything, has its arrows")
        .containsAll(packages().stream().filter(name -> !name.equals("cli")).toList());
    ARROWS.forEach((name, allowed) -> {
      String[] others =
          packages().stream()
              .filter(other -> !other.equals(name) && !allows(name, allowed, other))
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

  private static boolean allows(String name, List<String> allowed, String other) {
    return allowed.contains(other)
        || (!room(other).equals(room(name)) && allowed.contains(room(other)));
  }

  private static String room(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** All but the root, without the common beginning. */
  private static Set<String> packages() {
    return CLASSES.stream()
        .map(type -> type.getPackageName())
        .filter(name -> !name.equals(ROOT))
        .map(name -> name.substring(ROOT.length() + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void roomsAndSubRoomsFormNoCycle() {
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
    only("org.eclipse.jgit..", "..source.fetch..", "");
  }

  /**
   * BodyReader makes them by reflection; in the executable they would fail at the first request.
   */
  @Test
  void bodiesAreRegisteredForReflection() {
    classes()
        .that()
        .implement(JsonBody.class)
        .should()
        .beAnnotatedWith("io.quarkus.runtime.annotations.RegisterForReflection")
        .check(CLASSES);
  }

  /** Whoever needs to know what a request passes reads one list. */
  @Test
  void filtersStandInOneList() {
    noClasses()
        .that(not(simpleNameEndingWith("FilterStep")))
        .should()
        .callMethod(
            "io.quarkus.vertx.http.runtime.filters.Filters",
            "register",
            "io.vertx.core.Handler",
            "int")
        .check(CLASSES);
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
    try (Stream<Path> directories = Files.walk(SOURCES).filter(Files::isDirectory)) {
      for (Path directory : directories.toList()) {
        Path info = directory.resolve("package-info.java");
        assertThat(info).exists();
        assertThat(Files.readString(info)).contains("@NullMarked").contains("<p>May use: ");
      }
    }
  }

  @Test
  void noFileIsLongerThanPeopleRead() throws IOException {
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readAllLines(source).size())
            .as("lines of %s", source)
            .isLessThanOrEqualTo(300);
      }
    }
  }

  @Test
  void everyPackageSaysWhatItsArrowsAllow() throws IOException {
    for (Map.Entry<String, List<String>> arrows : ARROWS.entrySet()) {
      String info =
          Files.readString(
              SOURCES.resolve(arrows.getKey().replace('.', '/')).resolve("package-info.java"));
      Matcher named = CODE.matcher(info.substring(info.indexOf("May use: ")));
      assertThat(named.results().map(found -> found.group(1)))
          .as("package-info.java of %s", arrows.getKey())
          .containsExactlyInAnyOrderElementsOf(arrows.getValue());
    }
  }

  /** Else Hibernate finds no constructor in the native executable, and only there. */
  @Test
  void whatQueriesMakeOfColumnsIsRegisteredForReflection() {
    List<JavaClass> made =
        CLASSES.stream()
            .filter(type -> type.getSimpleName().endsWith("Repository"))
            .flatMap(type -> type.getReferencedClassObjects().stream())
            .map(ReferencedClassObject::getRawType)
            .filter(type -> type.getPackageName().startsWith(ROOT))
            .filter(type -> !type.isAnnotatedWith("jakarta.persistence.Entity"))
            .toList();
    assertThat(made)
        .isNotEmpty()
        .allMatch(type -> type.isAnnotatedWith(RegisterForReflection.class));
  }

  @Test
  void everyEntityIsMappedForEveryEngine() throws IOException {
    String mapping = Files.readString(Path.of("src/main/resources/META-INF/entities.xml"));
    List<String> entities =
        CLASSES.stream()
            .filter(type ->
                type.isAnnotatedWith("jakarta.persistence.Entity")
                    || type.isAnnotatedWith("jakarta.persistence.MappedSuperclass"))
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
