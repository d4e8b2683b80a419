using System.Diagnostics;
using System.Text.Json;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Benchmarks.Monitoring;

/// <summary>What does it cost to count a value into windows, once they are warm, and how large are they when they are stored? In a process of its own.</summary>
internal static class CountPart
{
    public const string Child = "monitoring-count";

    private const int Columns = 50;
    private const int Rows = 20_000;
    private const int Rounds = 5;
    private const double BudgetNanoseconds = 1_000;

    public static async IAsyncEnumerable<Measurement> RunAsync()
    {
        foreach (var row in await ChildProcess.RunAsync<Outcome[]>(Child))
            yield return new Measurement(row.Name, row.Value, row.Unit, Budget: row.Budget, Met: row.Met);
    }

    /// <summary>In the child.</summary>
    public static void Run()
    {
        var outcomes = new List<Outcome>();
        foreach (var segments in (int[])[1, 5])
        {
            foreach (var isNumeric in (bool[])[true, false])
            {
                var (nanoseconds, bytes) = Measure(segments, isNumeric);
                var name = $"count: {(isNumeric ? "number" : "category")}, {segments} {(segments == 1 ? "segment" : "segments")}";
                outcomes.Add(new Outcome($"{name}, per feature and event", nanoseconds, "ns", "<= 1,000 ns", nanoseconds <= BudgetNanoseconds));
                outcomes.Add(new Outcome($"{name}, allocated per feature and event", bytes, "bytes"));
            }
        }

        outcomes.Add(new Outcome("bytes: number, per feature, segment and day of 240,000 rows", BytesOf(isNumeric: true, rows: 240_000), "bytes"));
        outcomes.Add(new Outcome("bytes: number, per feature, segment and hour of 100 rows", BytesOf(isNumeric: true, rows: 100), "bytes"));
        outcomes.Add(new Outcome("bytes: category of 24 values, per feature, segment and day of 240,000 rows", BytesOf(isNumeric: false, rows: 240_000), "bytes"));
        Console.WriteLine(JsonSerializer.Serialize(outcomes));
    }

    // A row goes into the whole and into one segment of each of the further columns.
    private static (double Nanoseconds, double Bytes) Measure(int segments, bool isNumeric)
    {
        var windows = Enumerable.Range(0, segments).Select(_ => new SegmentWindow()).ToArray();
        var columns = windows.Select(window => ColumnsOf(window, isNumeric)).ToArray();
        var (numbers, texts) = (MonitoredRows.Numbers(seed: 1, Rows), MonitoredRows.Categories(seed: 1, Rows));
        Count(windows, columns, numbers, texts, isNumeric);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < Rounds; round++)
            Count(windows, columns, numbers, texts, isNumeric);
        var nanoseconds = Stopwatch.GetElapsedTime(started).TotalNanoseconds;
        var values = (double)Rounds * Rows * Columns;
        return (nanoseconds / values, (GC.GetAllocatedBytesForCurrentThread() - allocated) / values);
    }

    private static void Count(SegmentWindow[] windows, ColumnWindow[][] columns, double[] numbers, string[] texts, bool isNumeric)
    {
        for (var row = 0; row < Rows; row++)
        {
            for (var segment = 0; segment < windows.Length; segment++)
            {
                windows[segment].AddAnswered(1, TimeSpan.FromMilliseconds(1));
                var own = columns[segment];
                for (var column = 0; column < own.Length; column++)
                {
                    var place = (row + (column * 37)) % Rows;
                    if (isNumeric)
                        own[column].Add(numbers[place]);
                    else
                        own[column].Add(texts[place]);
                }
            }
        }
    }

    private static ColumnWindow[] ColumnsOf(SegmentWindow window, bool isNumeric) =>
        [.. Enumerable.Range(0, Columns).Select(index => window.ColumnOf($"column{index}", isOutput: false, isNumeric ? MonitoredRows.Number : MonitoredRows.Category)!)];

    private static double BytesOf(bool isNumeric, int rows)
    {
        var window = new SegmentWindow();
        var columns = ColumnsOf(window, isNumeric);
        var (numbers, texts) = (MonitoredRows.Numbers(seed: 2, rows), MonitoredRows.Categories(seed: 2, rows));
        for (var row = 0; row < rows; row++)
        {
            foreach (var column in columns)
            {
                if (isNumeric)
                    column.Add(numbers[row]);
                else
                    column.Add(texts[row]);
            }
        }

        return (double)window.ToArray().Length / Columns;
    }

    private sealed record Outcome(string Name, double Value, string Unit, string Budget = "", bool? Met = null);
}
