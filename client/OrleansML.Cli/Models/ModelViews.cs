using System.Globalization;
using OrleansML.Gateway.Api;
using OrleansML.Gateway.Deployments;
using OrleansML.Registry;
using Spectre.Console;

namespace OrleansML.Cli.Models;

/// <summary>Models as tables.</summary>
internal static class ModelViews
{
    private const int DigestCharactersShown = 12;

    public static void RenderList(IAnsiConsole console, IReadOnlyList<ModelInfo> models)
    {
        if (models.Count == 0)
        {
            console.WriteLine("No models yet: push one with 'orleansml model push FILE --name NAME'.");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("model", "champion", "versions", "pool", "inputs", "outputs");
        foreach (var model in models)
        {
            var shown = model.Versions.FirstOrDefault(version => version.Version == model.Champion) ?? model.Versions.LastOrDefault();
            table.AddRow(
                Markup.Escape(model.Name),
                Number(model.Champion),
                string.Join(", ", model.Versions.Select(version => Number(version.Version))),
                Markup.Escape(shown?.Pool ?? ""),
                Markup.Escape(Tensors(shown?.Inputs)),
                Markup.Escape(Tensors(shown?.Outputs)));
        }

        console.Write(table);
    }

    public static void RenderModel(IAnsiConsole console, ModelReport report)
    {
        console.MarkupLineInterpolated($"[bold]{report.Model.Name}[/], champion {Number(report.Model.Champion)}");
        foreach (var version in report.Model.Versions)
            RenderVersion(console, report.Model.Name, version);

        foreach (var (alias, version) in report.Model.Aliases ?? new Dictionary<string, int>())
            console.WriteLine($"{alias} is version {Number(version)}");
        RenderHistory(console, report.History);
    }

    public static void RenderHistory(IAnsiConsole console, IReadOnlyList<RegistryEventInfo> moves)
    {
        var history = new Table().Border(TableBorder.Rounded).Title("history").AddColumns("when", "what", "version", "who", "why", "evidence");
        foreach (var move in moves)
        {
            history.AddRow(
                When(move.At),
                Markup.Escape(move.Alias is { } alias ? $"{move.Action} {alias}" : move.Action),
                Number(move.Version),
                Markup.Escape(move.Actor ?? ""),
                Markup.Escape(move.Reason),
                Markup.Escape(move.Evidence ?? ""));
        }

        console.Write(history);
    }

    public static void RenderAlias(IAnsiConsole console, ModelInfo model, string alias) => console.WriteLine(
        alias == AliasName.Champion ? $"{alias} of {model.Name} is version {Number(model.Champion)} now."
        : model.Aliases?.TryGetValue(alias, out var version) == true ? $"{alias} of {model.Name} is version {Number(version)} now."
        : $"{model.Name} has no alias {alias} any more.");

    public static void RenderAlias(IAnsiConsole console, VersionAtInfo found)
    {
        if (found.Version is not { } version)
        {
            console.WriteLine($"At {When(found.At)} there was no {found.Alias}.");
            return;
        }

        console.WriteLine($"At {When(found.At)} {found.Alias} was version {Number(version)}{(found.Move is { } move ? $", since {When(move.At)}" : "")}.");
        if (found.Weights.Length > 0)
            console.WriteLine($"Requests were shared out: {string.Join(", ", found.Weights.Select(static weight => $"version {Number(weight.Version)} {Number(weight.Percent)} %"))}.");
    }

    public static void RenderVersion(IAnsiConsole console, string model, ModelVersionInfo version)
    {
        var grid = new Grid().AddColumn().AddColumn();
        grid.AddRow("version", Number(version.Version));
        if (version.Summary.Length > 0)
            grid.AddRow("summary", Markup.Escape(version.Summary));
        var digest = version.Package[..Math.Min(DigestCharactersShown, version.Package.Length)];
        grid.AddRow("package", $"{digest}, {ByteSize.Format(version.PackageBytes)}");
        if (version.Signature is { } signature)
            grid.AddRow("signature", signature[..Math.Min(DigestCharactersShown, signature.Length)]);
        grid.AddRow("pushed", When(version.RegisteredAt));
        grid.AddRow("served by", Markup.Escape(string.Create(
            CultureInfo.InvariantCulture,
            $"{version.Replicas} replica(s) in pool {version.Pool}, batches of up to {version.MaximumBatchRows} rows")));
        grid.AddRow("inputs", Markup.Escape(Tensors(version.Inputs)));
        grid.AddRow("outputs", Markup.Escape(Tensors(version.Outputs)));
        foreach (var repair in version.Repairs)
            grid.AddRow("repaired", Markup.Escape(repair));
        console.Write(new Panel(grid).Header(Markup.Escape($"{model} version {Number(version.Version)}")));
    }

    private static string Tensors(IReadOnlyList<TensorInfo>? tensors) =>
        string.Join(", ", (tensors ?? []).Select(tensor => $"{tensor.Name} {tensor.Datatype}[{string.Join(",", tensor.Shape)}]"));

    private static string When(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "none";

}
