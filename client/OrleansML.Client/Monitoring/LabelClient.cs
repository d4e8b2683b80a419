using OrleansML.Models;
using OrleansML.Monitoring;

namespace OrleansML.Client;

/// <summary>Brings labels: what turned out to be true of predictions. Safe to share between threads.</summary>
public sealed class LabelClient
{
    private readonly IGrainFactory _grains;
    private readonly CallRetries _retries;

    internal LabelClient(IGrainFactory grains, CallRetries retries)
    {
        _grains = grains;
        _retries = retries;
    }

    /// <summary>
    /// Brings labels of a model, in batches of <see cref="LabelBatch.MostLabels"/>; what was answered is on disk. Repeated when a call gets lost, since a
    /// batch of the same content changes nothing; after a failure the same labels may be brought again for the same reason.
    /// </summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="labels">The labels, at least one; of several for one prediction the first counts.</param>
    /// <param name="cancellationToken">Gives up waiting; batches that were answered, and perhaps the one under way, are taken.</param>
    /// <returns>What became of each batch, in order.</returns>
    /// <exception cref="OrleansMLException">See <see cref="ILabelGrain.Add"/>.</exception>
    public async Task<IReadOnlyList<LabelReply>> AddAsync(string model, IReadOnlyList<PredictionLabel> labels, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var grain = _grains.GetGrain<ILabelGrain>(ModelName.Require(model));
        var replies = new List<LabelReply>();
        foreach (var part in labels.Chunk(LabelBatch.MostLabels))
        {
            var batch = new LabelBatch { Labels = part };
            replies.Add(await _retries.LongCallAsync($"the labels of model '{model}'", token => grain.Add(batch, token), cancellationToken));
        }

        return replies;
    }
}
