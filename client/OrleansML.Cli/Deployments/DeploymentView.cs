using System.Globalization;
using OrleansML.Gateway.Deployments;
using Spectre.Console;

namespace OrleansML.Cli.Deployments;

/// <summary>A deployment for people.</summary>
internal static class DeploymentView
{
    public static void Render(IAnsiConsole console, DeploymentInfo deployment)
    {
        console.WriteLine(Text($"{deployment.Model}: champion {deployment.Champion}, deployment revision {deployment.Revision}"));
        var table = new Table().Border(TableBorder.Rounded).AddColumns("version", "share", "requests", "failed", "median", "quantile");
        foreach (var weight in deployment.Weights)
        {
            var figures = Array.Find(deployment.Figures, known => known.Version == weight.Version);
            table.AddRow(
                Text($"{weight.Version}"),
                Text($"{weight.Percent} %"),
                figures is null ? "" : Text($"{figures.Requests}"),
                figures is null ? "" : Text($"{figures.Failed}"),
                Milliseconds(figures?.MedianMilliseconds),
                Milliseconds(figures?.QuantileMilliseconds));
        }

        console.Write(table);
        if (deployment.Canary is { } canary)
            console.WriteLine(Text($"canary version {canary.Version}: {canary.State}"));
        if (deployment.Shadow is { } shadow)
        {
            console.WriteLine(Text(
                $"shadow version {shadow.Version} for {shadow.Share * 100:0.##} %: {shadow.Compared} compared, {shadow.Differing} differ by more than {shadow.Tolerance} (at most {shadow.LargestDifference}), {shadow.EqualDecisions} of {shadow.Decisions} decisions equal, {shadow.Failed} failed, {shadow.Dropped} dropped"));
        }
    }

    private static string Milliseconds(double? time) => time is { } known ? Text($"{known:0.###} ms") : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
