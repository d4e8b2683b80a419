using OrleansML.Data.Scoring;
using OrleansML.Grains.Features;
using OrleansML.Inference;
using OrleansML.Learning.Features;
using OrleansML.Learning.Preprocessing;
using OrleansML.Tensors;

namespace OrleansML.Grains.Scoring;

/// <summary>Makes the inputs of a model from rows that were read, by the code that serves. For one thread at a time.</summary>
internal sealed class ScoringFeed
{
    private readonly ScoringShape _shape;
    private readonly BulkModel _model;
    private readonly EntityModel? _entities;
    private readonly PreprocessingOutput? _output;
    private readonly ScoringWork _work;
    private readonly bool _readsViews;
    private readonly FeatureType[] _types = [];
    private readonly int[] _places = [];
    private readonly int _keys;
    private FeatureValue[] _raw = [];

    public ScoringFeed(ScoringWork work)
    {
        _work = work;
        _shape = work.Shape;
        _model = work.Model;
        if (work.Source.Description.Features is not { } known)
            return;

        _entities = new EntityModel(known, FormattableString.Invariant($"{work.Source.Id.Model}/{work.Source.Id.Version}"));
        _output = new PreprocessingOutput(_entities.Plan);
        _readsViews = known.Views.Length > 0;
        _keys = known.Views.Length > 0 ? known.Entity.Length : 0;
        _types = [.. known.Request.Select(static field => FeatureData.TypeOf(field.Type))];
        _places = [.. known.Columns.Select(column => column.View < 0 ? _keys + Array.FindIndex(known.Request, field => field.Name == column.Name) : -1)];
    }

    /// <summary>Makes a batch, whose inputs may be those of the block: it must not be filled again before they are computed. Blocks the calling thread, which is none of a grain, where features have to be read.</summary>
    public ScoringBatch Prepare(ScoringBlock block)
    {
        var batch = new ScoringBatch { Count = block.Count + block.BadRows.Count };
        batch.Bad.AddRange(block.BadRows);
        if (_entities is null)
        {
            batch.Rows = block.Rows.ToArray();
            batch.Inputs = [.. _shape.Tensors.Select((tensor, index) => TensorOf(block, tensor, index))];
            return batch;
        }

        var values = block.Values<FeatureValue>(0).Span;
        var width = _shape.Tensors[0].Columns.Count;
        var rows = new List<int>(block.Count);
        for (var row = 0; row < block.Count; row++)
        {
            if (Read(values.Slice(row * width, width)) is { } reason)
                batch.Bad.Add(new ScoringBadRow(block.Rows[row], reason));
            else
                rows.Add(row);
        }

        var raw = !_readsViews ? Select(values, width, rows) : _work.Features.Read(_entities, _work.Turns, block, values, width, rows, batch.Bad);
        Preprocess(batch, block, raw, rows);
        return batch;
    }

    private void Preprocess(ScoringBatch batch, ScoringBlock block, ReadOnlySpan<FeatureValue> raw, List<int> rows)
    {
        var errors = new List<PreprocessingError>();
        _entities!.Plan.Run(raw, rows.Count, _output!, errors);
        var refused = errors.Count == 0 ? null : errors.GroupBy(static error => error.Row).ToDictionary(static of => of.Key, static of => string.Join(" ", of.Select(Describe)));
        var places = block.Rows;
        if (refused is not null)
        {
            foreach (var (row, reason) in refused)
                batch.Bad.Add(new ScoringBadRow(places[rows[row]], reason));
        }

        int[] kept = [.. Enumerable.Range(0, rows.Count).Where(row => refused is null || !refused.ContainsKey(row))];
        batch.Rows = new int[kept.Length];
        for (var row = 0; row < kept.Length; row++)
            batch.Rows[row] = places[rows[kept[row]]];
        var tensors = PreprocessedTensors.Of(_entities.Plan, _output!, refused is null ? null : kept);
        batch.Inputs =
        [
            .. _model.Inputs.Select(input =>
            {
                var tensor = Array.Find(tensors, tensor => tensor.Name == input.Name)!;
                return input.Shape.Length == 1 ? new Tensor(tensor.Name, tensor.Type, [kept.Length], tensor.Data) : tensor;
            }),
        ];
    }

    private static string Describe(PreprocessingError error) =>
        error.Value.Length == 0 ? $"Column '{error.Column}': the value {error.Reason}." : $"Column '{error.Column}': '{error.Value}' {error.Reason}.";

    private FeatureValue[] SelectBuffer(int length) => _raw.Length >= length ? _raw : _raw = new FeatureValue[length];

    private ReadOnlySpan<FeatureValue> Select(ReadOnlySpan<FeatureValue> values, int width, List<int> rows)
    {
        var raw = SelectBuffer(rows.Count * _places.Length);
        for (var row = 0; row < rows.Count; row++)
        {
            var from = values.Slice(rows[row] * width, width);
            for (var column = 0; column < _places.Length; column++)
                raw[(row * _places.Length) + column] = from[_places[column]];
        }

        return raw.AsSpan(0, rows.Count * _places.Length);
    }

    /// <summary>Gives the request data of a row its declared types.</summary>
    /// <returns>Why it cannot be; null where it can.</returns>
    private string? Read(Span<FeatureValue> row)
    {
        for (var field = 0; field < _types.Length; field++)
        {
            ref var value = ref row[_keys + field];
            if (FieldText.Read(_types[field], value) is { } read)
                value = read;
            else
                return $"Column '{_shape.Tensors[0].Columns[_keys + field]}': '{value}' is no {_types[field].ToString().ToLowerInvariant()}.";
        }

        return null;
    }

    private Tensor TensorOf(ScoringBlock block, ScoringTensor tensor, int index)
    {
        var input = _model.Inputs[index];
        long[] shape = [block.Count, .. input.Shape.Length == 1 ? [] : input.Shape.Skip(1).Select(axis => axis < 0 ? tensor.Columns.Count : axis)];
        return tensor.Kind == ScoringKind.Text ? Tensor.Create(tensor.Name, block.Values<string>(index).Span, shape) : new Tensor(tensor.Name, input.Type, shape, block.Bytes(index));
    }
}
