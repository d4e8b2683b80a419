using System.Text;
using OrleansML.Client;
using OrleansML.Features;

namespace OrleansML.ClusterTests.Features;

/// <summary>What tests of features ask of a cluster, in short.</summary>
internal sealed class FeatureCalls(SharedCluster shared)
{
    // What a busy machine takes for its first calls must not decide what a read gives.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public FeatureClient Features => shared.Client.Features;

    /// <summary>Applies a definition under a name of its own.</summary>
    public async Task<string> ApplyAsync(string definition)
    {
        var view = shared.NewModelName().Replace('-', '_');
        await Features.ApplyAsync(view, $"name: {view}\n{definition}");
        return view;
    }

    public Task<FeatureIngestReply> IngestAsync(string view, string lines) =>
        Features.IngestAsync(new FeatureIngestRequest { View = view, Events = Encoding.UTF8.GetBytes(lines) });

    public Task<FeatureReadReply> ReadAsync(string view, string[] entities, params NamedDatum[] request) => Features.ReadAsync(new FeatureReadRequest
    {
        View = view,
        Entities = [.. entities.Select(entity => new EntityRequest { Entity = entity, Request = request })],
        Selection = new FeatureSelection { Timeout = Patience },
    });

    public Task<FeatureReadReply> ReadAsync(string view, string[] entities, TimeSpan timeout) => Features.ReadAsync(new FeatureReadRequest
    {
        View = view,
        Entities = [.. entities.Select(entity => new EntityRequest { Entity = entity })],
        Selection = new FeatureSelection { Timeout = timeout },
    });
}
