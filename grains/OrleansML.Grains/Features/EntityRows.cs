using OrleansML.Features;
using OrleansML.Inference;
using OrleansML.Inference.Packages;
using OrleansML.Learning.Features;
using OrleansML.Models;

namespace OrleansML.Grains.Features;

/// <summary>The rows of one request: which entities they name, and what they bring along.</summary>
internal sealed class EntityRows
{
    private readonly EntityModel _model;
    private readonly ModelId _id;
    private readonly EntityRow[] _rows;

    // Row by row, one for each column; null where the row brings nothing along.
    private readonly FeatureValue?[] _given;

    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/> with what is wrong with every row.</exception>
    public EntityRows(EntityModel model, ModelId id, EntityRow[] rows)
    {
        _model = model;
        _id = id;
        _rows = rows;
        _given = new FeatureValue?[rows.Length * model.Features.Columns.Length];
        var violations = new List<string>();
        for (var row = 0; row < rows.Length; row++)
            ReadFields(row, violations);
        Require(violations);
    }

    public int Count => _rows.Length;

    /// <summary>The entities that the rows name in one of the model's views.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: a key is missing or of another type.</exception>
    public EntityRequest[] EntitiesOf(int index, FeatureView view)
    {
        var violations = new List<string>();
        var entities = new EntityRequest[Count];
        Span<FeatureValue> key = new FeatureValue[view.Entity.Count];
        for (var row = 0; row < Count; row++)
        {
            for (var part = 0; part < key.Length; part++)
                key[part] = KeyOf(_rows[row], view.Entity[part]);
            if (EntityKey.TryFormat(view.Entity, key, out var entity, out var reason))
                entities[row] = new EntityRequest { Entity = entity, Request = RequestOf(row, view) };
            else
                violations.Add($"row {row}: {reason}");
        }

        Require(violations);
        return entities;
    }

    /// <summary>Raw values row by row: what a row brings along, else what the vectors hold.</summary>
    public FeatureValue[] Merge(FeatureVector[][] vectors)
    {
        var columns = _model.Features.Columns;
        var raw = new FeatureValue[Count * columns.Length];
        for (var row = 0; row < Count; row++)
        {
            for (var column = 0; column < columns.Length; column++)
            {
                var at = (row * columns.Length) + column;
                raw[at] = _given[at] ?? (columns[column].View < 0
                    ? FeatureValue.Missing
                    : vectors[columns[column].View][row].Features[columns[column].Index].Value.ToValue());
            }
        }

        return raw;
    }

    /// <summary>What the features were like.</summary>
    public FeatureUse[] UsesOf(FeatureVector[][] vectors)
    {
        var columns = _model.Features.Columns;
        return
        [
            .. _model.FeatureColumns.Select(column =>
            {
                var ages = new FeatureAge[Count];
                var times = new long?[Count];
                for (var row = 0; row < Count; row++)
                {
                    var readout = vectors[columns[column].View][row].Features[columns[column].Index];
                    var isGiven = _given[(row * columns.Length) + column] is not null;
                    ages[row] = isGiven ? FeatureAge.Request : readout.Age;
                    times[row] = isGiven ? null : readout.EventTime;
                }

                return new FeatureUse(columns[column].Name, ages, times);
            }),
        ];
    }

    private void ReadFields(int row, List<string> violations)
    {
        var columns = _model.Features.Columns;
        foreach (var field in _rows[row].Fields)
        {
            var column = _model.ColumnOf(field.Name);
            if (column < 0)
            {
                // Data that only derived features of a view read is no column.
                if (!_model.Features.Request.Any(known => known.Name == field.Name))
                    violations.Add($"row {row}: '{field.Name}' is neither request data nor a feature of the model; there are {string.Join(", ", columns.Select(known => $"'{known.Name}'"))}");
                continue;
            }

            var type = FeatureData.TypeOf(columns[column].Type);
            if (FeatureCast.To(type, field.Value.ToValue()) is { } value)
                _given[(row * columns.Length) + column] = value;
            else
                violations.Add($"row {row}: '{field.Name}' must be of type {DatumTypes.NameOf(columns[column].Type)}, and is of type {DatumTypes.NameOf(field.Value.Type)}");
        }
    }

    private FeatureValue KeyOf(EntityRow row, FeatureKey key)
    {
        foreach (var given in row.Entity)
        {
            if (given.Name == key.Name || (given.Name.Length == 0 && _model.Features.Entity.Length == 1))
            {
                // Numbers may come as text, from a command line for instance, and texts as numbers from JSON.
                var value = given.Value.ToValue();
                if (key.Type == FeatureType.String && value.TryGetInteger(out _))
                    return FeatureValue.Of(value.ToString());
                if (key.Type != FeatureType.String && value.TryGetText(out var text) && EntityKey.TryParse([key], text, out var parsed, out _))
                    return parsed[0];
                return FeatureCast.To(key.Type, value) ?? value;
            }
        }

        return FeatureValue.Missing;
    }

    private NamedDatum[] RequestOf(int row, FeatureView view) => view.Request.Count == 0
        ? []
        : [.. _rows[row].Fields.Where(field => view.Request.Any(known => known.Name == field.Name))];

    private void Require(List<string> violations)
    {
        if (violations.Count == 0)
            return;

        var more = violations.Count > 10 ? $"; and {violations.Count - 10} more" : "";
        throw new OrleansMLException(
            ErrorCode.InvalidRequest,
            $"The request does not fit model '{_id.Model}' version {_id.Version}: {string.Join("; ", violations.Take(10))}{more}.");
    }
}
