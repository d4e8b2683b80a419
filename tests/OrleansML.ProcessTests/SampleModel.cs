using System.Globalization;
using OrleansML.Learning.Samples;

namespace OrleansML.ProcessTests;

/// <summary>The sample fraud model and some rows for it, made once for all tests.</summary>
public sealed class SampleModel : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("orleansml-sample-");

    public SampleModel()
    {
        var rows = CardTransactionGenerator.Generate();
        File.WriteAllBytes(Path, FraudModelBuilder.Train(rows).Onnx.ToArray());
        Rows = [.. rows.TakeLast(20).Select(row => row.Features)];
        File.WriteAllLines(CsvPath, [string.Join(',', CardFeatures.Names), .. Rows.Select(row => string.Join(',', Texts(row)))]);
    }

    public string Path => System.IO.Path.Combine(_directory.FullName, "fraud.onnx");

    public string CsvPath => System.IO.Path.Combine(_directory.FullName, "rows.csv");

    public IReadOnlyList<ReadOnlyMemory<float>> Rows { get; }

    public void Dispose() => _directory.Delete(recursive: true);

    private static IEnumerable<string> Texts(ReadOnlyMemory<float> row) =>
        row.ToArray().Select(feature => feature.ToString("R", CultureInfo.InvariantCulture));
}
