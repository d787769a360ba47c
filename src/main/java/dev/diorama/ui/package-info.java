/// The editor's window: menu, tool bar, views, running and files.
@NullMarked
package dev.diorama.ui;

import org.jspecify.annotations.NullMarked;
