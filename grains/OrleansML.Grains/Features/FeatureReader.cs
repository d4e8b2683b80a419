using OrleansML.Features;

namespace OrleansML.Grains.Features;

/// <summary>Reads and ingests entities of one view from within a silo: each where it lives, one call per silo, all at the same time.</summary>
internal sealed class FeatureReader(IGrainFactory grains, EntityHomes homes, ILocalSiloDetails silo, FeatureMetrics metrics, TimeProvider time)
{
    // Up to here single calls are as cheap as grouped ones and need one hop less.
    private const int FewEntities = 4;

    /// <summary>Reads entities; a call that fails is told in the vectors of its entities.</summary>
    public async Task<FeatureVector[]> ReadAsync(string view, FeatureSelection selection, EntityRequest[] entities)
    {
        var started = time.GetTimestamp();
        using var span = FeatureMetrics.StartRead(view, entities.Length);
        var vectors = new FeatureVector[entities.Length];
        if (entities.Length == 1)
            await ReadOneAsync(view, selection, entities[0], vectors, 0);
        else if (entities.Length <= FewEntities)
            await Task.WhenAll(entities.Select((entity, index) => ReadOneAsync(view, selection, entity, vectors, index)));
        else
            await ReadWhereTheyLiveAsync(view, selection, entities, vectors);
        metrics.Of(view).RecordRead(time.GetElapsedTime(started));
        return vectors;
    }

    /// <summary>Reads entities that live here, or are about to.</summary>
    public async Task<FeatureVector[]> ReadHereAsync(string view, FeatureSelection selection, EntityRequest[] entities)
    {
        var vectors = new FeatureVector[entities.Length];
        List<Task>? waiting = null;
        for (var index = 0; index < entities.Length; index++)
        {
            var read = ReadOneAsync(view, selection, entities[index], vectors, index);
            if (!read.IsCompletedSuccessfully)
                (waiting ??= []).Add(read);
        }

        if (waiting is not null)
            await Task.WhenAll(waiting);
        return vectors;
    }

    /// <summary>Takes in events of entities.</summary>
    /// <returns>The outcomes of each entity's events.</returns>
    public async Task<FeatureEventOutcome[][]> IngestAsync(string view, int revision, EntityEvents[] entities)
    {
        var outcomes = new FeatureEventOutcome[entities.Length][];
        await Task.WhenAll(Group(view, entities, static entity => entity.Entity).Select(async group =>
        {
            int[] indexes = [.. group];
            var here = Array.ConvertAll(indexes, index => entities[index]);
            var done = await SiloOf(group.Key, view, revision, here);
            for (var index = 0; index < indexes.Length; index++)
                outcomes[indexes[index]] = done[index];
        }));
        return outcomes;
    }

    /// <summary>Takes in events of entities that live here, or are about to.</summary>
    public async Task<FeatureEventOutcome[][]> IngestHereAsync(string view, int revision, EntityEvents[] entities)
    {
        var outcomes = new FeatureEventOutcome[entities.Length][];
        await Task.WhenAll(entities.Select(async (entity, index) =>
        {
            try
            {
                outcomes[index] = await GrainOf(view, entity.Entity).Ingest(revision, entity.Events);
            }
            catch (Exception exception) when (IsTransient(exception))
            {
                outcomes[index] = Array.ConvertAll(entity.Events, static _ => FeatureEventOutcome.NotWritten);
            }
        }));
        return outcomes;
    }

    private Task ReadWhereTheyLiveAsync(string view, FeatureSelection selection, EntityRequest[] entities, FeatureVector[] vectors) =>
        Task.WhenAll(Group(view, entities, static entity => entity.Entity).Select(
            group => ReadGroupAsync(group.Key, view, selection, [.. group.Select(index => entities[index])], [.. group], vectors)));

    private IFeatureGrain GrainOf(string view, string entity) => grains.GetGrain<IFeatureGrain>(FeatureKeyText.Join(view, entity));

    private async Task<FeatureEventOutcome[][]> SiloOf(SiloAddress home, string view, int revision, EntityEvents[] entities)
    {
        try
        {
            return home.Equals(silo.SiloAddress)
                ? await IngestHereAsync(view, revision, entities)
                : await grains.GetGrain<IFeatureSiloGrain>(home.ToParsableString()).Ingest(view, revision, entities);
        }
        catch (Exception exception) when (IsTransient(exception))
        {
            // Nobody knows what of it arrived; delivering it again does no harm.
            return Array.ConvertAll(entities, static entity => Array.ConvertAll(entity.Events, static _ => FeatureEventOutcome.NotWritten));
        }
    }

    private async Task ReadGroupAsync(SiloAddress home, string view, FeatureSelection selection, EntityRequest[] entities, int[] indexes, FeatureVector[] vectors)
    {
        FeatureVector[] read;
        try
        {
            read = home.Equals(silo.SiloAddress)
                ? await ReadHereAsync(view, selection, entities)
                : await grains.GetGrain<IFeatureSiloGrain>(home.ToParsableString()).Read(view, selection, entities);
        }
        catch (Exception exception) when (IsTransient(exception) || exception is OrleansMLException { Code: ErrorCode.SiloNotFound })
        {
            // The silo went away meanwhile; its entities come up elsewhere.
            read = await ReadHereAsync(view, selection, entities);
        }

        for (var index = 0; index < indexes.Length; index++)
            vectors[indexes[index]] = read[index];
    }

    private async Task ReadOneAsync(string view, FeatureSelection selection, EntityRequest entity, FeatureVector[] vectors, int index)
    {
        try
        {
            vectors[index] = await GrainOf(view, entity.Entity).Read(selection, entity.Request);
        }
        catch (OrleansMLException exception) when (exception.Code is ErrorCode.InvalidRequest)
        {
            vectors[index] = Failed(entity, exception.Message);
        }
        catch (Exception exception) when (IsTransient(exception))
        {
            vectors[index] = Failed(entity, $"The features of an entity of view '{view}' could not be reached; repeat the request.");
        }
    }

    private static FeatureVector Failed(EntityRequest entity, string reason) =>
        new() { Entity = entity.Entity, ServedAt = 0, Features = [], Failure = reason };

    private static bool IsTransient(Exception exception) => exception is TimeoutException or OrleansException;

    private IEnumerable<IGrouping<SiloAddress, int>> Group<T>(string view, T[] entities, Func<T, string> entityOf)
    {
        var silos = homes.Silos;
        return Enumerable.Range(0, entities.Length).GroupBy(
            index => silos.Length == 0 ? silo.SiloAddress : homes.Find(FeatureKeyText.Join(view, entityOf(entities[index])), silos));
    }
}
