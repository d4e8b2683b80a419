using System.Collections.Concurrent;
using OrleansML.Features;
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
    public async Task<EntityPredictReply> PredictAsync(ModelSource source, EntityPredictRequest request, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        EntityRows rows;
        FeatureVector[][] vectors;
        PredictRequest prepared;
        TimeSpan featureTime;
        try
        {
            var model = ModelOf(source);
            if (request.Rows.Length is 0 or > EntityPredictRequest.MostRows)
                throw Invalid(source.Id, $"It has {request.Rows.Length} rows; 1 to {EntityPredictRequest.MostRows} are allowed");

            rows = new EntityRows(model, source.Id, request.Rows);
            vectors = await ReadAsync(model, rows);
            RequireVectors(source.Id, rows, vectors);
            var raw = rows.Merge(vectors);
            featureTime = time.GetElapsedTime(started);
            prepared = RequestOf(source.Id, model, raw, request, featureTime);
            host.CountFeatures(source, featureTime);
        }
        catch (Exception exception)
        {
            host.CountFailed(source, exception, started);
            throw;
        }

        var reply = await host.PredictAsync(source, prepared, started, cancellationToken);
        return new EntityPredictReply
        {
            Prediction = reply,
            Features = rows.UsesOf(vectors),
            SourceFailures = [.. vectors.SelectMany(static of => of).SelectMany(static vector => vector.SourceFailures).Distinct()],
            FeatureMicroseconds = (int)Math.Min(featureTime.TotalMicroseconds, int.MaxValue),
        };
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

    private async Task<FeatureVector[][]> ReadAsync(EntityModel model, EntityRows rows)
    {
        var vectors = new FeatureVector[model.Features.Views.Length][];
        await Task.WhenAll(model.Features.Views.Select(async (use, index) =>
        {
            var view = await views.GetAsync(use.View);
            vectors[index] = await reader.ReadAsync(use.View, model.Selections[index], rows.EntitiesOf(index, view.View));
        }));
        return vectors;
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
}
