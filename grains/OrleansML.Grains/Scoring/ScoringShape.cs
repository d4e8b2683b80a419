using System.Globalization;
using OrleansML.Data.Scoring;
using OrleansML.Inference;
using OrleansML.Learning.Scoring;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.Grains.Scoring;

/// <summary>What a job reads for its model and what it writes of it, worked out from definition and model. Immutable.</summary>
internal sealed class ScoringShape
{
    private const int MostScores = 1_000;

    private ScoringShape(ScoringTensor[] tensors, ScoringScore[] scores, ScoreColumn[] columns, int[] outputs)
    {
        Tensors = tensors;
        Scores = scores;
        Elements = [.. columns.Select(static column => column.Element ?? 0)];
        Outputs = outputs;
        Wanted = [.. columns.Select(static column => column.Output).Distinct()];
    }

    /// <summary>What is read of each row: a matrix for each input of the model, or one of raw values where the model has preprocessing.</summary>
    public IReadOnlyList<ScoringTensor> Tensors { get; }

    /// <summary>The columns of scores.</summary>
    public IReadOnlyList<ScoringScore> Scores { get; }

    /// <summary>For each column of scores, the output of the model that it comes from.</summary>
    public IReadOnlyList<int> Outputs { get; }

    /// <summary>For each column of scores, the element of a row of its output.</summary>
    public IReadOnlyList<int> Elements { get; }

    /// <summary>The outputs that are computed.</summary>
    public string[] Wanted { get; }

    /// <summary>Works it out.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/> with everything in the definition that does not fit the model.</exception>
    public static ScoringShape Of(ScoringDefinition definition, ModelDescription description, BulkModel model)
    {
        var violations = new List<string>();
        var tensors = description.Features is { } features ? OfFeatures(definition, features, violations) : OfInputs(definition, model.Inputs, violations);
        var columns = definition.Columns.Count > 0 ? Check(definition.Columns, model.Outputs, violations) : All(model.Outputs, violations);
        var scores = new List<ScoringScore>();
        var outputs = new List<int>();
        foreach (var column in columns)
        {
            outputs.Add(IndexOf(model.Outputs, column.Output));
            var type = model.Outputs[outputs[^1]].Metadata.Type;
            if (KindOf(type) is { } kind)
                scores.Add(new ScoringScore(column.Name, kind));
            else
                violations.Add($"output '{column.Output}' is of type {type.ProtocolName()}, for which files have no column");
        }

        if (scores.Count > MostScores)
            violations.Add($"the result would have {scores.Count} columns of scores; {MostScores} are allowed, so name those that are wanted in 'columns'");
        return violations.Count == 0 ? new ScoringShape(tensors, [.. scores], [.. columns], [.. outputs]) : throw new OrleansMLException(
            ErrorCode.InvalidRequest,
            $"The definition does not fit model '{definition.Model}': {string.Join("; ", violations)}.");
    }

    private static ScoringTensor[] OfFeatures(ScoringDefinition definition, ModelFeatures features, List<string> violations)
    {
        // Keys come first, then what rows bring along; what views have is read there.
        string[] names = [.. features.Views.Length > 0 ? features.Entity : [], .. features.Request.Select(static field => field.Name)];
        violations.AddRange(definition.Inputs.Where(input => !names.Contains(input.Key) || input.Value.Count != 1).Select(
            input => $"'inputs.{input.Key}' names {List(input.Value)}; the model makes its inputs itself, and takes one column for each of {List(names)}"));
        string[] columns = [.. names.Select(name => definition.Inputs.TryGetValue(name, out var given) && given.Count == 1 ? given[0] : name)];
        if (columns.Length == 0)
            violations.Add("the model's manifest names neither entity nor request data, so rows cannot be told apart");
        return [new ScoringTensor("raw", ScoringKind.Feature, columns)];
    }

    private static ScoringTensor[] OfInputs(ScoringDefinition definition, IReadOnlyList<TensorMetadata> inputs, List<string> violations)
    {
        violations.AddRange(definition.Inputs.Keys.Where(name => inputs.All(input => input.Name != name))
            .Select(name => $"'inputs' names '{name}', which the model does not have; it has {List(inputs.Select(static input => input.Name))}"));
        return [.. inputs.Select(input => OfInput(definition, input, violations)).OfType<ScoringTensor>()];
    }

