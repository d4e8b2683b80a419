using System.Globalization;
using System.Text.Json;
using OrleansML.Cli.Http;
using Spectre.Console;

namespace OrleansML.Cli.Predictions;

/// <summary>The result of <c>orleansml predict</c> with entities or fields: the prediction, and what its features were like.</summary>
internal sealed record EntityPredictionReport
{
    public required PredictionReport Prediction { get; init; }

    public required IReadOnlyList<FeatureReport> Features { get; init; }

    public required IReadOnlyList<string> SourceFailures { get; init; }

    private InferResponse? Response { get; init; }

    public static EntityPredictionReport Of(JsonElement answer)
    {
        var response = InferResponseReader.Read(answer);
        return new EntityPredictionReport
        {
            Response = response,
            Prediction = PredictionReport.Of(response),
            Features = [.. answer.GetProperty("features").EnumerateArray().Select(FeatureReport.Of)],
            SourceFailures = answer.TryGetProperty("sourceFailures", out var failures)
                ? [.. failures.EnumerateArray().Select(static failure => failure.GetString() ?? "")]
                : [],
        };
    }

    public void Render(IAnsiConsole console)
    {
        PredictionReport.Render(console, Response!);
        if (Features.Count == 0)
            return;

        var table = new Table().Border(TableBorder.Rounded).AddColumns("feature", "status");
        foreach (var feature in Features)
        {
            var counts = feature.Status.CountBy(static status => status).Select(static count =>
                count.Value == 1 ? count.Key : string.Create(CultureInfo.InvariantCulture, $"{count.Key} x {count.Value}"));
            table.AddRow(Markup.Escape(feature.Name), Markup.Escape(string.Join(", ", counts)));
        }

        console.Write(table);
        foreach (var failure in SourceFailures)
            console.WriteLine(failure);
    }
}
