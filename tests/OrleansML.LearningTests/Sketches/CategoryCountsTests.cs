using OrleansML.Learning.Sketches;
using Xunit;

namespace OrleansML.LearningTests.Sketches;

public sealed class CategoryCountsTests
{
    [Fact]
    public void Add_BelowTheBound_IsExact()
    {
        // datasketches-java: ItemsSketchTest.
        var counts = Count("abcdbcb".Select(static letter => letter.ToString()));

        Assert.Equal((3, 2, 1, 1), (counts.CountOf("b"), counts.CountOf("c"), counts.CountOf("a"), counts.CountOf("d")));
        Assert.Equal((7, 0, 7, true), (counts.Count, counts.Other, counts.Unseen, counts.IsExact));
    }

    [Fact]
    public void Add_BeyondTheBound_KeepsExactCountsOfSome()
    {
        var values = Values();
        var counts = Count(values, bound: 20);

        Assert.Equal(20, counts.Counts.Count);
        Assert.Equal(values.Length, counts.Count);
        Assert.Equal(values.Length, counts.Counts.Sum(static entry => entry.Value) + counts.Other);
        Assert.All(counts.Counts, entry => Assert.Equal(values.Count(value => value == entry.Key), entry.Value));
    }

    [Fact]
    public void Merge_AnyOrderAndDivision_EqualsOnePass()
    {
        var values = Values();
        var expected = SketchBytes.Of(Count(values, ["c1", "c2", "never"], 20).WriteTo);
        var random = new Random(5);
        for (var trial = 0; trial < 30; trial++)
        {
            random.Shuffle(values);
            var parts = values.Chunk(random.Next(1, 800)).Select(static part => Count(part, ["never", "c2", "c1"], 20)).ToArray();
            random.Shuffle(parts);
            var merged = parts[0];
            foreach (var part in parts.Skip(1))
                merged.Merge(part);
            Assert.Equal(expected, SketchBytes.Of(merged.WriteTo));
        }
    }

    [Fact]
    public void Known_AreKeptWhateverElseThereIs()
    {
        var counts = Count(Values(), ["c1", "never"], bound: 0);

        Assert.Equal(["c1", "never"], counts.Counts.Select(static entry => entry.Key));
        Assert.Equal(Values().Count(static value => value == "c1"), counts.CountOf("c1"));
        Assert.Equal(counts.Count - counts.CountOf("c1"), counts.Unseen);
        Assert.Equal(counts.Unseen, counts.Other);
    }

    [Fact]
    public void Add_LongOrBrokenText_HasAStableName()
    {
        var counts = new CategoryCounts();
        counts.Add(new string('x', 100));
        counts.Add(new string('x', 101));
        counts.Add(new string('y', 46) + "\ud83d\ude00" + new string('z', 60));
        counts.Add("a\ud800");
        counts.Add("a\ud800");
        var data = SketchBytes.Of(counts.WriteTo);

        Assert.Equal(4, counts.Counts.Count);
        Assert.Equal(2, counts.CountOf("a\ud800"));
        Assert.Equal(1, counts.CountOf(new string('x', 101)));
        Assert.All(counts.Counts, static entry => Assert.InRange(entry.Key.Length, 1, CategoryCounts.MostCharacters));
        Assert.Equal(data, SketchBytes.Of(CategoryCounts.ReadFrom(data).WriteTo));
    }

    [Fact]
    public void Add_CategoryThatIsThere_TakesNoMemory()
    {
        var counts = Count(["a", "b"]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var index = 0; index < 1000; index++)
            counts.Add("b");

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1001, counts.CountOf("b"));
    }

    [Fact]
    public void ReadFrom_DamagedData_IsRefused()
    {
        var data = SketchBytes.Of(Count(Values(), ["c1", "never"], 10).WriteTo);

        SketchBytes.AssertRobust(data, static bytes => CategoryCounts.ReadFrom(bytes));
    }

    [Fact]
    public void Merge_OtherBoundOrKnown_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new CategoryCounts(bound: 1).Merge(new CategoryCounts(bound: 2)));
        Assert.StartsWith(
            "Counts with bound 256 and 1 known categories cannot be merged into those with bound 256 and 1",
            Assert.Throws<ArgumentException>(() => new CategoryCounts(["a"]).Merge(new CategoryCounts(["b"]))).Message);
    }

    private static string[] Values()
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, 3000).Select(_ => $"c{(int)(100 * random.NextDouble() * random.NextDouble())}")];
    }

    private static CategoryCounts Count(IEnumerable<string> values, string[]? known = null, int bound = CategoryCounts.DefaultBound)
    {
        var counts = new CategoryCounts(known, bound);
        foreach (var value in values)
            counts.Add(value);
        return counts;
    }
}
