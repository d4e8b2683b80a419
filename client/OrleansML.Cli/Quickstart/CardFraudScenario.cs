using System.Globalization;
using OrleansML.Cli.Http;
using OrleansML.Learning.Samples;
using OrleansML.Tensors;

namespace OrleansML.Cli.Quickstart;

/// <summary>Our own sample: a generated stream of card payments, and a fraud model trained on its earlier part.</summary>
internal sealed class CardFraudScenario : Scenario
{
    private const int GenuineShown = 3;

    private IReadOnlyList<LabelledTransaction> _rows = [];
    private FraudModel? _trained;
    private TimeSpan _elapsed;

    public override string Model => "fraud";

    public override IReadOnlyList<(string Name, string Value)> Facts => _trained is not { } trained ? [] :
    [
        ("payments generated", Count(_rows.Count)),
        ("trained on", $"{Count(trained.TrainingRows)} earlier payments, {CardFeatures.Count} features, {_elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s with generation"),
        ("judged on", $"{Count(trained.HoldOutRows)} later payments, {Count(trained.HoldOutFrauds)} of them frauds"),
        ("hold-out ROC AUC", Share(trained.RocAuc)),
        ("hold-out average precision", Share(trained.AveragePrecision)),
    ];

    public override async Task<string> PrepareAsync(string directory, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        _rows = CardTransactionGenerator.Generate();
        _trained = FraudModelBuilder.Train(_rows, cancellationToken: cancellationToken);
        _elapsed = TimeProvider.System.GetElapsedTime(started);

        var path = Path.Combine(directory, "fraud.onnx");
        await File.WriteAllBytesAsync(path, _trained.Onnx, cancellationToken);
        await using var csv = new StreamWriter(Path.Combine(directory, "payments.csv"));
        CardTransactionCsv.Write(csv, _rows.Skip(_trained.TrainingRows));
        return path;
    }

    public override Workload CreateWorkload(ModelMetadata metadata)
    {
        var input = metadata.Inputs.Single().Name;
        var heldOut = _rows.Skip(_trained!.TrainingRows).ToArray();
        return new Workload
        {
            Requests = [.. heldOut.Select(row => new[] { Tensor.Create(input, row.Features.Span, 1, CardFeatures.Count) })],
            Labels = [.. heldOut.Select(row => row.IsFraud)],
            ExpectedRocAuc = _trained.RocAuc,
            Headings = ["payment", "when", "amount", "for", "in", "truth"],
            Describe = index => Describe(heldOut[index]),
            Examples = Examples(heldOut),
        };
    }

    // The last of each kind of fraud: by then the card's history shows what is odd about it. Genuine ones from all over the stream.
    private static int[] Examples(LabelledTransaction[] rows)
    {
        var frauds = rows.Index().Where(row => row.Item.IsFraud).Reverse().DistinctBy(row => row.Item.Fraud).Select(row => row.Index);
        var genuine = rows.Index().Where(row => !row.Item.IsFraud).Select(row => row.Index).ToArray();
        return [.. frauds, .. Enumerable.Range(1, GenuineShown).Select(part => genuine[(genuine.Length - 1) * part / GenuineShown])];
    }

    private static string[] Describe(LabelledTransaction row) =>
    [
        Count(row.Transaction.TransactionId),
        row.Transaction.EventTime.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        row.Transaction.Amount.ToString("0.00", CultureInfo.InvariantCulture),
        row.Transaction.Category.ToString(),
        row.Transaction.Country,
        row.IsFraud ? $"fraud ({row.Fraud})" : "genuine",
    ];

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(double share) => share.ToString("0.0000", CultureInfo.InvariantCulture);
}
