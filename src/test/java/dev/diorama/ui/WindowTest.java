package dev.diorama.ui;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// A class of tests that lay out text in JavaFX windows. JavaFX has a screen of its own for them,
/// but on Linux it shapes text with the system's Pango library; where that is missing the tests are
/// skipped with a sentence that says so, unless `DIORAMA_WINDOW_TESTS` is `required`.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TextLayoutCondition.class)
public @interface WindowTest {}
