/// The SPI that bundles what one AWS service brings.
@NullMarked
package dev.diorama.service;

import org.jspecify.annotations.NullMarked;
