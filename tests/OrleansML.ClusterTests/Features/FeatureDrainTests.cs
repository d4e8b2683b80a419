using OrleansML.Features;

namespace OrleansML.ClusterTests.Features;

public sealed class FeatureDrainTests
{
    private const string Definition = """
        name: spent
        entity: { card: string }
        sources:
          payments:
            kind: push
            mode: pushed
            fields:
              amount: { type: double }
        durability: { mode: write_behind, bound: 10m }
        """;

    [Fact]
    public async Task Stop_SiloHoldsWhatIsToBeWrittenBehind_IsWrittenBeforeItLeaves()
    {
        await using var platform = await KnownPools.StartAsync("cpu", "cpu");
        var features = platform.Client.Features;
        await features.ApplyAsync("spent", Definition);
        string[] cards = [.. Enumerable.Range(0, 40).Select(static index => $"c{index}")];
        var lines = string.Join('\n', cards.Select(static (card, index) => $$"""{"card": "{{card}}", "amount": {{index}}}"""));
        var taken = await features.IngestAsync(new FeatureIngestRequest { View = "spent", Events = System.Text.Encoding.UTF8.GetBytes(lines) });
        Assert.Equal(40, taken.Accepted);

        await platform.Cluster.StopSiloAsync(platform.Cluster.Silos[1]);
        var read = await features.ReadAsync(new FeatureReadRequest
        {
            View = "spent",
            Entities = [.. cards.Select(static card => new EntityRequest { Entity = card })],
        });

        Assert.Equal(Enumerable.Range(0, 40).Select(static index => (object?)(double)index), read.Vectors.Select(static vector => vector.Features[0].Value.ToObject()));
    }
}
