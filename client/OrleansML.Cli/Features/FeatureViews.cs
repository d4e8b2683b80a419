using System.Globalization;
using System.Text.Json;
using OrleansML.Gateway.Features;
using OrleansML.Learning.Features;
using Spectre.Console;

namespace OrleansML.Cli.Features;

/// <summary>Feature views and features for people.</summary>
internal static class FeatureViews
{
    private const int DigestCharactersShown = 12;

    public static void RenderList(IAnsiConsole console, IReadOnlyList<FeatureViewInfo> views)
    {
        if (views.Count == 0)
        {
            console.WriteLine("No feature views yet: apply one with 'orleansml feature apply -f FILE'.");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("view", "revision", "entity", "sources", "features", "applied");
        foreach (var info in views)
        {
            var view = FeatureViewReader.Read(info.Definition);
            table.AddRow(
                Markup.Escape(info.Name),
                info.Revision.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(string.Join(", ", view.Entity.Select(key => key.Name))),
                Markup.Escape(string.Join(", ", view.Sources.Select(source => source.Name))),
                Markup.Escape(string.Join(", ", NamesOf(view))),
                info.AppliedAt.ToString("u", CultureInfo.InvariantCulture));
        }

        console.Write(table);
    }

    public static void RenderApplied(IAnsiConsole console, FeatureViewInfo view, bool dryRun) => console.MarkupLineInterpolated(
        $"[bold]{view.Name}[/] {(dryRun ? "may become" : "is at")} revision {view.Revision}, definition {view.Hash[..DigestCharactersShown]}");

    public static void RenderView(IAnsiConsole console, FeatureViewInfo view)
    {
        console.MarkupLineInterpolated($"[bold]{view.Name}[/] revision {view.Revision}, definition {view.Hash[..DigestCharactersShown]}, applied {view.AppliedAt:u}");
        foreach (var known in view.Switches ?? [])
            console.MarkupLineInterpolated($"[yellow]{known.Feature}[/] is answered with its default since {known.Since:u} for '{known.Holder}': {known.Because}");
        console.WriteLine();
        console.WriteLine(view.Definition);
    }

    public static void RenderVectors(IAnsiConsole console, JsonElement reply)
    {
        foreach (var vector in reply.GetProperty("vectors").EnumerateArray())
            RenderVector(console, vector);
    }

    /// <summary>Whether an entity has no features.</summary>
    public static bool HasErrors(JsonElement reply) => reply.GetProperty("vectors").EnumerateArray().Any(static vector => vector.TryGetProperty("error", out _));

    private static void RenderVector(IAnsiConsole console, JsonElement vector)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(vector.GetProperty("entity").GetString() ?? ""))
            .AddColumns("feature", "value", "status", "age", "source");
        foreach (var feature in vector.GetProperty("features").EnumerateObject())
        {
            table.AddRow(
                Markup.Escape(feature.Name),
                Markup.Escape(feature.Value.GetProperty("value").ToString()),
                Markup.Escape(feature.Value.GetProperty("status").GetString() ?? ""),
                feature.Value.TryGetProperty("ageSeconds", out var age) ? AgeOf(age.GetDouble()) : "",
                Markup.Escape(feature.Value.TryGetProperty("source", out var source) ? source.GetString() ?? "" : ""));
        }

        console.Write(table);
        if (vector.TryGetProperty("error", out var error))
            console.WriteLine(error.GetString() ?? "");
        if (vector.TryGetProperty("sourceFailures", out var failures))
        {
            foreach (var failure in failures.EnumerateArray())
                console.WriteLine(failure.GetString() ?? "");
        }
    }

    private static IEnumerable<string> NamesOf(FeatureView view) =>
        [.. view.Fields.Select(field => field.Name), .. view.Windows.Select(window => window.Name), .. view.Derived.Select(derived => derived.Name)];

    private static string AgeOf(double seconds) => seconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0} ms"),
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.0} min"),
        < 172_800 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86_400:0.0} d"),
    };
}
