using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OrleansML.Data.History;
using OrleansML.Data.Monitoring;
using OrleansML.Grains.Features;
using OrleansML.Monitoring;
using OrleansML.Registry;

namespace OrleansML.Grains.Monitoring;

/// <summary>Takes labels, one batch at a time, so that which one is first does not depend on chance. It keeps nothing itself: files are the state.</summary>
internal sealed class LabelGrain(IOptions<FeatureOptions> features, IGrainFactory grains, TimeProvider time) : Grain, ILabelGrain
{
    private readonly LabelStore _store = new(features.Value.DataDirectory, new HistoryQueryOptions { Threads = 2, MemoryLimit = 1L << 30 }, time);

    public async Task<LabelReply> Add(LabelBatch batch, CancellationToken cancellationToken)
    {
        var model = this.GetPrimaryKeyString();
        Check(batch);
        // A label of a model that nobody pushed would never be found again.
        if ((await grains.GetGrain<IModelRegistryGrain>(model).GetSnapshot()).Revision == 0)
            throw new OrleansMLException(ErrorCode.ModelNotFound, $"Request for unknown model: '{model}' is not found");
        var id = IdOf(batch);
        try
        {
            var counts = await _store.AddAsync(
                model, id, [.. batch.Labels.Select(static label => new Label(label.Prediction, label.Row, label.Label, label.ObservedAt))], cancellationToken);
            grains.GetGrain<IModelMonitorGrain>(model).LabelsCame().Ignore();
            return new LabelReply { Batch = id, Counted = counts.Counted, Repeated = counts.Repeated, Conflicting = counts.Conflicting, WasKnown = counts.WasKnown };
        }
        catch (HistoryException exception)
        {
            throw new OrleansMLException(ErrorCode.StorageUnavailable, $"The labels of model '{model}' cannot be taken: {exception.Message}", exception);
        }
    }

    private static void Check(LabelBatch batch)
    {
        if (batch.Labels.Length is 0 or > LabelBatch.MostLabels)
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"The batch has {batch.Labels.Length} labels; 1 to {LabelBatch.MostLabels} are allowed.");
        var bad = Array.FindIndex(batch.Labels, static label => label.Label is not { Length: > 0 and <= PredictionLabel.LongestLabel } || label.Row < 0);
        if (bad >= 0)
        {
            throw new OrleansMLException(
                ErrorCode.InvalidRequest,
                $"Label {bad} has a text of {batch.Labels[bad].Label?.Length ?? 0} characters and row {batch.Labels[bad].Row?.ToString(CultureInfo.InvariantCulture) ?? "none"}; "
                + $"1 to {PredictionLabel.LongestLabel} characters and rows from 0 are allowed.");
        }
    }

    // Lengths stand before texts, so that two batches have the same bytes only if they hold the same.
    private static string IdOf(LabelBatch batch)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var label in batch.Labels)
        {
            var observedAt = label.ObservedAt?.UtcTicks ?? -1;
            digest.AppendData(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{label.Prediction:N} {label.Row ?? -1} {observedAt} {label.Label.Length} {label.Label}\n")));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset().AsSpan(0, 16));
    }
}
