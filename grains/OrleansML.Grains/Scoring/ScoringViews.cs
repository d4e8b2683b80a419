using OrleansML.Data.Scoring;
using OrleansML.Features;
using OrleansML.Learning.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>Brings scores into feature views, as events of a pushed source.</summary>
internal sealed class ScoringViews(IGrainFactory grains, TimeProvider time)
{
    private const int MostTries = 20;
    private const int Shown = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Delivers the scores of a job. Events have ids and a time, so that a repetition changes nothing.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: the view refuses events; <see cref="ErrorCode.FeatureViewNotFound"/>.</exception>
    public Task IngestAsync(
        ViewOutput output, ScoringManifest manifest, string folder, DateTimeOffset scoredAt, CancellationToken cancellationToken) => Task.Factory.StartNew(
        async () =>
        {
            foreach (var (lines, first) in ScoreEvents.Read(ScoringFolders.Reading, manifest, folder, scoredAt, output.Names, FeatureIngestRequest.MostBytes, cancellationToken))
                await DeliverAsync(new FeatureIngestRequest { View = output.View, Source = output.Source, Events = lines, FirstLine = first }, cancellationToken);
        },
        cancellationToken,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default).Unwrap();

    private async Task DeliverAsync(FeatureIngestRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var reply = await grains.GetGrain<IFeatureServiceGrain>(0).Ingest(request);
            if (reply.Rejected.Length == 0)
                return;

            RejectedEvent[] refused = [.. reply.Rejected.Where(static rejected => !rejected.Retry)];
            if (refused.Length > 0)
            {
                throw new OrleansMLException(
                    ErrorCode.InvalidRequest,
                    $"Feature view '{request.View}' refuses {refused.Length} scores: {string.Join("; ", refused.Take(Shown).Select(static rejected => $"row {rejected.Line}: {rejected.Reason.TrimEnd('.')}"))}. Mend the view or the definition, and resume the job.");
            }

            if (attempt == MostTries)
                throw new OrleansMLException(ErrorCode.Unavailable, $"Feature view '{request.View}' could not take {reply.Rejected.Length} scores: {reply.Rejected[0].Reason}");
            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
