namespace OrleansML.Benchmarks.GrainCalls;

/// <summary>Is the stand-in for Orleans no slower and no heavier than Orleans? The same program, built with each, one after the other.</summary>
internal static class EngineComparison
{
    public const string Name = "orleans";

    public static async IAsyncEnumerable<Measurement> RunAsync()
    {
        var official = EngineProgram.Find("official") is { } officialProgram ? await officialProgram.MeasureAsync() : [];
        foreach (var (name, row) in await EngineProgram.FindStandIn(Name).MeasureAsync())
        {
            if (!official.TryGetValue(name, out var baseline))
            {
                yield return new Measurement(name, row.Value, row.Unit);
                continue;
            }

            var moreIsBetter = row.Unit.EndsWith("/s", StringComparison.Ordinal);
            yield return Measurement.Beside(
                name, row.Value, row.Unit, baseline.Value, moreIsBetter ? ">= Orleans" : "<= Orleans",
                (value, orleans) => moreIsBetter ? value >= orleans : value <= orleans);
        }
    }
}
