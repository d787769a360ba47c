package dev.diorama.ui.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.ui.network.MatrixGeometry.Place;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatrixGeometryTest {
  private static final MatrixGeometry LARGE = new MatrixGeometry(5_000, 5_000, 800, 400, 0, 0);

  @Test
  void onlyWhatIsSeenIsPaintedHoweverLargeTheMatrixIs() {
    var g = LARGE.scrolled(200_000, 90_000);
    assertThat((g.endRow() - g.firstRow()) * (g.endColumn() - g.firstColumn())).isLessThan(100);
  }

  @Test
  void namesStayWhereTheyAreAndCellsAreFoundBehindThem() {
    var g = LARGE.scrolled(MatrixGeometry.CELL_WIDTH * 10, MatrixGeometry.CELL_HEIGHT * 20);
    assertThat(g.at(10, MatrixGeometry.HEAD + 5))
        .contains(new Place(Optional.of(20), Optional.empty()));
    assertThat(g.at(MatrixGeometry.NAMES + 5, 10))
        .contains(new Place(Optional.empty(), Optional.of(10)));
    assertThat(g.at(MatrixGeometry.NAMES + 5, MatrixGeometry.HEAD + 5))
        .contains(new Place(Optional.of(20), Optional.of(10)));
  }

  @Test
  void besideASmallMatrixThereIsNothing() {
    var g = new MatrixGeometry(2, 2, 800, 400, 0, 0);
    assertThat(g.at(790, 60)).isEmpty();
    assertThat(g.at(10, 390)).isEmpty();
    assertThat(g.mostLeft()).isZero();
    assertThat(g.mostTop()).isZero();
  }

  @Test
  void aRevealedCellIsSeenWhole() {
    var g = LARGE.revealing(4_999, 4_999);
    assertThat(g.x(4_999)).isBetween(MatrixGeometry.NAMES, 800 - MatrixGeometry.CELL_WIDTH);
    assertThat(g.y(4_999)).isBetween(MatrixGeometry.HEAD, 400 - MatrixGeometry.CELL_HEIGHT);
    assertThat(g.revealing(4_999, 4_999)).isEqualTo(g);
  }
}