    private static ScoringTensor? OfInput(ScoringDefinition definition, TensorMetadata input, List<string> violations)
    {
        var isNamed = definition.Inputs.TryGetValue(input.Name, out var named);
        var columns = isNamed ? named! : [input.Name];
        var width = input.Shape.Skip(1).Aggregate(1L, static (product, axis) => axis < 0 ? -1 : product * axis);
        if (input.Shape.Length == 0)
            violations.Add($"input '{input.Name}' is a scalar, which is the same for all rows; such models cannot be scored in batches");
        else if (width < 0 && input.Shape.Length > 2)
            violations.Add($"input '{input.Name}' has shape {TensorShape.Format(input.Shape)}; more than one free axis cannot be filled from columns");
        else if (width >= 0 && columns.Count != width)
            violations.Add($"input '{input.Name}' takes {width} values of each row, and {(isNamed ? $"'inputs.{input.Name}' names {columns.Count} columns" : $"one column of that name would be read; name its columns in 'inputs.{input.Name}'")}");
        if (KindOf(input.Type) is { } kind)
            return new ScoringTensor(input.Name, kind, columns);

        violations.Add($"input '{input.Name}' is of type {input.Type.ProtocolName()}, which columns cannot fill; give the model preprocessing, or a Cast");
        return null;
    }

    private static ScoreColumn[] Check(IReadOnlyList<ScoreColumn> columns, IReadOnlyList<ModelOutput> outputs, List<string> violations)
    {
        var known = new List<ScoreColumn>();
        foreach (var column in columns)
        {
            var index = IndexOf(outputs, column.Output);
            if (index < 0)
            {
                violations.Add($"column '{column.Name}' names output '{column.Output}', which the model does not have; it has {List(outputs.Where(static output => output.PerRow).Select(static output => output.Metadata.Name))}");
                continue;
            }

            var width = WidthOf(outputs[index]);
            if (!outputs[index].PerRow)
                violations.Add($"column '{column.Name}' names output '{column.Output}', which is the same for all rows");
            else if (column.Element is { } element && width >= 0 && element >= width)
                violations.Add($"column '{column.Name}' names element {element} of output '{column.Output}', which has {width}: 0 to {width - 1}");
            else if (column.Element is null && width != 1)
                violations.Add($"column '{column.Name}' names output '{column.Output}', which has {(width < 0 ? "a free number of" : width)} elements in each row; name one of them, as {column.Output}[0]");
            else
                known.Add(column);
        }

        return [.. known];
    }

    private static ScoreColumn[] All(IReadOnlyList<ModelOutput> outputs, List<string> violations)
    {
        var columns = new List<ScoreColumn>();
        foreach (var output in outputs.Where(static output => output.PerRow))
        {
            var (name, width) = (output.Metadata.Name, WidthOf(output));
            if (width < 0)
                violations.Add($"output '{name}' has a free number of elements in each row; name those that are wanted in 'columns'");
            else if (width == 1)
                columns.Add(new ScoreColumn(name, name, null));
            else
                columns.AddRange(Enumerable.Range(0, (int)Math.Min(width, MostScores + 1)).Select(element => new ScoreColumn(string.Create(CultureInfo.InvariantCulture, $"{name}_{element}"), name, element)));
        }

        return [.. columns];
    }

    private static long WidthOf(ModelOutput output) => output.Metadata.Shape.Skip(1).Aggregate(1L, static (product, axis) => axis < 0 || product < 0 ? -1 : product * axis);

    private static int IndexOf(IReadOnlyList<ModelOutput> outputs, string name)
    {
        for (var index = 0; index < outputs.Count; index++)
        {
            if (outputs[index].Metadata.Name == name)
                return index;
        }

        return -1;
    }

    private static ScoringKind? KindOf(TensorType type) => type switch
    {
        TensorType.Float32 => ScoringKind.Float32,
        TensorType.Float64 => ScoringKind.Float64,
        TensorType.Int32 => ScoringKind.Int32,
        TensorType.Int64 => ScoringKind.Int64,
        TensorType.Bool => ScoringKind.Bool,
        TensorType.String => ScoringKind.Text,
        _ => null,
    };

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(static name => $"'{name}'"));
}
