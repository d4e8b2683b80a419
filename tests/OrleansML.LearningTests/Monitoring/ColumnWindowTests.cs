using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Profile;
using OrleansML.LearningTests.Sketches;
using Xunit;

namespace OrleansML.LearningTests.Monitoring;

public sealed class ColumnWindowTests
{
    private static readonly ColumnShape Numbers = ColumnShape.OfNumbers([10, 20, 30], minimum: 0, maximum: 35);

    [Fact]
    public void Add_AnyNumber_IsCountedWhereItBelongs()
    {
        var window = new ColumnWindow(Numbers);
        foreach (var value in new[] { 0, 10, 10.5, 20, 31, 36, -1, double.NaN, double.PositiveInfinity })
            window.Add(value);
        window.Add("text");
        window.Add((string?)null);
        window.AddMissing();
        window.AddTypeError();

        Assert.Equal((13, 7, 3, 3, 2), (window.Rows, window.Values, window.Missing, window.TypeErrors, window.OutOfRange));
        Assert.Equal([3, 2, 0, 2, 3], window.Bins);
        Assert.Equal((-1, 36), (window.Moments.Minimum, window.Moments.Maximum));
        Assert.Equal(0, window.Unseen);
        Assert.False(window.IsConstant);
    }

    [Fact]
    public void Add_AnyCategory_IsCountedWhereItBelongs()
    {
        var window = new ColumnWindow(ColumnShape.OfCategories(["a", "b"]));
        foreach (var value in new[] { "a", "b", "c", null, "c" })
            window.Add(value);
        window.Add(1.0);

        Assert.Equal((6, 4, 1, 1, 2), (window.Rows, window.Values, window.Missing, window.TypeErrors, window.Unseen));
        Assert.Empty(window.Bins);
        var free = new ColumnWindow(ColumnShape.OfCategories());
        free.Add("x");
        Assert.False(free.IsConstant);
        free.Add("x");
        Assert.True(free.IsConstant);
        Assert.Equal(0, free.Unseen);
    }

    [Fact]
    public void Merge_ThousandParts_EqualsOnePass()
    {
        var random = new Random(1);
        var (all, merged) = (new ColumnWindow(Numbers), new ColumnWindow(Numbers));
        for (var part = 0; part < 1000; part++)
        {
            var window = new ColumnWindow(Numbers);
            for (var row = 0; row < 30; row++)
            {
                var value = row == 7 ? double.NaN : random.NextDouble() * 40;
                all.Add(value);
                window.Add(value);
            }

            merged.Merge(window);
        }

        Assert.Equal((all.Rows, all.Missing, all.OutOfRange), (merged.Rows, merged.Missing, merged.OutOfRange));
        Assert.Equal(all.Bins, merged.Bins);
        Assert.Equal(1, merged.Moments.Mean / all.Moments.Mean, 1e-12);
        Assert.Equal(1, merged.Moments.Variance / all.Moments.Variance, 1e-12);
        Assert.Equal(0.5, merged.Sketch.Rank(20), merged.Sketch.RankError + 0.02);
        Assert.Throws<ArgumentException>(() => all.Merge(new ColumnWindow(ColumnShape.OfNumbers([10, 20]))));
    }

    [Fact]
    public void Distinct_MergedWindows_CountsValuesOnceWhateverWindowTheyAreIn()
    {
        var (numbers, categories) = (new ColumnWindow(Numbers), new ColumnWindow(ColumnShape.OfCategories(["a"])));
        for (var part = 0; part < 10; part++)
        {
            var (moreNumbers, moreCategories) = (new ColumnWindow(Numbers), new ColumnWindow(ColumnShape.OfCategories(["a"])));
            for (var row = 0; row < 2_000; row++)
            {
                moreNumbers.Add((part * 1_000) + row);
                moreCategories.Add($"c{(part * 1_000) + row}");
                if (row == 99 && part == 0)
                    Assert.Equal((100, 100), (moreNumbers.Distinct, moreCategories.Distinct));
            }

            numbers.Merge(moreNumbers);
            categories.Merge(moreCategories);
        }

        // 11,000 different ones within four standard errors of 1.04 / sqrt(1024).
        Assert.InRange(numbers.Distinct, 11_000 * (1 - 0.13), 11_000 * (1 + 0.13));
        Assert.InRange(categories.Distinct, 11_000 * (1 - 0.13), 11_000 * (1 + 0.13));
        Assert.Equal((numbers.Distinct, 0), (ColumnWindow.ReadFrom(Numbers, SketchBytes.Of(numbers.WriteTo)).Distinct, new ColumnWindow(Numbers).Distinct));
    }

