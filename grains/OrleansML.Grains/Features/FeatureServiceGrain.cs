using Orleans.Concurrency;
using OrleansML.Features;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Features;

/// <summary>The way in for readers and sources outside the silos.</summary>
[StatelessWorker, Reentrant]
internal sealed class FeatureServiceGrain(FeatureReader reader, FeatureViews views) : Grain, IFeatureServiceGrain
{
    public async Task<FeatureReadReply> Read(FeatureReadRequest request)
    {
        if (request.Entities.Length is 0 or > FeatureReadRequest.MostEntities)
        {
            throw new OrleansMLException(
                ErrorCode.InvalidRequest, $"{request.Entities.Length} entities are asked for; 1 to {FeatureReadRequest.MostEntities} are allowed.");
        }

        if (request.Selection.Secret)
            throw new OrleansMLException(ErrorCode.InvalidRequest, "Values tagged 'secret' never leave the silos.");

        var view = await views.GetAsync(request.View);
        var plan = view.PlanOf(request.Selection);
        var vectors = await reader.ReadAsync(request.View, request.Selection, request.Entities);
        return new FeatureReadReply
        {
            View = request.View,
            Revision = view.Revision,
            Features = [.. plan.Features.Select(feature => view.View.Names.All[feature.Slot].Name)],
            Vectors = vectors,
            Sources = [.. view.View.Sources.Select(source => source.Name)],
        };
    }

    public async Task<FeatureIngestReply> Ingest(FeatureIngestRequest request)
    {
        if (request.Events.Length > FeatureIngestRequest.MostBytes)
        {
            throw new OrleansMLException(
                ErrorCode.TooLarge, $"{request.Events.Length} bytes of events came at once; {FeatureIngestRequest.MostBytes} are allowed. Send them in parts.");
        }

        var view = await views.GetAsync(request.View);
        var (reply, outdated) = await IngestWith(view, request);
        if (!outdated)
            return reply;

        // The view changed between two looks at it.
        (reply, _) = await IngestWith(await views.GetAsync(request.View, view.Revision + 1), request);
        return reply;
    }

    private async Task<(FeatureIngestReply Reply, bool Outdated)> IngestWith(ViewRuntime view, FeatureIngestRequest request)
    {
        var source = FindSource(view.View, request.Source);
        var pushed = view.Readers[source].Pushed!.ReadLines(request.Events);
        var tally = new IngestTally(request.FirstLine, view.View.Durability, pushed);
        var batch = IngestBatch.Create(pushed.Events);
        var outcomes = await reader.IngestAsync(request.View, view.Revision, batch.Entities);
        return (tally.Add(batch, outcomes), outcomes.Any(static of => of.Contains(FeatureEventOutcome.OtherRevision)));
    }

    private static int FindSource(FeatureView view, string? name)
    {
        int[] pushed = [.. Enumerable.Range(0, view.Sources.Count).Where(index => view.Sources[index].Kind == SourceKind.Push)];
        var names = string.Join(", ", pushed.Select(index => $"'{view.Sources[index].Name}'"));
        if (pushed.Length == 0)
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"View '{view.Name}' has no source of kind push, so nothing can be delivered to it.");
        if (name is null)
        {
            return pushed.Length == 1
                ? pushed[0]
                : throw new OrleansMLException(ErrorCode.InvalidRequest, $"View '{view.Name}' has several sources of kind push; name one of {names}.");
        }

        var found = Array.FindIndex(pushed, index => view.Sources[index].Name == name);
        return found >= 0
            ? pushed[found]
            : throw new OrleansMLException(ErrorCode.InvalidRequest, $"View '{view.Name}' has no source '{name}' of kind push; there is {names}.");
    }
}
