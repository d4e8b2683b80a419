using System.Globalization;
using System.Runtime.InteropServices;
using OrleansML.Learning.Preprocessing;
using OrleansML.Testing;
using OrleansML.Training.Runs;

namespace OrleansML.Benchmarks.Learning;

/// <summary>The same rows in the forms that the platform's workers, its runs and PyTorch read.</summary>
/// <param name="Train">For workers.</param>
/// <param name="Validation">For workers: no rows.</param>
/// <param name="Numbers">For PyTorch: 32-bit floating-point numbers, the label after the inputs of each row.</param>
/// <param name="Table">For runs: CSV, with a row more for validation and one for the test.</param>
internal sealed record LearningRows(string Train, string Validation, string Numbers, string Table)
{
    public const string Label = "y";
    public const string Part = "part";

    private static readonly string[] Held = ["validation", "test"];

    public static LearningRows Write(TemporaryDirectory folder, LearningNetwork network)
    {
        var name = $"{network.Inputs}-{network.Rows}";
        var rows = new LearningRows(folder.File($"{name}.train"), folder.File($"{name}.none"), folder.File($"{name}.numbers"), folder.File($"{name}.csv"));
        var (features, labels) = Draw(network);
        WriteForWorkers(rows.Train, network.Inputs, features, labels);
        WriteForWorkers(rows.Validation, network.Inputs, [], []);
        WriteNumbers(rows.Numbers, network.Inputs, features, labels);
        WriteTable(rows.Table, network.Inputs, features, labels);
        return rows;
    }

    public static IEnumerable<string> InputNames(int inputs) => Enumerable.Range(0, inputs).Select(static index => $"x{index}");

    private static (float[] Features, float[] Labels) Draw(LearningNetwork network)
    {
        var random = new Random(1);
        var features = new float[network.Rows * network.Inputs];
        var labels = new float[network.Rows];
        for (var index = 0; index < features.Length; index++)
            features[index] = (random.NextSingle() * 2) - 1;
        for (var row = 0; row < labels.Length; row++)
        {
            var first = row * network.Inputs;
            labels[row] = features[first] - (features[first + 1] * features[first + 2]);
        }

        return (features, labels);
    }

    private static void WriteForWorkers(string path, int inputs, float[] features, float[] labels)
    {
        using var file = File.Create(path);
        var writer = new TrainingRowsWriter(file, [new TrainingRowInput("features", PreprocessedType.Float, inputs)]);
        var weights = new float[labels.Length];
        Array.Fill(weights, 1);
        writer.Append(features, labels, weights);
        writer.Complete();
    }

    private static void WriteNumbers(string path, int inputs, float[] features, float[] labels)
    {
        using var file = File.Create(path);
        for (var row = 0; row < labels.Length; row++)
        {
            file.Write(MemoryMarshal.AsBytes(features.AsSpan(row * inputs, inputs)));
            file.Write(MemoryMarshal.AsBytes(labels.AsSpan(row, 1)));
        }
    }

    private static void WriteTable(string path, int inputs, float[] features, float[] labels)
    {
        using var file = File.CreateText(path);
        file.WriteLine($"{string.Join(',', InputNames(inputs))},{Label},{Part}");
        for (var line = 0; line < labels.Length + Held.Length; line++)
        {
            var row = line % labels.Length;
            for (var input = 0; input < inputs; input++)
                file.Write(string.Create(CultureInfo.InvariantCulture, $"{features[(row * inputs) + input]},"));
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{labels[row]},{(line < labels.Length ? "train" : Held[line - labels.Length])}"));
        }
    }
}
