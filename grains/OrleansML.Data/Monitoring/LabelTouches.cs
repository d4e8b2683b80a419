using System.Globalization;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Monitoring;

/// <summary>
/// Finds the windows that labels touch, batch by batch in the order of arrival. How far it came is a number: that of the last batch all of whose windows
/// were given times 2^20, plus how many of the windows of the next one were. It does not go past a batch with a label whose prediction is not in the log
/// though it may still come there; the windows of later batches are given all the same, and again the next time.
/// </summary>
internal sealed class LabelTouches(string root, Session session, LabelledQuery query, CancellationToken cancellationToken)
{
    private const int WindowBits = 20;
    private const string Fresh = "fresh";

    // Silos' clocks differ; an id from later than that was made by none of them.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    /// <summary>Looks for windows.</summary>
    /// <returns>Their numbers since 1970, ascending, and how far labels are known with them.</returns>
    public (SortedSet<long> Windows, long Reached) Find()
    {
        var (batch, done) = (query.After >> WindowBits, query.After & ((1 << WindowBits) - 1));
        var labels = LabelRelation.Of(FilesAfter(batch));
        session.Execute(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                CREATE TEMP TABLE {Fresh} AS SELECT number, prediction, {PredictionIds.MillisecondsOf("prediction")} AS ms, state = '{LabelRelation.First}' AS is_first
                FROM {labels} WHERE number > {batch}
                """),
            cancellationToken);
        var last = session.Numbers($"SELECT max(number) FROM {Fresh}", cancellationToken)[0];
        if (last == 0)
            return ([], query.After);

        var (windows, reached) = Take(done, last);
        return (windows, FirstWaiting() is { } waiting ? Math.Max(query.After, Math.Min(reached, (waiting - 1) << WindowBits)) : reached);
    }

    private (SortedSet<long> Windows, long Reached) Take(long done, long last)
    {
        var days = PredictionDays();
        var windows = new SortedSet<long>();
        var perDay = TimeSpan.TicksPerDay / query.Window.Ticks;
        long? stopped = null;
        long first = 0, current = 0, place = 0;
        session.Stream(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT DISTINCT number, ms // {(long)query.Window.TotalMilliseconds} AS place FROM {Fresh}
                WHERE is_first AND ms <= {(query.Now + Ahead).ToUnixTimeMilliseconds()} ORDER BY number, place
                """),
            row =>
            {
                if (stopped is not null)
                    return;
                var (number, window) = (row.GetInt64(0), row.GetInt64(1));
                if (number != current)
                    (first, current, place) = (first == 0 ? number : first, number, 0);
                place++;
                // Of the first batch some windows were given before.
                if ((number == first && place <= done) || !days.Contains(window / perDay) || windows.Contains(window))
                    return;
                if (windows.Count == query.MostBaseWindows)
                    stopped = ((number - 1) << WindowBits) + place - 1;
                else
                    windows.Add(window);
            },
            cancellationToken);
        return (windows, stopped ?? last << WindowBits);
    }

    private long? FirstWaiting()
    {
        var since = query.Now - query.Patience;
        var predictions = new PredictionLog(root).RelationOf(query.Model, since);
        var first = session.Numbers(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT min(number) FROM (SELECT number, prediction FROM {Fresh}
                WHERE is_first AND ms > {since.ToUnixTimeMilliseconds()} AND ms <= {(query.Now + Ahead).ToUnixTimeMilliseconds()})
                ANTI JOIN (SELECT {PredictionColumns.Prediction} AS prediction FROM {predictions}) USING (prediction)
                """),
            cancellationToken)[0];
        return first == 0 ? null : first;
    }

    // Numbers ascend from day to day; one day more is looked at, in case that a clock went back over midnight.
    private List<string> FilesAfter(long batch)
    {
        var files = new List<string>();
        var isLast = false;
        foreach (var (_, ofDay) in LabelRelation.DaysOf(root, query.Model))
        {
            files.AddRange(ofDay);
            if (isLast)
                break;
            isLast = session.Numbers($"SELECT min(number) FROM {LabelRelation.Of(ofDay)}", cancellationToken)[0] <= batch;
        }

        return files;
    }

    private HashSet<long> PredictionDays()
    {
        var epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        return [.. new PredictionLog(root).DaysOf(query.Model).Select(day => (long)(day.DayNumber - epoch))];
    }
}
