using System.Buffers;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Features;
using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Monitoring;

/// <summary>
/// What one segment of one version holds of the labels of one window: the labels themselves, and how the predictions compare with them. Mergeable. Not
/// safe for concurrent use.
/// </summary>
public sealed class PerformanceWindow
{
    private const int FormatVersion = 1;

    private readonly ClassificationWindow? _binary;
    private readonly ConfusionCounts? _classes;
    private readonly RegressionErrors? _errors;

    /// <summary>Creates an empty window.</summary>
    /// <param name="task">What the model predicts.</param>
    /// <param name="classes">Names of the classes in the model's order, the positive one second of two; empty with regression.</param>
    /// <param name="threshold">Probability from which on a row is decided to be positive, where there are two classes.</param>
    /// <exception cref="ArgumentException">The number of classes does not go with the task.</exception>
    public PerformanceWindow(EvaluationTask task, IReadOnlyList<string> classes, double threshold = 0.5)
        : this(
            task,
            classes,
            new ColumnWindow(task == EvaluationTask.Regression ? ColumnShape.OfNumbers() : ColumnShape.OfCategories()),
            task == EvaluationTask.BinaryClassification ? new ClassificationWindow(threshold) : null,
            task == EvaluationTask.MulticlassClassification ? new ConfusionCounts(Math.Max(2, classes.Count)) : null,
            task == EvaluationTask.Regression ? new RegressionErrors() : null)
    {
    }

    private PerformanceWindow(
        EvaluationTask task, IReadOnlyList<string> classes, ColumnWindow labels, ClassificationWindow? binary, ConfusionCounts? counts, RegressionErrors? errors)
    {
        ArgumentNullException.ThrowIfNull(classes);
        var fits = task switch
        {
            EvaluationTask.BinaryClassification => classes.Count == 2,
            EvaluationTask.MulticlassClassification => classes.Count is >= 2 and <= ConfusionCounts.MostClasses,
            _ => classes.Count == 0,
        };
        if (!fits)
            throw new ArgumentException($"{classes.Count} classes do not go with {task}.", nameof(classes));

        (Task, Classes, Labels, _binary, _classes, _errors) = (task, [.. classes], labels, binary, counts, errors);
    }

    /// <summary>What the model predicts.</summary>
    public EvaluationTask Task { get; }

    /// <summary>Names of the classes in the model's order; empty with regression.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The labels: numbers with regression, else categories. Labels that are none of these are type errors here, and are counted nowhere else.</summary>
    public ColumnWindow Labels { get; }

    /// <summary>Rows with a label that could be compared.</summary>
    public long Count => _binary?.Count ?? _classes?.Count ?? _errors!.Count;

    /// <summary>Reads a window that <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The data are no such window, or are damaged.</exception>
    public static PerformanceWindow ReadFrom(ReadOnlySpan<byte> data)
    {
        var reader = new CompactReader(data);
        reader.Expect(FormatVersion, "format version of a window of labels");
        var task = (EvaluationTask)reader.ReadByte();
        if (!Enum.IsDefined(task))
            throw reader.Damaged();

        var classes = new string[reader.ReadCount(1)];
        for (var index = 0; index < classes.Length; index++)
            classes[index] = reader.ReadText();
        var shape = ColumnShape.Read(ref reader);
        var labels = ColumnWindow.ReadFrom(shape, reader.ReadBytes(reader.ReadCount(1)));
        try
        {
            var window = task switch
            {
                EvaluationTask.BinaryClassification =>
                    new PerformanceWindow(task, classes, labels, ClassificationWindow.ReadFrom(reader.ReadBytes(reader.ReadCount(1))), null, null),
                EvaluationTask.MulticlassClassification => new PerformanceWindow(task, classes, labels, null, ConfusionCounts.Read(ref reader), null),
                _ => new PerformanceWindow(task, classes, labels, null, null, RegressionErrors.Read(ref reader)),
            };
            reader.ExpectEnd();
            return window;
        }
        catch (ArgumentException)
        {
            throw reader.Damaged();
        }
    }

