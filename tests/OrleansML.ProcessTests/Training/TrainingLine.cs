using System.Globalization;
using OrleansML.Testing;

namespace OrleansML.ProcessTests.Training;

/// <summary>Rows of the line 3 a - 2 b + 5 beside a definition that names them by a relative path.</summary>
internal static class TrainingLine
{
    public const string Model = "line";

    /// <summary>Writes both and returns the path of the definition.</summary>
    public static string Write(TemporaryDirectory directory, string name = Model)
    {
        File.WriteAllLines(directory.File($"{name}.csv"), ["id,a,b,kind,y", .. Enumerable.Range(0, 3_000).Select(static row =>
        {
            var (a, b) = (Spread(row, 1), Spread(row, 2));
            return string.Create(CultureInfo.InvariantCulture, $"{row},{a:F4},{b:F4},{(row % 3 == 0 ? "x" : "z")},{(3 * a) - (2 * b) + 5:F4}");
        })]);
        File.WriteAllText(directory.File($"{name}.yaml"), $$"""
            model: {{Model}}
            task: regression
            data: { path: {{name}}.csv, format: csv, label: y, segments: [kind] }
            split: { by: hash, key: [id] }
            inputs: { numeric: [a, b], categorical: [kind] }
            network: { kind: mlp, hidden: [16] }
            optimizer: { kind: adam, learning_rate: 0.01 }
            plan: { epochs: 20, batch_rows: 128, shards: 4 }
            """);
        return directory.File($"{name}.yaml");
    }

    // Additive recurrence of the golden ratio: even, and the same everywhere.
    private static double Spread(int row, int column) => (((row + 1) * 0.6180339887498949 * column * column) % 2) - 1;
}
