package dev.diorama.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A small immutable map of names to values in their order, as two arrays: most fields of a
/// document and of a run are few, and a run keeps and copies very many of them. Looking for a name
/// compares it with each.
final class FieldMap extends AbstractMap<String, Value> implements SequencedMap<String, Value> {
  /// Up to how many entries comparing is as quick as hashing.
  static final int MAX = 12;

  private final String[] names;
  private final Value[] values;

  private FieldMap(String[] names, Value[] values) {
    this.names = names;
    this.values = values;
  }

  /// Takes up to [#MAX] entries.
  static final class Builder {
    private static final int FIRST = 4;

    private String[] names = new String[FIRST];
    private Value[] values = new Value[FIRST];
    private int size;

    boolean has(String name) {
      for (int i = 0; i < size; i++) {
        if (names[i].equals(name)) {
          return true;
        }
      }
      return false;
    }

    boolean isFull() {
      return size == MAX;
    }

    void add(String name, Value value) {
      if (size == names.length) {
        names = Arrays.copyOf(names, MAX);
        values = Arrays.copyOf(values, MAX);
      }
      names[size] = name;
      values[size++] = value;
    }

    FieldMap build() {
      return size == names.length
          ? new FieldMap(names, values)
          : new FieldMap(Arrays.copyOf(names, size), Arrays.copyOf(values, size));
    }
  }

  /// A copy of `map`, which has at most [#MAX] entries.
  static FieldMap copyOf(SequencedMap<String, Value> map) {
    return new FieldMap(map.keySet().toArray(String[]::new), map.values().toArray(Value[]::new));
  }

  /// This map with one entry set; an existing name keeps its place.
  FieldMap with(String name, Value value) {
    int at = indexOf(name);
    if (at >= 0) {
      var changed = values.clone();
      changed[at] = value;
      return new FieldMap(names, changed);
    }
    var moreNames = Arrays.copyOf(names, names.length + 1);
    var moreValues = Arrays.copyOf(values, values.length + 1);
    moreNames[names.length] = name;
    moreValues[values.length] = value;
    return new FieldMap(moreNames, moreValues);
  }

  private int indexOf(@Nullable Object name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public boolean isEmpty() {
    return names.length == 0;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return indexOf(name) >= 0;
  }

  @Override
  public @Nullable Value get(@Nullable Object name) {
    int at = indexOf(name);
    return at < 0 ? null : values[at];
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Value> action) {
    for (int i = 0; i < names.length; i++) {
      action.accept(names[i], values[i]);
    }
  }

  @Override
  public SequencedMap<String, Value> reversed() {
    return new FieldMap(
        List.of(names).reversed().toArray(String[]::new),
        List.of(values).reversed().toArray(Value[]::new));
  }

  @Override
  public Set<String> keySet() {
    return new Ordered<>(List.of(names));
  }

  @Override
  public Collection<Value> values() {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  @Override
  public Set<Map.Entry<String, Value>> entrySet() {
    return new Ordered<>(
        IntStream.range(0, names.length).mapToObj(i -> Map.entry(names[i], values[i])).toList());
  }

  @Override
  public Value remove(@Nullable Object name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void clear() {
    throw new UnsupportedOperationException();
  }

  /// Different elements in their order, as a set.
  private static final class Ordered<E> extends AbstractSet<E> {
    private final List<E> elements;

    Ordered(List<E> elements) {
      this.elements = elements;
    }

    @Override
    public Iterator<E> iterator() {
      return elements.iterator();
    }

    @Override
    public int size() {
      return elements.size();
    }

    @Override
    public Spliterator<E> spliterator() {
      return Spliterators.spliterator(
          elements, Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.IMMUTABLE);
    }
  }
}
