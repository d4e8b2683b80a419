using System.Globalization;
using OrleansML.Data.Training;
using OrleansML.Grains.Features;
using OrleansML.Inference;
using OrleansML.Inference.Onnx;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Features;
using OrleansML.Learning.Preprocessing;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.Grains.Training;

/// <summary>A model that predicts rows of a training table, by its own preprocessing, with one thread. Belongs to one thread.</summary>
internal sealed class ScoredModel : IDisposable
{
    private readonly string _what;
    private readonly EvaluationTask _task;
    private readonly int _classes;
    private readonly IModelSession _session;
    private readonly PreprocessingPlan _plan;
    private readonly PreprocessingOutput _output;
    private readonly FeatureType?[] _types;
    private readonly bool[] _wanted;
    private readonly int _answer;
    private int[]? _places;
    private FeatureValue[] _raw = [];

    /// <param name="what">What it is, for messages: "The champion".</param>
    /// <param name="model">The ONNX file.</param>
    /// <param name="plan">How its inputs are made.</param>
    /// <param name="request">Types that columns must have, by name.</param>
    /// <param name="task">What it predicts.</param>
    /// <param name="classes">Number of classes; not used with regression.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/>: it cannot be loaded, or predicts something else.</exception>
    public ScoredModel(string what, byte[] model, PreprocessingPlan plan, IReadOnlyList<RequestField> request, EvaluationTask task, int classes)
    {
        _what = what;
        _plan = plan;
        _task = task;
        _classes = classes;
        _output = new PreprocessingOutput(plan);
        _types = [.. plan.Columns.Select(column => request.FirstOrDefault(field => field.Name == column) is { } field ? FeatureData.TypeOf(field.Type) : (FeatureType?)null)];
        _session = OnnxModelSession.Load(model, threadsPerRun: 1);
        try
        {
            RequireInputs();
            _answer = FindOutput();
            _wanted = [.. _session.Outputs.Select((_, index) => index == _answer)];
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>Predicts rows of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="first">The first row.</param>
    /// <param name="rows">How many.</param>
    /// <param name="predictions">Gets them: a number for each row, or with several classes one for each class.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/>: the block lacks a column, or rows are refused.</exception>
    public void Predict(TrainingBlock block, int first, int rows, List<double> predictions)
    {
        // A model with a fixed first axis takes one row at a time.
        var step = _session.Inputs.All(static input => input.Shape is [-1, ..]) ? rows : 1;
        for (var done = 0; done < rows; done += step)
            Append(Run(block, first + done, step), step, predictions);
    }

    public void Dispose() => _session.Dispose();

    private Tensor Run(TrainingBlock block, int first, int rows)
    {
        Preprocess(block, first, rows);
        var made = PreprocessedTensors.Of(_plan, _output);
        Tensor[] inputs =
        [
            .. _session.Inputs.Select(input =>
            {
                var tensor = made.First(tensor => tensor.Name == input.Name);
                return input.Shape.Length == 1 ? new Tensor(tensor.Name, tensor.Type, [rows], tensor.Data) : tensor;
            }),
        ];
        try
        {
            return _session.Run(inputs, _wanted)[_answer]!;
        }
        catch (OrleansMLException exception)
        {
            throw Invalid($"cannot compute the test rows: {exception.Message.TrimEnd('.')}", exception);
        }
    }

    private void Preprocess(TrainingBlock block, int first, int rows)
    {
        _places ??= FindColumns(block.Columns);
        var width = _places.Length;
        if (_raw.Length < rows * width)
            _raw = new FeatureValue[rows * width];
        for (var row = 0; row < rows; row++)
        {
            var values = block.Values.Slice((first + row) * block.Columns.Count, block.Columns.Count);
            for (var column = 0; column < width; column++)
                _raw[(row * width) + column] = Cast(values[_places[column]], column);
        }

        try
        {
            _plan.Run(_raw.AsSpan(0, rows * width), rows, _output);
        }
        catch (PreprocessingException exception)
        {
            // The cause stays here: its type does not travel between silos.
            throw Invalid($"refuses test rows: {exception.Message.TrimEnd('.')}");
        }
    }

    // Serving takes request data by its declared type, and so must this.
    private FeatureValue Cast(FeatureValue value, int column) => _types[column] is not { } type
        ? value
        : FeatureCast.To(type, value) ?? throw Invalid($"takes column '{_plan.Columns[column]}' as {type.ToString().ToLowerInvariant()}, and the test rows hold '{value}'");

    private int[] FindColumns(IReadOnlyList<string> columns)
    {
        var places = _plan.Columns.Select(column => FindColumn(columns, column)).ToArray();
        string[] missing = [.. _plan.Columns.Where((_, index) => places[index] < 0)];
        return missing.Length == 0 ? places : throw Invalid(
            $"needs column {List(missing)}, which the training rows do not have; they have {List(columns)}. Add it to the definition's inputs or segments");
    }

    // A feature of a view goes by its own name in rows that were not read from that view.
    private static int FindColumn(IReadOnlyList<string> columns, string name)
    {
        var found = -1;
        for (var index = 0; index < columns.Count && found < 0; index++)
            found = columns[index] == name ? index : -1;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return found >= 0 || dot < 0 ? found : FindColumn(columns, name[(dot + 1)..]);
    }

    private void RequireInputs()
    {
        string[] missing = [.. _session.Inputs.Select(static input => input.Name).Where(name => _plan.Inputs.All(planned => planned.Name != name))];
        if (missing.Length > 0)
            throw Invalid($"has input {List(missing)}, which its preprocessing does not make; it makes {List(_plan.Inputs.Select(static planned => planned.Name))}");
    }

    private int FindOutput()
    {
        for (var index = 0; index < _session.Outputs.Count; index++)
        {
            if (_session.Outputs[index] is { PerRow: true, Metadata: { Type: TensorType.Float32 or TensorType.Float64 } output } && Fits(output.Shape))
                return index;
        }

        throw Invalid(
            $"has no output for {_task}: {Wanted()} of type FP32 or FP64 is needed; it has "
            + List(_session.Outputs.Select(static output => $"{output.Metadata.Name}: {output.Metadata.Type.ProtocolName()} [{string.Join(",", output.Metadata.Shape)}]")));
    }

    private string Wanted() => _task switch
    {
        EvaluationTask.Regression => "shape [n] or [n,1]",
        EvaluationTask.BinaryClassification => "shape [n], [n,1] or [n,2]",
        _ => string.Create(CultureInfo.InvariantCulture, $"shape [n,{_classes}]"),
    };

    private bool Fits(long[] shape) => _task == EvaluationTask.MulticlassClassification
        ? shape.Length == 2 && (shape[1] < 0 || shape[1] == _classes)
        : shape.Length == 1 || (shape.Length == 2 && (shape[1] <= 1 || (shape[1] == 2 && _task == EvaluationTask.BinaryClassification)));

    private void Append(Tensor answer, int rows, List<double> predictions)
    {
        var width = (int)(answer.ElementCount / rows);
        var needed = _task == EvaluationTask.MulticlassClassification ? _classes : 1;
        if (answer.ElementCount != (long)rows * width || (width != needed && !(width == 2 && _task == EvaluationTask.BinaryClassification)))
            throw Invalid($"answers {rows} rows with shape [{string.Join(",", answer.Shape)}]; {Wanted()} is needed");

        for (var row = 0; row < rows; row++)
        {
            // Of two probabilities, the second is that of the class that is predicted.
            var start = (row * width) + (width - needed);
            for (var place = start; place < start + needed; place++)
                predictions.Add(answer.Type == TensorType.Float32 ? answer.AsSpan<float>()[place] : answer.AsSpan<double>()[place]);
        }
    }

    private OrleansMLException Invalid(string reason, Exception? cause = null) => new(ErrorCode.InvalidModel, $"{_what} {reason}.", cause);

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(static name => $"'{name}'"));
}
