using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace OrleansML.Conformance.Serialization;

public sealed class CollectionTests(SerializerFixture fixture) : IClassFixture<SerializerFixture>
{
    private static readonly string[] Words = ["eins", "zwei", "drei"];

    [Fact]
    public void RoundTrip_OfPrimitiveArrays_IsEqual()
    {
        byte[] bytes = [.. Enumerable.Range(0, 70_000).Select(static i => (byte)i)];
        float[] floats = [1.5f, -2.25f, float.MaxValue, float.NegativeInfinity];
        Assert.Equal(bytes, fixture.RoundTrip(bytes));
        Assert.Equal(floats, fixture.RoundTrip(floats));
        Assert.Equal([long.MinValue, 0, long.MaxValue], fixture.RoundTrip<long[]>([long.MinValue, 0, long.MaxValue]));
        Assert.Equal([true, false], fixture.RoundTrip<bool[]>([true, false]));
        Assert.Equal([1.5, 2.5], fixture.RoundTrip<List<double>>([1.5, 2.5]));
        Assert.Empty(fixture.RoundTrip(Array.Empty<int>()));
    }

    [Fact]
    public void RoundTrip_OfMemory_IsEqual()
    {
        Assert.Equal([1, 2, 3], fixture.RoundTrip(new ReadOnlyMemory<byte>([0, 1, 2, 3], 1, 3)).ToArray());
        Assert.Equal([1.5f, 2.5f], fixture.RoundTrip(new Memory<float>([1.5f, 2.5f])).ToArray());
        Assert.Equal([2, 3], fixture.RoundTrip(new ArraySegment<int>([1, 2, 3], 1, 2)));
    }

    [Fact]
    public void RoundTrip_OfMutableCollections_IsEqual()
    {
        Assert.Equal(Words, fixture.RoundTrip(Words.ToList()));
        Assert.Equal(Words, fixture.RoundTrip(new Queue<string>(Words)));
        Assert.Equal(Words.Reverse(), fixture.RoundTrip(new Stack<string>(Words)));
        Assert.Equal(Words.ToHashSet(), fixture.RoundTrip(Words.ToHashSet()));
        Assert.Equal(new SortedSet<string>(Words), fixture.RoundTrip(new SortedSet<string>(Words)));
        Assert.Equal(Words, fixture.RoundTrip(new ConcurrentQueue<string>(Words)));
        Assert.Equal(
            3, fixture.RoundTrip(new ConcurrentDictionary<string, int>(Words.Select(static word => KeyValuePair.Create(word, word.Length))))
                .Count);
        Assert.Equal(new int[,] { { 1, 2, 3 }, { 4, 5, 6 } }, fixture.RoundTrip(new int[,] { { 1, 2, 3 }, { 4, 5, 6 } }));
        Assert.Equal([[1], [2, 3]], fixture.RoundTrip<int[][]>([[1], [2, 3]]));
    }

    [Fact]
    public void RoundTrip_OfDictionary_KeepsEntriesAndComparer()
    {
        var result = fixture.RoundTrip(new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase) { ["A"] = [1], ["b"] = [2, 3] });
        Assert.Equal([2, 3], result["B"]);
        Assert.Equal(2, result.Count);
        Assert.Equal([4], fixture.RoundTrip(new SortedDictionary<int, int[]> { [1] = [4] })[1]);
    }

    [Fact]
    public void RoundTrip_OfImmutableCollections_IsEqual()
    {
        Assert.Equal(Words, fixture.RoundTrip(Words.ToImmutableArray()));
        Assert.True(fixture.RoundTrip(default(ImmutableArray<int>)).IsDefault);
        Assert.Equal(Words, fixture.RoundTrip(Words.ToImmutableList()));
        Assert.Equal(Words.ToImmutableHashSet(), fixture.RoundTrip(Words.ToImmutableHashSet()));
        Assert.Equal(Words.ToImmutableSortedSet(), fixture.RoundTrip(Words.ToImmutableSortedSet()));
        Assert.Equal(4, fixture.RoundTrip(Words.ToImmutableDictionary(static word => word, static word => word.Length))["zwei"]);
        Assert.Equal(4, fixture.RoundTrip(Words.ToImmutableSortedDictionary(static word => word, static word => word.Length))["eins"]);
        Assert.Equal(4, fixture.RoundTrip(Words.ToFrozenDictionary(static word => word, static word => word.Length))["drei"]);
        Assert.Contains("drei", (IReadOnlySet<string>)fixture.RoundTrip(Words.ToFrozenSet()));
    }

    [Fact]
    public void RoundTrip_ThroughInterfaces_IsEqual()
    {
        Assert.Equal(Words, fixture.RoundTrip<IEnumerable<string>>(Words));
        Assert.Equal(Words, fixture.RoundTrip<IReadOnlyList<string>>(Words.ToList()));
        Assert.Equal(Words, fixture.RoundTrip<IList<string>>(Words.ToImmutableArray()));
        Assert.Equal(1, fixture.RoundTrip<IReadOnlyDictionary<string, int>>(new Dictionary<string, int> { ["a"] = 1 })["a"]);
        Assert.Equal([1, "b", null], fixture.RoundTrip<object?[]>([1, "b", null]));
    }

    [Fact]
    public void Copy_OfCollections_SharesNothingMutable()
    {
        List<int[]> original = [[1, 2], [3]];
        var copy = fixture.Copier.Copy(original);
        original[0][0] = 99;
        original.Clear();
        Assert.Equal([[1, 2], [3]], copy);
    }
}