    [Fact]
    public void WriteTo_Window_ReadsBackWithItsShapeOnly()
    {
        var numbers = new ColumnWindow(Numbers, seed: 3);
        var categories = new ColumnWindow(ColumnShape.OfCategories(["a"]));
        for (var row = 0; row < 3000; row++)
        {
            numbers.Add(row % 41);
            categories.Add($"c{row % 500}");
        }

        numbers.AddMissing();
        var (first, second) = (SketchBytes.Of(numbers.WriteTo), SketchBytes.Of(categories.WriteTo));

        Assert.Equal(first, SketchBytes.Of(ColumnWindow.ReadFrom(Numbers, first).WriteTo));
        Assert.Equal(second, SketchBytes.Of(ColumnWindow.ReadFrom(ColumnShape.OfCategories(["a"]), second).WriteTo));
        Assert.Contains("another shape", Assert.Throws<InvalidDataException>(() => ColumnWindow.ReadFrom(ColumnShape.OfCategories(["b"]), second)).Message, StringComparison.Ordinal);
        SketchBytes.AssertRobust(first, static bytes => ColumnWindow.ReadFrom(Numbers, bytes));
    }

    [Fact]
    public void WriteTo_FullWindow_StaysBelowTenKilobytes()
    {
        // Full mantissas, all capacities in use; 256 categories of 20 characters besides 50 known ones.
        var numbers = new ColumnWindow(ColumnShape.OfNumbers(Enumerable.Range(1, 9).Select(static bin => bin / 10.0)));
        var categories = new ColumnWindow(ColumnShape.OfCategories(Enumerable.Range(0, 50).Select(static index => $"known category {index}")));
        var random = new Random(1);
        var largest = 0;
        for (var row = 0; row < 1_000_000; row++)
        {
            numbers.Add(random.NextDouble());
            if (row % 9973 == 0)
                largest = Math.Max(largest, SketchBytes.Of(numbers.WriteTo).Length);
        }

        for (var row = 0; row < 100_000; row++)
            categories.Add($"some category {row % 1000:d6}");

        Assert.InRange(largest, 1000, 10_000);
        Assert.InRange(SketchBytes.Of(categories.WriteTo).Length, 1000, 10_000);
    }

