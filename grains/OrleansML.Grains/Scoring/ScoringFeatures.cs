using OrleansML.Data.Scoring;
using OrleansML.Features;
using OrleansML.Grains.Features;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Scoring;

/// <summary>Reads the features of the entities that rows name, from their views. Safe for concurrent use.</summary>
internal sealed class ScoringFeatures(FeatureReader reader, FeatureViews views)
{
    /// <summary>
    /// Raw values for the model, row by row. Blocks the calling thread, which is none of a grain and has nothing to do before the values are there.
    /// </summary>
    /// <param name="model">What the model needs.</param>
    /// <param name="turns">Turns of the grain that reads.</param>
    /// <param name="block">The rows, for their places.</param>
    /// <param name="values">Their keys, then what they bring along.</param>
    /// <param name="width">Columns of the values.</param>
    /// <param name="rows">Those to read; rows that have no features are taken out.</param>
    /// <param name="bad">Gets those that were taken out.</param>
    public FeatureValue[] Read(
        EntityModel model, TaskScheduler turns, ScoringBlock block, ReadOnlySpan<FeatureValue> values, int width, List<int> rows, List<ScoringBadRow> bad)
    {
        var given = new FeatureValue[rows.Count * width];
        for (var row = 0; row < rows.Count; row++)
            values.Slice(rows[row] * width, width).CopyTo(given.AsSpan(row * width));
        var vectors = Task.Factory.StartNew(
            () => ReadAsync(model, given, width, rows.Count), CancellationToken.None, TaskCreationOptions.None, turns).Unwrap().GetAwaiter().GetResult();
        return Merge(model, block, given, width, rows, vectors, bad);
    }

    private async Task<FeatureVector[][]> ReadAsync(EntityModel model, FeatureValue[] given, int width, int rows) =>
        await Task.WhenAll(model.Features.Views.Select(async (use, index) =>
        {
            var view = (await views.GetAsync(use.View)).View;
            int[] keys = [.. view.Entity.Select(key => Array.IndexOf(model.Features.Entity, key.Name))];
            int[] fields = [.. Enumerable.Range(0, model.Features.Request.Length).Where(field => view.Request.Any(known => known.Name == model.Features.Request[field].Name))];
            var key = new FeatureValue[keys.Length];
            var entities = new EntityRequest[rows];
            for (var row = 0; row < rows; row++)
                entities[row] = EntityOf(model, view, keys, fields, key, given.AsSpan(row * width, width));
            return await reader.ReadAsync(use.View, model.Selections[index], entities);
        }));

    // A key that cannot be formed is told by the view itself, which refuses the entity.
    private static EntityRequest EntityOf(EntityModel model, FeatureView view, int[] keys, int[] fields, FeatureValue[] key, ReadOnlySpan<FeatureValue> row)
    {
        for (var part = 0; part < keys.Length; part++)
            key[part] = FieldText.Read(view.Entity[part].Type, row[keys[part]]) ?? row[keys[part]];
        var request = fields.Length == 0 ? [] : new NamedDatum[fields.Length];
        for (var index = 0; index < fields.Length; index++)
            request[index] = new NamedDatum(model.Features.Request[fields[index]].Name, row[model.Features.Entity.Length + fields[index]].ToDatum());
        return new EntityRequest { Entity = EntityKey.TryFormat(view.Entity, key, out var entity, out _) ? entity : "", Request = request };
    }

    private static FeatureValue[] Merge(
        EntityModel model, ScoringBlock block, FeatureValue[] given, int width, List<int> rows, FeatureVector[][] vectors, List<ScoringBadRow> bad)
    {
        var columns = model.Features.Columns;
        var raw = new List<FeatureValue>(rows.Count * columns.Length);
        var kept = new List<int>(rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            if (vectors.Select(of => of[row].Failure).FirstOrDefault(static failure => failure is not null) is { } failure)
            {
                bad.Add(new ScoringBadRow(block.Rows[rows[row]], failure));
                continue;
            }

            kept.Add(rows[row]);
            foreach (var column in columns)
            {
                raw.Add(column.View >= 0
                    ? vectors[column.View][row].Features[column.Index].Value.ToValue()
                    : given[(row * width) + model.Features.Entity.Length + column.Index]);
            }
        }

        rows.Clear();
        rows.AddRange(kept);
        return [.. raw];
    }
}
