using System.Collections.Concurrent;
using OrleansML.Monitoring;

namespace OrleansML.GatewayTests.Testing;

internal sealed class FakeLabelGrain : Grain, ILabelGrain
{
    /// <summary>The last batch of the model of that name.</summary>
    public static readonly ConcurrentDictionary<string, LabelBatch> LastBatches = new();

    public Task<LabelReply> Add(LabelBatch batch, CancellationToken cancellationToken)
    {
        LastBatches[this.GetPrimaryKeyString()] = batch;
        return Task.FromResult(new LabelReply { Batch = "b1", Counted = batch.Labels.Length, Repeated = 2, Conflicting = 1, WasKnown = false });
    }
}
