using System.Globalization;
using DuckDB.NET.Data;
using OrleansML.Data.History.Replay;
using OrleansML.Data.History.Storage;
using OrleansML.Data.History.TrainingSets;

namespace OrleansML.Data.History;

/// <summary>
/// Builds training sets that are correct as of a point in time: each row gets the features as they would have been served at its time, to the bit.
/// Fields are joined by DuckDB; views with windows or derived features, and of other views the entities that have corrections within one event time,
/// are replayed through the code that serves. Only what was known by a row's time counts (see <see cref="KnownBy"/>): no late correction leaks into it.
/// </summary>
/// <param name="history">Where the history lies and how it keeps personal values.</param>
/// <param name="options">What building may use.</param>
public sealed class TrainingSetBuilder(HistoryOptions history, HistoryQueryOptions options)
{
    private const int RowsPerReport = 1 << 16;
    private const string StatusSuffix = ".status";

    /// <summary>Builds a training set on a thread of its own.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="progress">Is told of each step, and within a replay every 65,536 rows; null: nobody is.</param>
    /// <param name="cancellationToken">Interrupts it; nothing is written then.</param>
    /// <exception cref="HistoryException">
    /// Something asked for cannot be had (names all of it), a file cannot be read or written, or nothing more can be spilled; an earlier output stays as it was.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<TrainingSetResult> BuildAsync(
        TrainingSetRequest request, IProgress<TrainingSetProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return QueryThread.RunAsync(options, session => new Build(session, history, request, progress, cancellationToken).Run(), cancellationToken);
    }

    private sealed class Build(
        Session session, HistoryOptions history, TrainingSetRequest request, IProgress<TrainingSetProgress>? progress, CancellationToken cancellationToken)
    {
        private readonly List<(TrainingSetView View, FeaturePlan Plan)> _views = [];
        private readonly List<string> _replayed = [];
        private int _named;
        private int _done;

        private int Steps => _views.Count + 2;

        public TrainingSetResult Run()
        {
            PlanViews();
            Report("read the spine");
            var spine = Spine.Load(session, request, cancellationToken);
            CheckNames(spine);
            var rows = new JoinedRows(session, spine, cancellationToken);
            foreach (var (view, plan) in _views)
            {
                // The tables of one view are dropped before those of the next are made.
                rows.Complete();
                _done++;
                Report($"read view '{view.View.Name}'");
                var events = new EventRelation(session, history, plan.Schema, cancellationToken);
                if (plan.Windows.Count > 0 || plan.HasDerived)
                    JoinReplayed(rows, spine, view, plan, events);
                else
                    JoinAsOf(rows, spine, view, plan, events);
            }

            _done++;
            Report($"join and write '{request.Output}'");
            Write(rows);
            _done++;
            Report("done");
            return new TrainingSetResult(spine.Rows, [.. Features()], [.. _replayed.Order(StringComparer.Ordinal)]);
        }

        private void PlanViews()
        {
            var violations = new List<string>();
            foreach (var view in request.Views)
            {
                if (_views.Any(known => known.View.View.Name == view.View.Name))
                    violations.Add($"view '{view.View.Name}' is given twice");
                violations.AddRange(view.KeyColumns.Keys.Except(view.View.Entity.Select(key => key.Name)).Select(key => $"view '{view.View.Name}' has no entity key '{key}'"));
                if (view.Features is { Count: 0 })
                    violations.Add($"no feature of view '{view.View.Name}' is asked for");
                _views.Add((view, FeaturePlan.Create(new HistorySchema(view.View, history), view.Features, violations)));
            }

            if (request.Views.Count == 0)
                violations.Add("no view is given");
            if (FormatOf(request.Output) is null)
                violations.Add($"the output '{request.Output}' is of an unknown kind; .csv, .jsonl, .ndjson and .parquet are known");
            if (violations.Count > 0)
                throw new HistoryException($"The training set cannot be built: {string.Join("; ", violations)}.");
        }

        private void CheckNames(Spine spine)
        {
            if (Columns().FirstOrDefault(name => spine.Columns.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } taken)
                throw new HistoryException($"The spine has a column '{taken}' already, which the training set needs for a feature; rename it.");
        }

        private void JoinReplayed(JoinedRows rows, Spine spine, TrainingSetView view, FeaturePlan plan, EventRelation events)
        {
            var replayed = Replay(rows.Relation, spine, view, plan, events);
            rows.Join(new FeatureJoin(
                $"JOIN {replayed} ON {replayed}.row = {Spine.Column(Spine.RowId)}",
                [.. plan.Wanted.SelectMany(slot => Named(plan, slot, $"{replayed}.{Value(slot)}", $"{replayed}.{Status(slot)}"))],
                [replayed]));
        }

        private void JoinAsOf(JoinedRows rows, Spine spine, TrainingSetView view, FeaturePlan plan, EventRelation events)
        {
            var streams = AsOfStream.Create(session, plan, events, request.KnownBy, spine.Latest, () => NameTable("stream"), cancellationToken);
            var ties = NameTable("ties");
            string KeysEqual(string table) => view.View.Entity
                .Select((key, index) => string.Create(CultureInfo.InvariantCulture, $"{spine.Key(view, key)} = {table}.k{index}")).Join(" AND ");
            var replayed = AsOfStream.FindTies(session, streams, ties, cancellationToken)
                ? Replay($"{rows.Relation} SEMI JOIN {ties} ON {KeysEqual(ties)}", spine, view, plan, events)
                : null;

            IEnumerable<(string Name, string Expression)> Chosen(int slot, (string Value, string Status) joined) => replayed is null
                ? Named(plan, slot, joined.Value, joined.Status)
                : Named(plan, slot, OfReplay(replayed, Value(slot), joined.Value), OfReplay(replayed, Status(slot), joined.Status));

            foreach (var stream in streams)
            {
                var joins = $"ASOF LEFT JOIN {stream.Table} ON {KeysEqual(stream.Table)} AND {spine.Time} >= {stream.Table}.time";
                if (replayed is not null)
                    joins += $" LEFT JOIN {replayed} ON {replayed}.row = {Spine.Column(Spine.RowId)}";
                rows.Join(new FeatureJoin(
                    joins,
                    [.. stream.Slots.Zip(stream.Readings(spine.Time), Chosen).SelectMany(columns => columns)],
                    replayed is not null && stream == streams[^1] ? [stream.Table, replayed] : [stream.Table]));
            }
        }

        /// <summary>Replays a view for some rows, into a table of their numbers, values and statuses.</summary>
        private string Replay(string rows, Spine spine, TrainingSetView view, FeaturePlan plan, EventRelation events)
        {
            var schema = plan.Schema;
            var table = NameTable("replay");
            _replayed.Add(view.View.Name);
            session.Execute(
                $"CREATE TABLE {table} (row BIGINT, {plan.Wanted.Select(slot => $"{Value(slot)} {schema.TypeOf(slot)}, {Status(slot)} VARCHAR").Join()})",
                cancellationToken);
            var reads = new ReplayReads(
                rows,
                [.. view.View.Entity.Select(key => spine.Key(view, key))],
                spine.Time,
                long.MaxValue.ToString(CultureInfo.InvariantCulture),
                Spine.Column(Spine.RowId),
                [.. view.View.Request.Select(spine.RequestData)],
                []);
            var seen = 0L;
            using var target = session.Duplicate();
            using var appender = target.Append(table);
            new ReplayStream(plan, events, request.KnownBy, reads).Run(
                session,
                (number, replay, _) =>
                {
                    var row = appender.CreateRow().AppendValue((long?)number);
                    foreach (var slot in plan.Wanted)
                    {
                        row.Append(slot < view.View.Fields.Count ? replay.Values[slot] : schema.Protect(slot, replay.Values[slot]));
                        row.AppendValue(HistoryStatus.NameOf(replay.Statuses[slot]));
                    }

                    row.EndRow();
                },
                () =>
                {
                    if (++seen % RowsPerReport == 0)
                        Report($"replay view '{view.View.Name}'", seen);
                },
                cancellationToken);
            return table;
        }

        private void Write(JoinedRows rows)
        {
            var temporary = request.Output + HistoryFiles.TemporaryExtension;
            try
            {
                rows.CopyTo(temporary, FormatOf(request.Output)!, Columns());
                File.Move(temporary, request.Output, overwrite: true);
            }
            catch (Exception exception)
            {
                HistoryFiles.TryDelete(temporary);
                if (exception is IOException or UnauthorizedAccessException || (exception is DuckDBException failure && session.FailedOverItsFile(failure)))
                    throw new HistoryException($"The training set cannot be written to '{request.Output}': {exception.Message}", exception);
                throw;
            }
        }

        private IEnumerable<string> Features() => _views.SelectMany(view => view.Plan.Wanted.Select(slot => Feature(view.Plan, slot)));

        private IEnumerable<string> Columns() => Features().SelectMany(name => request.IncludeStatus ? [name, name + StatusSuffix] : new[] { name });

        private IEnumerable<(string Name, string Expression)> Named(FeaturePlan plan, int slot, string value, string status)
        {
            yield return (Feature(plan, slot), value);
            if (request.IncludeStatus)
                yield return (Feature(plan, slot) + StatusSuffix, status);
        }

        private static string Feature(FeaturePlan plan, int slot) => $"{plan.View.Name}.{plan.Schema.Slots[slot].Name}";

        private static string OfReplay(string replayed, string column, string otherwise) => $"CASE WHEN {replayed}.row IS NULL THEN {otherwise} ELSE {replayed}.{column} END";

        private static string? FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
        {
            // DuckDB's own level, 3, makes the file a tenth smaller and writing a quarter slower.
            ".parquet" => "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1",
            ".csv" => "FORMAT csv, HEADER",
            ".jsonl" or ".ndjson" => "FORMAT json",
            _ => null,
        };

        private static string Value(int slot) => string.Create(CultureInfo.InvariantCulture, $"v{slot}");

        private static string Status(int slot) => string.Create(CultureInfo.InvariantCulture, $"t{slot}");

        private string NameTable(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{_named++}");

        private void Report(string step, long rows = 0) => progress?.Report(new TrainingSetProgress(step, _done, Steps, rows));
    }
}
