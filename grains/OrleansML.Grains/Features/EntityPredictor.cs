using System.Collections.Concurrent;
using OrleansML.Features;
using OrleansML.Grains.Monitoring;
using OrleansML.Inference;
using OrleansML.Learning.Features;
using OrleansML.Learning.Preprocessing;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.Grains.Features;

/// <summary>Predicts by entity on this silo: features, preprocessing, model. Values never leave the silos on the way. Safe for concurrent use.</summary>
internal sealed class EntityPredictor(FeatureReader reader, FeatureViews views, ModelHost host, TimeProvider time)
{
    private readonly ConcurrentDictionary<ModelId, EntityModel> _models = new();

    /// <summary>Answers a request; see <see cref="IModelGrain.PredictEntities"/>.</summary>
    /// <param name="source">The version and where to load it from.</param>
    /// <param name="request">The request.</param>
    /// <param name="observer">Told what became of the request; null for nobody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<EntityPredictReply> PredictAsync(
        ModelSource source, EntityPredictRequest request, MonitoredVersion? observer, CancellationToken cancellationToken)
    {
        try
        {
            return await AnswerAsync(source, request, observer, cancellationToken);
        }
        catch (OrleansMLException exception)
        {
            observer?.Failed(exception.Code);
            throw;
        }
    }

    private async Task<EntityPredictReply> AnswerAsync(
        ModelSource source, EntityPredictRequest request, MonitoredVersion? observer, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        Prepared prepared;
        try
        {
            prepared = await PrepareAsync(source, request, started);
        }
        catch (Exception exception)
        {
            host.CountFailed(source, exception, started);
            throw;
        }

        host.CountFeatures(source, prepared.FeatureTime);
        var reply = await host.PredictAsync(source, prepared.Request, started, cancellationToken);
        var microseconds = (int)Math.Min(prepared.FeatureTime.TotalMicroseconds, int.MaxValue);
        var rows = prepared.Rows;
        observer?.Answered(prepared.Request, reply, new EntityInputs(prepared.Model.ColumnsOf(prepared.Views), prepared.Raw, rows.Count, microseconds));
        return new EntityPredictReply
        {
            Prediction = reply,
            Features = rows.UsesOf(prepared.Vectors),
            SourceFailures = [.. prepared.Vectors.SelectMany(static of => of).SelectMany(static vector => vector.SourceFailures).Distinct()],
            FeatureMicroseconds = microseconds,
        };
    }

    private async Task<Prepared> PrepareAsync(ModelSource source, EntityPredictRequest request, long started)
    {
        var model = ModelOf(source);
        if (request.Rows.Length is 0 or > EntityPredictRequest.MostRows)
            throw Invalid(source.Id, $"It has {request.Rows.Length} rows; 1 to {EntityPredictRequest.MostRows} are allowed");

        var rows = new EntityRows(model, source.Id, request.Rows);
        var (read, vectors) = await ReadAsync(model, rows);
        RequireVectors(source.Id, rows, vectors);
        var raw = rows.Merge(vectors);
        var featureTime = time.GetElapsedTime(started);
        return new Prepared(model, read, rows, vectors, raw, RequestOf(source.Id, model, raw, request, featureTime), featureTime);
    }

    private EntityModel ModelOf(ModelSource source)
    {
        if (_models.TryGetValue(source.Id, out var known))
            return known;

        var features = source.Description.Features ?? throw new OrleansMLException(
            ErrorCode.Unsupported,
            $"Model '{source.Id.Model}' version {source.Id.Version} takes tensors only; to predict by entity, push it with a manifest that has 'features' and 'preprocessing'.");
        return _models.GetOrAdd(source.Id, new EntityModel(features, FormattableString.Invariant($"{source.Id.Model}/{source.Id.Version}")));
    }

    private async Task<(FeatureView[] Views, FeatureVector[][] Vectors)> ReadAsync(EntityModel model, EntityRows rows)
    {
        var read = new FeatureView[model.Features.Views.Length];
        var vectors = new FeatureVector[read.Length][];
        await Task.WhenAll(model.Features.Views.Select(async (use, index) =>
        {
            read[index] = (await views.GetAsync(use.View)).View;
            vectors[index] = await reader.ReadAsync(use.View, model.Selections[index], rows.EntitiesOf(index, read[index]));
        }));
        return (read, vectors);
    }

    private static void RequireVectors(ModelId id, EntityRows rows, FeatureVector[][] vectors)
    {
        var failures = new List<string>();
        for (var row = 0; row < rows.Count; row++)
        {
            if (vectors.Select(of => of[row].Failure).FirstOrDefault(failure => failure is not null) is { } failure)
                failures.Add($"row {row}: {failure}");
        }

        if (failures.Count > 0)
        {
            throw new OrleansMLException(
                ErrorCode.FeatureUnavailable,
                $"Model '{id.Model}' version {id.Version} has no features for {failures.Count} of {rows.Count} rows: {string.Join(" ", failures.Take(5))}");
        }
    }

    private static PredictRequest RequestOf(ModelId id, EntityModel model, FeatureValue[] raw, EntityPredictRequest request, TimeSpan taken)
    {
        Tensor[] inputs;
        try
        {
            inputs = model.Preprocess(raw, request.Rows.Length);
        }
        catch (PreprocessingException exception)
        {
            throw new OrleansMLException(
                ErrorCode.FeatureUnavailable, $"The values for model '{id.Model}' version {id.Version} cannot be used: {exception.Message}");
        }

        var rest = request.Timeout is not { } timeout ? (TimeSpan?)null : timeout > taken ? timeout - taken : TimeSpan.Zero;
        return new PredictRequest { Inputs = inputs, Outputs = request.Outputs, Timeout = rest };
    }

    private static OrleansMLException Invalid(ModelId id, string reason) =>
        new(ErrorCode.InvalidRequest, $"The request does not fit model '{id.Model}' version {id.Version}: {reason}.");

    private sealed record Prepared(
        EntityModel Model, FeatureView[] Views, EntityRows Rows, FeatureVector[][] Vectors, FeatureValue[] Raw, PredictRequest Request, TimeSpan FeatureTime);
}
