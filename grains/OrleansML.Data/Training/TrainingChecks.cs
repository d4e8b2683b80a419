using System.Globalization;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Training;

namespace OrleansML.Data.Training;

/// <summary>Looks for everything that would make a training fail or learn nonsense, before anything starts.</summary>
internal sealed class TrainingChecks
{
    private const int Shown = 5;

    private readonly Session _session;
    private readonly TrainingDefinition _definition;
    private readonly CancellationToken _cancellationToken;
    private readonly List<string> _violations = [];

    private TrainingChecks(Session session, TrainingDefinition definition, CancellationToken cancellationToken)
    {
        _session = session;
        _definition = definition;
        _cancellationToken = cancellationToken;
    }

    /// <exception cref="TrainingDataException">With everything that was found.</exception>
    public static void Require(Session session, TrainingDefinition definition, CancellationToken cancellationToken)
    {
        var checks = new TrainingChecks(session, definition, cancellationToken);
        checks.CheckLabels();
        checks.CheckWeights();
        checks.CheckInputs();
        checks.CheckParts();
        if (checks._violations.Count > 0)
            throw new TrainingDataException(checks._violations);
    }

    private void CheckLabels()
    {
        var label = _definition.Data.Label;
        var missing = Count(TrainingRelation.Raw, $"{TrainingRelation.TextOf(label)} IS NULL");
        if (missing > 0)
            _violations.Add($"{Rows(missing)} without a label ('{label}'); leave them out with data.where: {label} is not null");
        if (_definition.Task == EvaluationTask.Regression)
        {
            CheckNumbers(label, "label");
            return;
        }

        var classes = _definition.Data.Classes;
        Report(
            $"{TrainingRelation.TextOf(label)}",
            $"{TrainingRelation.TextOf(label)} IS NOT NULL AND {TrainingRelation.TextOf(label)} NOT IN ({classes.Select(Sql.Text).Join()})",
            (rows, values) => $"{Rows(rows)} with a label ('{label}') that is no class: {values}; the classes are {classes.Select(static name => $"'{name}'").Join()} (data.classes)");
    }

    private void CheckWeights()
    {
        if (_definition.Data.Weight is not { } weight)
            return;

        CheckNumbers(weight, "weight");
        Report(
            TrainingRelation.TextOf(weight), $"coalesce({Sql.Name(weight)}, -1) < 0 AND ({TrainingRelation.TextOf(weight)} IS NULL OR {Sql.Name(weight)} IS NOT NULL)",
            (rows, values) => $"{Rows(rows)} with a weight ('{weight}') that is missing or below 0: {values}");
    }

    private void CheckInputs()
    {
        foreach (var column in _definition.Inputs.Numeric)
            CheckNumbers(column, "numeric input");
    }

    private void CheckNumbers(string column, string what)
    {
        Report(
            TrainingRelation.TextOf(column),
            $"{TrainingRelation.TextOf(column)} IS NOT NULL AND {Sql.Name(column)} IS NULL",
            (rows, values) => $"{Rows(rows)} with a {what} ('{column}') that is no number: {values}");
        Report(
            TrainingRelation.TextOf(column),
            $"NOT isfinite({Sql.Name(column)})",
            (rows, values) => $"{Rows(rows)} with a {what} ('{column}') that is not finite: {values}; mend them, or leave them out with data.where: isfinite({column})");
    }

    private void CheckParts()
    {
        if (_definition.Split.Kind == SplitKind.Time && Count(TrainingRelation.Table, "part IS NULL") is > 0 and var untimed)
            _violations.Add($"{Rows(untimed)} without a time ('{_definition.Data.Time}') that can be read, which the split needs");
        if (_definition.Split.Kind == SplitKind.Column)
        {
            Report(
                TrainingRelation.TextOf(_definition.Split.Column!),
                $"coalesce({TrainingRelation.TextOf(_definition.Split.Column!)}, '') NOT IN ({TrainingRelation.Parts.Select(Sql.Text).Join()})",
                (rows, values) => $"{Rows(rows)} with '{_definition.Split.Column}' that is none of train, validation and test: {values}");
        }

        foreach (var part in TrainingRelation.Parts)
        {
            var rows = Count(TrainingRelation.Table, $"part = {Sql.Text(part)}");
            if (rows == 0)
                _violations.Add($"no row is left for {part}; change the split");
            else if (part == TrainingRelation.Train && rows < _definition.Plan.Shards)
                _violations.Add($"{Rows(rows)} to learn from, fewer than shards ({_definition.Plan.Shards}, plan.shards), so that one would be empty");
            else if (_definition.Task != EvaluationTask.Regression)
                CheckClasses(part);
        }
    }

    private void CheckClasses(string part)
    {
        var classes = _definition.Data.Classes;
        var counts = TrainingRelation.CountRows(_session, part, classes.Count, _cancellationToken);
        string[] absent = [.. classes.Where((_, index) => counts[index + 1] == 0)];
        if (absent.Length > 0 && (part == TrainingRelation.Train || classes.Count - absent.Length < 2))
            _violations.Add($"no row of class {absent.Select(static name => $"'{name}'").Join()} is among those for {part}; change the split, or data.classes");
    }

    private long Count(string table, string condition) => _session.Numbers($"SELECT count(*) FROM {table} WHERE {condition}", _cancellationToken)[0];

    /// <summary>Notes rows that meet a condition, with their most frequent values.</summary>
    private void Report(string value, string condition, Func<long, string, string> describe)
    {
        var rows = 0L;
        var values = new List<string>();
        _session.Stream(
            $"SELECT coalesce({value}, ''), count(*) FROM {TrainingRelation.Raw} WHERE {condition} GROUP BY ALL ORDER BY 2 DESC, 1",
            reader =>
            {
                var count = reader.GetInt64(1);
                rows += count;
                if (values.Count < Shown)
                    values.Add(string.Create(CultureInfo.InvariantCulture, $"'{reader.GetString(0)}' ({count})"));
                else if (values.Count == Shown)
                    values.Add("...");
            },
            _cancellationToken);
        if (rows > 0)
            _violations.Add(describe(rows, values.Join()));
    }

    private static string Rows(long count) => count == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"{count} rows");
}