    /// <summary>Adds a row of regression.</summary>
    /// <param name="predicted">What the model said; where it is not finite, only the label counts.</param>
    /// <param name="actual">The label; what is not finite is a type error.</param>
    public void Add(double predicted, double actual)
    {
        Require(EvaluationTask.Regression);
        if (!double.IsFinite(actual))
        {
            Labels.AddTypeError();
            return;
        }

        Labels.Add(actual);
        if (double.IsFinite(predicted))
            _errors!.Add(predicted, actual);
    }

    /// <summary>Adds a row of two classes.</summary>
    /// <param name="probability">Of the positive class; where it is none, only the label counts.</param>
    /// <param name="actual">The label; what is no class is a type error.</param>
    public void AddBinary(double probability, string actual)
    {
        Require(EvaluationTask.BinaryClassification);
        if (PlaceOf(actual) is not { } place)
            return;

        Labels.Add(actual);
        if (probability is >= 0 and <= 1)
            _binary!.Add(probability, place == 1);
    }

    /// <summary>Adds a row of several classes.</summary>
    /// <param name="predicted">Place of the class that the model decided for; outside of the classes only the label counts.</param>
    /// <param name="actual">The label; what is no class is a type error.</param>
    public void AddClass(int predicted, string actual)
    {
        Require(EvaluationTask.MulticlassClassification);
        if (PlaceOf(actual) is not { } place)
            return;

        Labels.Add(actual);
        if (predicted >= 0 && predicted < Classes.Count)
            _classes!.Add(predicted, place);
    }

    /// <summary>Whether another is of the same task, classes and threshold.</summary>
    public bool CanMerge(PerformanceWindow other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Task == Task && other.Classes.SequenceEqual(Classes, StringComparer.Ordinal) && other._binary?.Threshold == _binary?.Threshold;
    }

    /// <summary>Adds what another has.</summary>
    /// <param name="other">Of the same task, classes and threshold; keeps what it has.</param>
    /// <exception cref="ArgumentException">It is of others.</exception>
    public void Merge(PerformanceWindow other)
    {
        if (!CanMerge(other))
            throw new ArgumentException("Labels of another task, of other classes or at another threshold cannot be merged.", nameof(other));

        Labels.Merge(other.Labels);
        _binary?.Merge(other._binary!);
        _classes?.Merge(other._classes!);
        _errors?.Merge(other._errors!);
    }

    /// <summary>The metrics of the task by name, each with its interval, its number of rows, or the reason why it cannot be said.</summary>
    /// <param name="confidence">Share that lies within the intervals, above 0 and below 1.</param>
    public IReadOnlyDictionary<string, PerformanceValue> Measure(double confidence = 0.95) =>
        _binary is not null ? _binary.Measure(confidence)
        : _errors is not null ? RegressionMetrics.Measure(_errors, confidence)
        : new Dictionary<string, PerformanceValue> { ["accuracy"] = Intervals.Share("accuracy", _classes!.Correct, _classes.Count, confidence) };

    /// <summary>Writes the window compactly; equal windows give equal bytes.</summary>
    public void WriteTo(IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var writer = new CompactWriter(destination);
        writer.WriteUnsigned(FormatVersion);
        writer.WriteByte((byte)Task);
        writer.WriteUnsigned((ulong)Classes.Count);
        foreach (var name in Classes)
            writer.WriteText(name);
        Labels.Shape.Write(writer);
        WriteWithLength(writer, Labels.WriteTo);
        if (_binary is not null)
            WriteWithLength(writer, _binary.WriteTo);
        _classes?.Write(writer);
        _errors?.Write(writer);
    }

    /// <summary>The window as bytes; see <see cref="WriteTo"/>.</summary>
    public byte[] ToArray()
    {
        var buffer = new ArrayBufferWriter<byte>();
        WriteTo(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteWithLength(in CompactWriter writer, Action<IBufferWriter<byte>> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        write(buffer);
        writer.WriteUnsigned((ulong)buffer.WrittenCount);
        writer.WriteBytes(buffer.WrittenSpan);
    }

    private int? PlaceOf(string actual)
    {
        for (var place = 0; place < Classes.Count; place++)
        {
            if (string.Equals(Classes[place], actual, StringComparison.Ordinal))
                return place;
        }

        Labels.AddTypeError();
        return null;
    }

    private void Require(EvaluationTask task)
    {
        if (Task != task)
            throw new InvalidOperationException($"The window is of {Task}, not of {task}.");
    }
}
