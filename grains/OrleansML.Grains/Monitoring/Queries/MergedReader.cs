using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>
/// Reads the windows of a time as one. Spans of four hours, a day, 8 and 64 days are merged by themselves and kept, until one of their windows changes: a
/// long time is then merged of few parts, and one that is moved or has grown reads little more than its ends. Safe for concurrent use.
/// </summary>
internal sealed class MergedReader(MonitorReader reader, MergedMemory memory)
{
    private const int WindowsAtATime = 16;

    // Below so many parts, all but the last are one or none.
    private const int FewParts = 3;

    private static readonly TimeSpan[] Spans = [TimeSpan.FromDays(64), TimeSpan.FromDays(8), TimeSpan.FromDays(1), TimeSpan.FromHours(4)];

    /// <summary>What a segment holds of a time, and each window by itself.</summary>
    /// <param name="range">The windows.</param>
    /// <param name="points">Makes points of them; null: none are asked for.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: a window is damaged.</exception>
    public async Task<(SegmentData Data, MonitorPoint[] Points)> ReadAsync(MergedRange range, PointMaker? points = null)
    {
        try
        {
            var reading = new Reading(reader, memory, range, points);
            var span = await reading.MergeAsync(range.Windows, level: 0, isKept: true, isWhole: false);

            // The first window of a column decides of which shape it is: parts that decided otherwise would lose what the whole has.
            if (span.Window.Unmerged.Count > 0)
                span = await reading.MergeFlatAsync(range.Windows);
            return (span.ToData(), points is null ? [] : await reading.PointsAsync());
        }
        catch (InvalidDataException exception)
        {
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"A window of the monitor cannot be read: {exception.Message}", exception);
        }
    }

    private sealed class Reading(MonitorReader reader, MergedMemory memory, MergedRange range, PointMaker? points)
    {
        private static readonly MergedSpan Nothing = new(new SegmentWindow(), [], []);

        private readonly Dictionary<MonitorKey, MonitorPoint> _points = [];
        private SegmentWindow? _like;

        /// <summary>Merges windows of one span, or of all.</summary>
        /// <param name="windows">The windows.</param>
        /// <param name="level">Into which spans it is divided.</param>
        /// <param name="isKept">Whether others may need it.</param>
        /// <param name="isWhole">Whether it will hardly change, so that its parts need not be kept.</param>
        public async Task<MergedSpan> MergeAsync(StampedWindow[] windows, int level, bool isKept, bool isWhole)
        {
            if (windows.Length == 0)
                return Nothing;
            return await KeptAsync(windows, isKept && windows.Length > 1, () => MergeAnewAsync(windows, level, isKept, isWhole));
        }

        private async Task<MergedSpan> MergeAnewAsync(StampedWindow[] windows, int level, bool isKept, bool isWhole)
        {
            if (level == Spans.Length || windows.Length == 1)
                return await MergeFlatAsync(windows);

            StampedWindow[][] groups = [.. windows.GroupBy(window => MonitorSchedule.Floor(window.Key.Start, Spans[level])).Select(static group => group.ToArray())];
            if (isWhole || groups.Length < FewParts)
                return await JoinAsync(groups, level, isKept && !isWhole);

            // The end of a time is what changes, time and again: all before it is kept as one.
            var first = groups[..^1];
            return await JoinAsync(
                await KeptAsync([.. first.SelectMany(static group => group)], isKept, () => JoinAsync(first, level, isKept)),
                await MergeGroupAsync(groups[^1], level, isKept));
        }

        private async Task<MergedSpan> KeptAsync(StampedWindow[] windows, bool isKept, Func<Task<MergedSpan>> merge)
        {
            var key = range.KeyOf(windows);
            if (memory.TryGet<MergedSpan>(key, out var known))
                return known;

            var merged = await merge();
            if (isKept)
                memory.Keep(key, merged, merged.Window.MemoryBytes());
            return merged;
        }

        private async Task<MergedSpan> JoinAsync(StampedWindow[][] groups, int level, bool areKept)
        {
            var parts = new List<MergedSpan>();
            foreach (var group in groups)
                parts.Add(await MergeGroupAsync(group, level, areKept));
            return await JoinAsync([.. parts]);
        }

        private static async Task<MergedSpan> JoinAsync(params MergedSpan[] parts) => parts.Length == 1 ? parts[0] : await Task.Run(() => MergedSpan.Of(parts));

        private Task<MergedSpan> MergeGroupAsync(StampedWindow[] group, int level, bool isKept) =>
            MergeAsync(group, level + 1, isKept, range.HasAllOf(MonitorSchedule.Floor(group[0].Key.Start, Spans[level]), Spans[level]));

        /// <summary>Merges windows one after the other.</summary>
        public async Task<MergedSpan> MergeFlatAsync(StampedWindow[] windows)
        {
            MergedSpan? merged = null;
            foreach (var some in windows.Chunk(WindowsAtATime))
            {
                var read = await ReadAsync(some);
                merged = await Task.Run(() => MergedSpan.Of(merged is null ? read : [merged, .. read]));
            }

            return merged ?? Nothing;
        }

        /// <summary>A point of each window; those are read that were not until now, and have none that is kept.</summary>
        public async Task<MonitorPoint[]> PointsAsync()
        {
            StampedWindow[] missing = [.. range.Windows.Where(window => !_points.ContainsKey(window.Key) && !TryFind(window))];
            foreach (var some in missing.Chunk(WindowsAtATime))
                await ReadAsync(some);
            return Array.ConvertAll(range.Windows, window => _points[window.Key]);
        }

        private async Task<MergedSpan[]> ReadAsync(StampedWindow[] windows)
        {
            var stored = await reader.GetAsync(windows.Select(static window => window.Key));
            var like = _like;
            bool[] hasPoint = [.. windows.Select(window => points is null || _points.ContainsKey(window.Key) || TryFind(window))];
            var read = await Task.WhenAll(windows.Select((window, place) => Task.Run(() =>
            {
                var span = MergedSpan.Of(stored[place], like);
                return (Span: span, Point: hasPoint[place] ? null : points!.Of(window.Key, span));
            })));
            _like ??= read.Select(static one => one.Span.Window).FirstOrDefault(static window => window.Inputs.Count > 0);
            for (var place = 0; place < windows.Length; place++)
            {
                if (read[place].Point is { } point)
                    Keep(windows[place], point);
            }

            return Array.ConvertAll(read, static one => one.Span);
        }

        private void Keep(StampedWindow window, MonitorPoint point)
        {
            _points[window.Key] = point;
            if (points!.KeyOf(range.KeyOf([window])) is { } key)
                memory.Keep(key, point, PointMaker.PointBytes);
        }

        private bool TryFind(StampedWindow window)
        {
            if (points!.KeyOf(range.KeyOf([window])) is not { } key || !memory.TryGet<MonitorPoint>(key, out var point))
                return false;

            _points[window.Key] = point;
            return true;
        }
    }
}
