using System.Globalization;
using DuckDB.NET.Data;
using OrleansML.Data.History.Replay;
using OrleansML.Data.History.Storage;
using OrleansML.Data.History.TrainingSets;

namespace OrleansML.Data.History;

/// <summary>
/// Builds training sets that are correct as of a point in time: each row gets the features as they would have been served at its time, to the bit.
/// Fields are joined by DuckDB; views with windows or derived features, and those with corrections within one event time, are replayed through the
/// code that serves. Only what was known by a row's time counts (see <see cref="KnownBy"/>): no late correction leaks into it.
/// </summary>
/// <param name="history">Where the history lies and how it keeps personal values.</param>
/// <param name="options">What building may use.</param>
public sealed class TrainingSetBuilder(HistoryOptions history, HistoryQueryOptions options)
{
    private const int RowsPerReport = 1 << 16;

    /// <summary>Builds a training set on a thread of its own.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="progress">Is told of each step, and within a replay every 65,536 rows; null: nobody is.</param>
    /// <param name="cancellationToken">Interrupts it; nothing is written then.</param>
    /// <exception cref="HistoryException">Something asked for cannot be had (names all of it), or a file cannot be read or written.</exception>
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

        // For each view and slot an expression of its value and one of its status, over the spine and what is joined to it.
        private readonly Dictionary<(int View, int Slot), (string Value, string Status)> _readings = [];
        private readonly List<string> _joins = [];
        private int _named;
        private int _done;

        private int Steps => _views.Count + 2;

        public TrainingSetResult Run()
        {
            PlanViews();
            Report("read the spine");
            var spine = Spine.Load(session, request, cancellationToken);
            for (var index = 0; index < _views.Count; index++)
            {
                _done++;
                var (view, plan) = _views[index];
                Report($"read view '{view.View.Name}'");
                var events = new EventRelation(session, history, plan.Schema, cancellationToken);
                var asOf = plan.Windows.Count > 0 || plan.HasDerived
                    ? null
                    : AsOfStream.Create(session, plan, events, request.KnownBy, spine.Latest, () => NameTable("stream"), cancellationToken);
                if (asOf is null)
                    Replay(index, spine, events);
                else
                    asOf.ForEach(stream => Join(index, spine, stream));
            }

            _done++;
            Report($"join and write '{request.Output}'");
            var features = Write(spine);
            _done++;
            Report("done");
            return new TrainingSetResult(spine.Rows, features, [.. _replayed.Order(StringComparer.Ordinal)]);
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

        private void Replay(int index, Spine spine, EventRelation events)
        {
            var (view, plan) = _views[index];
            var schema = plan.Schema;
            var table = NameTable("replay");
            _replayed.Add(view.View.Name);
            session.Execute(
                $"CREATE TABLE {table} (row BIGINT, {plan.Wanted.Select(slot => $"{Value(slot)} {schema.TypeOf(slot)}, {Status(slot)} VARCHAR").Join()})",
                cancellationToken);
            var reads = new ReplayReads(
                Spine.Table,
                [.. view.View.Entity.Select(key => spine.Key(view, key))],
                spine.Time,
                long.MaxValue.ToString(CultureInfo.InvariantCulture),
                Spine.RowId,
                [.. view.View.Request.Select(spine.RequestData)],
                []);
            var seen = 0L;
            using (var target = session.Duplicate())
            using (var appender = target.Append(table))
            {
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
            }

            _joins.Add($"JOIN {table} ON {table}.row = {Spine.Table}.{Spine.RowId}");
            foreach (var slot in plan.Wanted)
                _readings[(index, slot)] = ($"{table}.{Value(slot)}", $"{table}.{Status(slot)}");
        }

        private List<string> Write(Spine spine)
        {
            var columns = new List<string>();
            var names = new List<string>();
            for (var index = 0; index < _views.Count; index++)
            {
                var (view, plan) = _views[index];
                foreach (var slot in plan.Wanted)
                {
                    var name = $"{view.View.Name}.{plan.Schema.Slots[slot].Name}";
                    var (value, status) = _readings[(index, slot)];
                    names.Add(name);
                    columns.Add($"{value} AS {Sql.Name(name)}");
                    if (request.IncludeStatus)
                        columns.Add($"{status} AS {Sql.Name(name + ".status")}");
                }
            }

            if (names.Intersect(spine.Columns).FirstOrDefault() is { } taken)
                throw new HistoryException($"The spine has a column '{taken}' already, which the training set needs for a feature; rename it.");

            var temporary = request.Output + HistoryFiles.TemporaryExtension;
            try
            {
                session.Execute(
                    $"""
                    COPY (
                        SELECT {columns.Prepend(Spine.Table + ".*").Join()}
                        FROM {_joins.Prepend(Spine.Table).Join(" ")}
                        ORDER BY {Spine.Table}.{Spine.RowId})
                    TO {Sql.Text(temporary)} ({FormatOf(request.Output)})
                    """,
                    cancellationToken);
                File.Move(temporary, request.Output, overwrite: true);
            }
            catch (Exception exception) when (exception is DuckDBException or IOException or UnauthorizedAccessException)
            {
                HistoryFiles.TryDelete(temporary);
                throw new HistoryException($"The training set cannot be written to '{request.Output}': {exception.Message}", exception);
            }
            catch (OperationCanceledException)
            {
                HistoryFiles.TryDelete(temporary);
                throw;
            }

            return names;
        }

        private static string? FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".parquet" => "FORMAT parquet, COMPRESSION zstd",
            ".csv" => "FORMAT csv, HEADER",
            ".jsonl" or ".ndjson" => "FORMAT json",
            _ => null,
        };

        private static string Value(int slot) => string.Create(CultureInfo.InvariantCulture, $"v{slot}");

        private static string Status(int slot) => string.Create(CultureInfo.InvariantCulture, $"t{slot}");

        private string NameTable(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{_named++}");

        private void Join(int view, Spine spine, AsOfStream stream)
        {
            var keys = _views[view].Plan.View.Entity.Select((key, index) => string.Create(CultureInfo.InvariantCulture, $"{spine.Key(_views[view].View, key)} = {stream.Table}.k{index}"));
            _joins.Add($"ASOF LEFT JOIN {stream.Table} ON {keys.Join(" AND ")} AND {spine.Time} >= {stream.Table}.time");
            foreach (var (slot, reading) in stream.Slots.Zip(stream.Readings(spine.Time, stream.Table + ".s")))
                _readings[(view, slot)] = reading;
        }

        private void Report(string step, long rows = 0) => progress?.Report(new TrainingSetProgress(step, _done, Steps, rows));
    }
}
