using OrleansML.Learning.Monitoring;
using OrleansML.LearningTests.Sketches;
using Xunit;

namespace OrleansML.LearningTests.Monitoring.Windows;

public sealed class SegmentWindowTests
{
    private static readonly ColumnShape Amount = ColumnShape.OfNumbers([10, 20], minimum: 0, maximum: 30);
    private static readonly ColumnShape Country = ColumnShape.OfCategories(["DE", "FR"]);

    [Fact]
    public void ReadFrom_WhatWasWritten_IsTheSameAndNeedsNoShapes()
    {
        var window = new SegmentWindow();
        Add(window, 2, TimeSpan.FromMilliseconds(3), (5, "DE"), (25, null));
        Add(window, 1, TimeSpan.FromMilliseconds(9), (31, "IT"));
        window.AddFailed();

        var read = SegmentWindow.ReadFrom(window.ToArray());

        Assert.Equal((2, 1, 3), (read.Answered, read.Failed, read.Rows));
        Assert.Equal(2, read.Latency.Count);
        Assert.Equal([1, 0, 2, 0], read.Inputs["amount"].Bins);
        Assert.Equal(1, read.Inputs["amount"].OutOfRange);
        Assert.Equal((2, 1, 1), (read.Inputs["country"].Values, read.Inputs["country"].Missing, read.Inputs["country"].Unseen));
        Assert.Equal((0.5, 3), (read.Outputs["score"].Moments.Mean, read.Outputs["score"].Values));
        Assert.Equal(window.ToArray(), read.ToArray());
        Assert.True(new SegmentWindow().IsEmpty);
        Assert.False(read.IsEmpty);
    }

    [Fact]
    public void ReadFrom_DamagedBytes_AreRefused()
    {
        var window = new SegmentWindow();
        Add(window, 1, TimeSpan.FromMilliseconds(3), (5, "DE"));

        SketchBytes.AssertRobust(window.ToArray(), static data => SegmentWindow.ReadFrom(data));
    }

    [Fact]
    public void Merge_AThousandParts_CountWhatOnePassCounts()
    {
        var random = new Random(7);
        var (together, merged) = (new SegmentWindow(), new SegmentWindow());
        for (var part = 0; part < 1_000; part++)
        {
            var one = new SegmentWindow();
            for (var request = 0; request < 5; request++)
            {
                var row = ((double)random.Next(-5, 40), random.Next(4) switch { 0 => "DE", 1 => "FR", 2 => "IT", _ => null });
                var duration = TimeSpan.FromMicroseconds(random.Next(1, 100_000));
                Add(one, 1, duration, row);
                Add(together, 1, duration, row);
            }

            merged.Merge(SegmentWindow.ReadFrom(one.ToArray()));
        }

        var (amount, expected) = (merged.Inputs["amount"], together.Inputs["amount"]);
        Assert.Equal((5_000, 5_000), (merged.Answered, merged.Rows));
        Assert.Equal(expected.Bins, amount.Bins);
        Assert.Equal((expected.Values, expected.OutOfRange), (amount.Values, amount.OutOfRange));
        Assert.Equal(expected.Moments.Mean, amount.Moments.Mean, 1e-12);
        Assert.Equal(expected.Moments.Variance, amount.Moments.Variance, 1e-9);
        Assert.Equal(together.Inputs["country"].Categories.Counts, merged.Inputs["country"].Categories.Counts);
        Assert.Equal(together.Inputs["country"].Missing, merged.Inputs["country"].Missing);
        Assert.Equal(together.Latency.Quantile(0.99), merged.Latency.Quantile(0.99));
    }

    [Fact]
    public void Merge_AColumnOfAnotherShape_IsNamedAndKeepsWhatIsThere()
    {
        var (window, other) = (new SegmentWindow(), new SegmentWindow());
        Add(window, 1, TimeSpan.FromMilliseconds(1), (5, "DE"));
        other.AddAnswered(1, TimeSpan.FromMilliseconds(1));
        other.ColumnOf("amount", isOutput: false, ColumnShape.OfNumbers([1]))!.Add(7);

        window.Merge(other);

        Assert.Equal(2, window.Rows);
        Assert.Equal(1, window.Inputs["amount"].Values);
        Assert.Equal(["amount"], SegmentWindow.ReadFrom(window.ToArray()).Unmerged);
    }

    private static void Add(SegmentWindow window, int rows, TimeSpan duration, params (double Amount, string? Country)[] values)
    {
        window.AddAnswered(rows, duration);
        foreach (var (amount, country) in values)
        {
            window.ColumnOf("amount", isOutput: false, Amount)!.Add(amount);
            window.ColumnOf("country", isOutput: false, Country)!.Add(country);
            window.ColumnOf("score", isOutput: true, ColumnShape.OfNumbers())!.Add(0.5);
        }
    }
}
