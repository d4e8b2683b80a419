using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using OrleansML.Learning.Features;
using OrleansML.Learning.Features.Windows;

namespace OrleansML.Learning.Sketches;

/// <summary>
/// Counts categories in bounded memory. Known categories are always counted; of the others those <see cref="Bound"/> whose hashes are smallest, and
/// the rest together. Which ones those are depends on the categories alone, not on their order: whatever is kept was kept since it was first seen, so
/// that every count is exact, and merging parts in any order gives what one pass gives. Not safe for concurrent use.
/// </summary>
public sealed class CategoryCounts
{
    /// <summary>The usual bound.</summary>
    public const int DefaultBound = 256;

    /// <summary>Longer categories are counted under their beginning and their hash.</summary>
    public const int MostCharacters = 64;

    private const int BeginningCharacters = MostCharacters - 17;

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly SortedSet<(ulong Hash, string Category)> _others = [];
    private readonly int _known;

    /// <summary>Creates empty counts.</summary>
    /// <param name="known">Categories to count whatever else there is, such as those of the training data.</param>
    /// <param name="bound">Most other categories that are counted one by one, 0 or more.</param>
    public CategoryCounts(IEnumerable<string>? known = null, int bound = DefaultBound)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bound);
        Bound = bound;
        _lookup = _entries.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var category in known ?? [])
            _entries[NameOf(category)] = new Entry(0, IsKnown: true);
        _known = _entries.Count;
    }

    /// <summary>Most categories, besides the known ones, that are counted one by one.</summary>
    public int Bound { get; }

    /// <summary>Number of values.</summary>
    public long Count { get; private set; }

    /// <summary>Values of the categories that are not counted one by one.</summary>
    public long Other { get; private set; }

    /// <summary>Values of categories that are not known, <see cref="Other"/> among them.</summary>
    public long Unseen { get; private set; }

    /// <summary>Categories that are counted one by one.</summary>
    internal int Kept => _entries.Count;

    /// <summary>Whether every category is counted one by one.</summary>
    public bool IsExact => Other == 0;

    /// <summary>Categories and how often they were seen, in ordinal order; known ones also where that is 0.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Counts =>
        [.. Sorted().Select(static entry => KeyValuePair.Create(entry.Key, entry.Value.Count))];

    /// <summary>Reads counts that <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The data are no counts, or are damaged.</exception>
    public static CategoryCounts ReadFrom(ReadOnlySpan<byte> data)
    {
        var reader = new CompactReader(data);
        var counts = Read(ref reader);
        reader.ExpectEnd();
        return counts;
    }

    /// <summary>How often a category was seen; 0 also where it is among the others.</summary>
    public long CountOf(string category) => _entries.GetValueOrDefault(NameOf(category)).Count;

    /// <summary>Counts values of a category. Takes no memory for a category that is there.</summary>
    /// <param name="category">Any text; beyond <see cref="MostCharacters"/> characters its beginning and its hash.</param>
    /// <param name="count">How many, 0 or more.</param>
    public void Add(ReadOnlySpan<char> category, long count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
            return;

        Count += count;
        if (!TryAdd(category, count))
            AddNew(NameOf(category), count);
    }

    /// <summary>Adds what another has counted.</summary>
    /// <param name="other">Counts of the same bound and known categories; not changed.</param>
    /// <exception cref="ArgumentException">The bounds or the known categories differ.</exception>
    public void Merge(CategoryCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var isAlike = other.Bound == Bound && other._known == _known
            && other._entries.All(entry => !entry.Value.IsKnown || _entries.GetValueOrDefault(entry.Key).IsKnown);
        if (!isAlike)
        {
            throw new ArgumentException(
                $"Counts with bound {other.Bound} and {other._known} known categories cannot be merged into those with bound {Bound} and {_known}; "
                + "the bound and the known categories must be the same.",
                nameof(other));
        }

        foreach (var (category, entry) in other._entries)
            Add(category, entry.Count);
        AddOther(other.Other);
    }

    /// <summary>Writes the counts compactly; equal counts give equal bytes.</summary>
    public void WriteTo(IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        Write(new CompactWriter(destination));
    }

    internal static CategoryCounts Read(ref CompactReader reader)
    {
        var bound = reader.ReadUnsigned();
        var size = reader.ReadCount(2);
        if (bound > int.MaxValue)
            throw reader.Damaged();

        var (categories, counts, known) = (new string[size], new long[size], new List<string>());
        for (var index = 0; index < size; index++)
        {
            categories[index] = reader.ReadText();
            var count = reader.ReadUnsigned();
            counts[index] = (long)(count >> 1);
            if ((count & 1) == 1)
                known.Add(categories[index]);
            if (categories[index].Length > MostCharacters || (index > 0 && string.CompareOrdinal(categories[index - 1], categories[index]) >= 0))
                throw reader.Damaged();
        }

        var read = new CategoryCounts(known, (int)bound);
        if ((ulong)(size - known.Count) > bound)
            throw reader.Damaged();

        for (var index = 0; index < size; index++)
            read.Add(categories[index], counts[index]);
        read.AddOther((long)(reader.ReadUnsigned() & long.MaxValue));
        return read;
    }

    internal void Write(in CompactWriter writer)
    {
        writer.WriteUnsigned((ulong)Bound);
        writer.WriteUnsigned((ulong)_entries.Count);
        foreach (var (category, entry) in Sorted())
        {
            writer.WriteText(category);
            writer.WriteUnsigned(((ulong)entry.Count << 1) | (entry.IsKnown ? 1UL : 0));
        }

        writer.WriteUnsigned((ulong)Other);
    }

    // Text that has no UTF-8 form, or is too long, is counted under a name that has and is not; so state reads back as it was written.
    private static string NameOf(ReadOnlySpan<char> category)
    {
        var name = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(category.ToArray()));
        if (name.Length <= MostCharacters)
            return name;

        var length = BeginningCharacters - (char.IsHighSurrogate(name[BeginningCharacters - 1]) ? 1 : 0);
        return $"{name.AsSpan(0, length)}~{ValueHash.Of(name):x16}";
    }

    private bool TryAdd(ReadOnlySpan<char> category, long count)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_lookup, category);
        if (Unsafe.IsNullRef(ref entry))
            return false;

        entry = entry with { Count = entry.Count + count };
        Unseen += entry.IsKnown ? 0 : count;
        return true;
    }

    private void AddNew(string category, long count)
    {
        if (TryAdd(category, count))
            return;

        Unseen += count;
        var hash = ValueHash.Of(category);
        if (_others.Count == Bound && (Bound == 0 || hash >= _others.Max.Hash))
        {
            Other += count;
            return;
        }

        _entries[category] = new Entry(count, IsKnown: false);
        _others.Add((hash, category));
        if (_others.Count <= Bound)
            return;

        var last = _others.Max;
        _others.Remove(last);
        _entries.Remove(last.Category, out var dropped);
        Other += dropped.Count;
    }

    private void AddOther(long count)
    {
        Count += count;
        Unseen += count;
        Other += count;
    }

    private IEnumerable<KeyValuePair<string, Entry>> Sorted() => _entries.OrderBy(static entry => entry.Key, StringComparer.Ordinal);

    private readonly record struct Entry(long Count, bool IsKnown);
}
