package dev.diorama.ui.inspector;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Architecture;
import dev.diorama.ui.theme.Icons;
import java.util.function.Supplier;

/// What editors need besides their property.
///
/// @param drawing the drawing as it is now
record EditorContext(Supplier<Architecture> drawing, Texts texts, Icons icons) {}
