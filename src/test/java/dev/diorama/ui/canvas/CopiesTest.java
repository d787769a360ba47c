package dev.diorama.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.app.Samples;