    [Fact]
    public void Add_WarmWindow_TakesNoMemory()
    {
        var numbers = new ColumnWindow(Numbers);
        var categories = new ColumnWindow(ColumnShape.OfCategories(["a", "b"]));
        string[] values = ["a", "b", "c"];
        categories.Add("c");
        for (var row = 0; row < 50_000; row++)
            numbers.Add(row);

        // A sketch takes a new array with every new level, which doubles what it can hold: right after one, there is none for long.
        var levels = numbers.Sketch.Levels;
        while (numbers.Sketch.Levels == levels)
            numbers.Add(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var row = 0; row < 10_000; row++)
        {
            numbers.Add(row % 50);
            categories.Add(values[row % 3]);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Compare_WithTheProfile_CountsMissingAsABin()
    {
        var profile = Profile([10, 20, 30], [250, 250, 250, 250], missing: 0, 0, 40);
        var window = new ColumnWindow(ColumnShape.Of(profile));
        for (var row = 0; row < 1000; row++)
            window.Add(row % 5 == 0 ? double.NaN : row % 40);
        var result = ColumnComparison.Compare(DriftMetric.PopulationStabilityIndex, profile, [window]);

        // Of 40 remainders, 8 are missing: 0, 5 to 10 and so on. Bins 0-10: 8 of 11 stay, 11-20: 8, 21-30: 8, 31-39: 8, 5 each of 25 rounds.
        double[] current = [0.2, 0.2, 0.2, 0.2, 0.2];
        double[] reference = [0.25, 0.25, 0.25, 0.25, 0.0001];
        Assert.Equal([200, 200, 200, 200, 200], window.Bins);
        Assert.Equal(reference.Zip(current, static (left, right) => (left - right) * Math.Log(left / right)).Sum(), result.Value, 1e-12);
        Assert.True(result.IsDrift);
        Assert.Equal("kolmogorov_smirnov needs values, not bins.", ColumnComparison.Compare(DriftMetric.KolmogorovSmirnov, profile, [window]).Reason);
        Assert.Throws<ArgumentException>(() => ColumnComparison.Compare(DriftMetric.Hellinger, profile, [new ColumnWindow(Numbers), new ColumnWindow(ColumnShape.OfCategories())]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Compare_WithConstantProfile_CannotBeSaid(int edges)
    {
        var profile = edges == 0 ? Profile([], [1000], missing: 0, 5, 5) : Profile([5], [1000, 0], missing: 0, 5, 5);
        var (same, lower) = (new ColumnWindow(ColumnShape.Of(profile)), new ColumnWindow(ColumnShape.Of(profile)));
        for (var row = 0; row < 100; row++)
        {
            same.Add(5);
            lower.Add(row % 5);
        }

        Assert.False(ColumnComparison.Compare(DriftMetric.PopulationStabilityIndex, profile, [same]).IsDrift);
        var result = ColumnComparison.Compare(DriftMetric.PopulationStabilityIndex, profile, [lower]);
        Assert.Null(result.IsDrift);
        Assert.Equal("The reference is constant: all of its 1000 values are 5. Current ones differ.", result.Reason);
        Assert.Equal(100, lower.OutOfRange);
    }

    [Fact]
    public void Compare_CategoriesWithTheProfile_CountsOthersAndMissing()
    {
        var profile = new CategoricalProfile { Count = 990, Missing = 10, Categories = [new CategoryCount("a", 600), new CategoryCount("b", 300)], Other = 90 };
        var window = new ColumnWindow(ColumnShape.Of(profile));
        for (var row = 0; row < 100; row++)
            window.Add(row < 40 ? "a" : row < 70 ? "b" : row < 79 ? "c" : row < 80 ? null : "d");
        var result = ColumnComparison.Compare(DriftMetric.LInfinity, profile, [window]);

        // c and d may be others of the reference: 0.29 against 0.09, equal to a's 0.4 against 0.6.
        Assert.Equal(0.2, result.Value, 1e-12);
        Assert.True(result.IsDrift);
        Assert.Equal(29, window.Unseen);
    }

    [Fact]
    public void Compare_WindowsWithWindows_EqualsTheirUnion()
    {
        var (today, lastWeek) = (Week(0, 1), Week(3, 7));
        var result = ColumnComparison.Compare(DriftMetric.KolmogorovSmirnov, lastWeek, today);

        Assert.Equal((700, 100), (result.ReferenceCount, result.CurrentCount));
        Assert.Equal(3.0 / 40, result.Value, result.ErrorBound + 0.05);
        Assert.Equal((700, 100), (ColumnComparison.Compare(DriftMetric.Hellinger, lastWeek, today).ReferenceCount, 100));
        Assert.Equal(100, lastWeek[0].Rows);
        Assert.Throws<ArgumentException>(() => ColumnComparison.Compare(DriftMetric.Hellinger, lastWeek, []));

        static ColumnWindow[] Week(int shift, int days) =>
        [
            .. Enumerable.Range(0, days).Select(day =>
            {
                var window = new ColumnWindow(Numbers, (ulong)day);
                for (var row = 0; row < 100; row++)
                    window.Add((row * 0.4) + shift);
                return window;
            }),
        ];
    }

    private static NumericProfile Profile(double[] edges, long[] counts, long missing, double minimum, double maximum) => new()
    {
        Count = counts.Sum(),
        Missing = missing,
        Mean = (minimum + maximum) / 2,
        Deviation = 1,
        Minimum = minimum,
        Maximum = maximum,
        Quantiles = [],
        Histogram = new NumericHistogram(edges, counts),
    };
}
