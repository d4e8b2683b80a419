using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Benchmarks.Monitoring;

/// <summary>The table: a file for each column, of little-endian doubles or of a byte for each category, which both sides read as fast as the disk allows.</summary>
internal static class ProfileData
{
    public const int Rows = 3_000_000;
    public const int Numbers = 80;
    public const int Categories = 20;
    public const int Threads = 2;

    private const int Half = Rows / 2;

    /// <summary>Writes it. The second half of each column is a little elsewhere.</summary>
    public static void Write(string folder)
    {
        Parallel.For(0, Numbers, column =>
        {
            double[] numbers = [.. MonitoredRows.Numbers(column, Half), .. MonitoredRows.Numbers(column + Numbers, Half, shift: column % 5 * 0.02)];
            File.WriteAllBytes(Path.Combine(folder, $"n{column}"), MemoryMarshal.AsBytes(numbers.AsSpan()));
        });
        Parallel.For(0, Categories, column => File.WriteAllBytes(
            Path.Combine(folder, $"c{column}"), [.. MonitoredRows.Places(column, Half), .. MonitoredRows.Places(column + Categories, Half, power: 2 + (column % 5 * 0.02))]));
        File.WriteAllText(Path.Combine(folder, "edges"), string.Join(',', MonitoredRows.Edges.Select(static edge => edge.ToString("R", CultureInfo.InvariantCulture))));
        File.WriteAllText(Path.Combine(folder, "names"), string.Join(',', MonitoredRows.Names));
    }

    /// <summary>In the child: counts both halves into windows, column by column, compares them, and says how it went.</summary>
    public static void Run(string folder)
    {
        // Once beforehand, so that what is measured is compiled.
        Measure(folder, numbers: 2, categories: 2);
        Console.WriteLine(JsonSerializer.Serialize(Measure(folder, Numbers, Categories)));
    }

    private static ProfileOutcome Measure(string folder, int numbers, int categories)
    {
        var columns = new ProfiledColumn[numbers + categories];
        Parallel.For(0, columns.Length, new ParallelOptions { MaxDegreeOfParallelism = Threads }, column =>
            columns[column] = column < numbers ? OfNumbers(Path.Combine(folder, $"n{column}")) : OfCategories(Path.Combine(folder, $"c{column - numbers}")));
        return new ProfileOutcome(
            columns.Sum(static column => column.Count + column.Compare) / Threads,
            columns.Sum(static column => column.Count) / Threads,
            columns.Sum(static column => column.Read) / Threads,
            ChildProcess.PeakMegabytes(),
            [.. columns.Select(static column => column.Exact)],
            [.. columns.Select(static column => column.Ranks)]);
    }

    private static ProfiledColumn OfNumbers(string path)
    {
        var started = Stopwatch.GetTimestamp();
        var numbers = new double[Rows];
        using (var file = File.OpenRead(path))
            file.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        var read = Stopwatch.GetTimestamp();
        var (before, now) = (new ColumnWindow(MonitoredRows.Number), new ColumnWindow(MonitoredRows.Number));
        foreach (var number in numbers.AsSpan(0, Half))
            before.Add(number);
        foreach (var number in numbers.AsSpan(Half))
            now.Add(number);
        var counted = Stopwatch.GetTimestamp();
        var moments = now.Moments;
        double[] quartiles = [now.Sketch.Quantile(0.25), now.Sketch.Quantile(0.5), now.Sketch.Quantile(0.75)];
        double[] exact =
        [
            .. SharesAndDistances(before, now), moments.Mean, Math.Sqrt(moments.Variance), moments.Minimum, moments.Maximum,
        ];
        double[] distances = [Value(DriftMetric.KolmogorovSmirnov, before, now), Value(DriftMetric.Wasserstein, before, now)];
        var compared = Stopwatch.GetTimestamp();
        double[] ranks = [.. distances, .. quartiles.Select(quartile => (double)numbers.AsSpan(Half).ToArray().Count(number => number <= quartile) / now.Values)];
        return new ProfiledColumn(Seconds(started, read), Seconds(read, counted), Seconds(counted, compared), exact, ranks);
    }

    private static ProfiledColumn OfCategories(string path)
    {
        var started = Stopwatch.GetTimestamp();
        var places = File.ReadAllBytes(path);
        var read = Stopwatch.GetTimestamp();
        var (before, now) = (new ColumnWindow(MonitoredRows.Category), new ColumnWindow(MonitoredRows.Category));
        foreach (var place in places.AsSpan(0, Half))
            before.Add(MonitoredRows.Names[place]);
        foreach (var place in places.AsSpan(Half))
            now.Add(MonitoredRows.Names[place]);
        var counted = Stopwatch.GetTimestamp();
        var exact = SharesAndDistances(before, now);
        return new ProfiledColumn(Seconds(started, read), Seconds(read, counted), Seconds(counted, Stopwatch.GetTimestamp()), exact, []);
    }

    private static double[] SharesAndDistances(ColumnWindow before, ColumnWindow now) =>
    [
        (double)before.Missing / before.Rows, (double)now.Missing / now.Rows, Value(DriftMetric.PopulationStabilityIndex, before, now),
        Value(DriftMetric.JensenShannon, before, now), Value(DriftMetric.ChiSquare, before, now),
    ];

    private static double Value(DriftMetric metric, ColumnWindow before, ColumnWindow now) => ColumnComparison.Compare(metric, [before], [now]).Value;

    private static double Seconds(long from, long until) => Stopwatch.GetElapsedTime(from, until).TotalSeconds;

    private sealed record ProfiledColumn(double Read, double Count, double Compare, double[] Exact, double[] Ranks);
}
