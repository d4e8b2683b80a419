using System.Globalization;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Training;

/// <summary>Rows to train on, and definitions that name them.</summary>
internal sealed class TrainingFiles : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public string PathOf(string model) => _directory.File($"{model}.csv");

    /// <summary>Gives every row the label of another.</summary>
    public void ShuffleLabels(string model)
    {
        var lines = File.ReadAllLines(PathOf(model));
        var labels = lines.Skip(1).Select(static line => line[(line.LastIndexOf(',') + 1)..]).ToArray();
        new Random(1).Shuffle(labels);
        File.WriteAllLines(PathOf(model), lines.Take(1).Concat(lines.Skip(1).Zip(labels, static (line, label) => line[..(line.LastIndexOf(',') + 1)] + label)));
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>A definition whose label is 3 a - 2 b + 5, with a little noise that is the same each time.</summary>
    public string Line(string model, int rows, string plan = "epochs: 6, batch_rows: 256, shards: 4, checkpoint_steps: 20", string network = "kind: mlp, hidden: [16]", string more = "")
    {
        var path = PathOf(model);
        File.WriteAllText(path, "id,a,b,kind,y\n" + string.Concat(Enumerable.Range(0, rows).Select(static row =>
        {
            var (a, b, noise) = (Spread(row, 1), Spread(row, 2), Spread(row, 3));
            return string.Create(CultureInfo.InvariantCulture, $"{row},{a:F4},{b:F4},{(row % 3 == 0 ? "x" : "z")},{(3 * a) - (2 * b) + 5 + (0.05 * noise):F4}\n");
        })));
        return $$"""
            model: {{model}}
            task: regression
            data: { path: {{path}}, format: csv, label: y, segments: [kind] }
            split: { by: hash, key: [id] }
            inputs: { numeric: [a, b], categorical: [kind] }
            network: { {{network}} }
            optimizer: { kind: adam, learning_rate: 0.01 }
            plan: { {{plan}} }
            {{more}}
            """;
    }

    // Additive recurrence of the golden ratio: even, and the same everywhere.
    private static double Spread(int row, int column) => (((row + 1) * 0.6180339887498949 * column * column) % 2) - 1;
}
