using System.Globalization;
using OrleansML.Data.Monitoring;
using OrleansML.Learning.Features;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.Grains.Monitoring;

/// <summary>
/// How requests of one form become rows. Raw columns come first where entities or fields were named, else columns of the input tensors, then those of
/// the outputs. A tensor of one value a row gives a column of its name, one of several <c>NAME_0</c>, <c>NAME_1</c>... Not logged are tensors without an
/// axis for the rows, with more than two axes, or of more columns than <see cref="MostColumns"/>.
/// </summary>
internal sealed class EventLayout
{
    /// <summary>Most columns of a tensor.</summary>
    public const int MostColumns = 256;

    private readonly LoggedColumns? _raw;
    private readonly TensorForm[] _inputs;
    private readonly TensorForm[] _outputs;

    /// <param name="answered">An event of the form.</param>
    /// <param name="reply">Its reply.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="note">Told what cannot be logged.</param>
    public EventLayout(in PredictionEvent answered, PredictReply reply, int rows, Action<string> note)
    {
        _raw = answered.Entities?.Columns;
        var columns = new List<LoggedColumn>(_raw?.All ?? []);
        _inputs = _raw is null && answered.Version.TensorsArePublic ? FormsOf(answered.Inputs!, rows, columns, false, note) : [];
        _outputs = FormsOf(reply.Outputs, rows, columns, true, note);
        Layout = new PredictionLayout(reply.Model, columns);
    }

    public PredictionLayout Layout { get; }

    /// <summary>Whether an event has this form.</summary>
    public bool Fits(in PredictionEvent answered, PredictReply reply, int rows) =>
        ReferenceEquals(_raw, answered.Entities?.Columns)
        && (_raw is not null || !answered.Version.TensorsArePublic || Fit(_inputs, answered.Inputs!, rows))
        && Fit(_outputs, reply.Outputs, rows);

    /// <summary>Fills in the values of an event row by row.</summary>
    /// <param name="answered">An event that <see cref="Fits"/>.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="values">A value for each row and column.</param>
    public void Fill(in PredictionEvent answered, int rows, Span<FeatureValue> values)
    {
        var width = Layout.Columns.Count;
        if (answered.Entities is { } entities)
        {
            var raw = entities.Columns.All.Count;
            for (var row = 0; row < rows; row++)
                entities.Values.AsSpan(row * raw, raw).CopyTo(values[(row * width)..]);
        }

        Fill(_inputs, answered.Inputs!, rows, values, width);
        Fill(_outputs, answered.Reply!.Outputs, rows, values, width);
    }

    private static void Fill(TensorForm[] forms, Tensor[] tensors, int rows, Span<FeatureValue> values, int width)
    {
        for (var index = 0; index < forms.Length; index++)
        {
            if (forms[index].Columns > 0)
                TensorValues.Fill(tensors[index], rows, forms[index].Columns, values[forms[index].First..], width);
        }
    }

    private static bool Fit(TensorForm[] forms, Tensor[] tensors, int rows)
    {
        if (forms.Length != tensors.Length)
            return false;

        for (var index = 0; index < forms.Length; index++)
        {
            var (form, tensor) = (forms[index], tensors[index]);
            if (form.Type != tensor.Type || form.Columns != ColumnsOf(tensor, rows) || form.Name != tensor.Name)
                return false;
        }

        return true;
    }

    private static TensorForm[] FormsOf(Tensor[] tensors, int rows, List<LoggedColumn> columns, bool areOutputs, Action<string> note)
    {
        var forms = new TensorForm[tensors.Length];
        for (var index = 0; index < forms.Length; index++)
        {
            var tensor = tensors[index];
            var count = ColumnsOf(tensor, rows);
            forms[index] = new TensorForm(tensor.Name, tensor.Type, columns.Count, count);
            if (count == 0)
                note($"{(areOutputs ? "output" : "input")} {tensor} is left out: only one or two axes, the first as long as there are rows, and at most {MostColumns} columns are logged");
            for (var column = 0; column < count; column++)
            {
                var name = count == 1 ? tensor.Name : string.Create(CultureInfo.InvariantCulture, $"{tensor.Name}_{column}");
                columns.Add(new LoggedColumn(name, TensorValues.TypeOf(tensor.Type), IsOutput: areOutputs));
            }
        }

        return forms;
    }

    /// <summary>Columns of a tensor; 0 when it is not logged.</summary>
    private static int ColumnsOf(Tensor tensor, int rows)
    {
        var shape = tensor.Shape;
        if (tensor.Type == TensorType.BFloat16)
            return 0;
        return shape.Length switch
        {
            0 => rows == 1 ? 1 : 0,
            1 => shape[0] == rows ? 1 : 0,
            2 => shape[0] == rows && shape[1] is > 0 and <= MostColumns ? (int)shape[1] : 0,
            _ => 0,
        };
    }

    /// <summary>A tensor of the form.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">Type of its elements.</param>
    /// <param name="First">Place of its first column.</param>
    /// <param name="Columns">How many it has; 0 when it is not logged.</param>
    private readonly record struct TensorForm(string Name, TensorType Type, int First, int Columns);
}
