using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>Collects the values of one record and makes the event of them. One for many records, one after the other.</summary>
internal sealed class EventDraft(SourceBinding binding)
{
    private const int LongestId = 512;

    private readonly FeatureValue[] _keys = new FeatureValue[binding.Keys.Count];
    private readonly FeatureValue[] _fields = new FeatureValue[binding.Fields.Count];
    private readonly bool[] _given = new bool[binding.Fields.Count];
    private int _count;
    private FeatureValue _eventTime;
    private FeatureValue _createdTime;
    private FeatureValue _id;

    /// <summary>The event time, if it was given.</summary>
    public FeatureTime? EventTime => _eventTime.TryGetTime(out var time) ? time : null;

    public void Reset()
    {
        Array.Clear(_keys);
        Array.Clear(_fields);
        Array.Clear(_given);
        _count = 0;
        _eventTime = _createdTime = _id = default;
    }

    /// <summary>Takes a value of the column's type, or a missing one.</summary>
    /// <returns>Why it is refused; null when it is not.</returns>
    public Refusal? Set(SourceColumn column, FeatureValue value)
    {
        switch (column.Role)
        {
            case ColumnRole.Field when _given[column.Index]:
                return Refusal.Of(column, "is given twice");
            case ColumnRole.Field:
                _given[column.Index] = true;
                _fields[column.Index] = value;
                _count++;
                return column.Field!.WhyRefused(value) is { } reason ? new Refusal(column.Label, reason) : null;
            case ColumnRole.Key:
                return Set(ref _keys[column.Index], column, value);
            case ColumnRole.EventTime:
                return Set(ref _eventTime, column, value);
            case ColumnRole.CreatedTime:
                return Set(ref _createdTime, column, value);
            default:
                return value.TryGetText(out var id) && id.Length is 0 or > LongestId
                    ? Refusal.Of(column, $"has {id.Length} characters; an id has 1 to {LongestId}")
                    : Set(ref _id, column, value);
        }
    }

    /// <summary>The entity that the keys tell, as far as they were given.</summary>
    public string? Entity() => EntityKey.TryFormat(binding.View.Entity, _keys, out var entity, out _) ? entity : null;

    /// <summary>Makes the event of an entity that the keys tell.</summary>
    public Refusal? TryBuild(out FeatureEvent? made)
    {
        made = null;
        return EntityKey.TryFormat(binding.View.Entity, _keys, out var entity, out var reason)
            ? TryBuild(entity, requireFields: false, out made)
            : new Refusal(binding.View.Entity.Count == 1 ? binding.View.Entity[0].Name : null, reason);
    }

    /// <summary>Makes the event of a known entity.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="requireFields">Whether every field must have been given, if only as missing.</param>
    /// <param name="made">The event.</param>
    public Refusal? TryBuild(string entity, bool requireFields, out FeatureEvent? made)
    {
        made = null;
        foreach (var column in binding.Extras)
        {
            // A created time may be open; without the other two a value could replace a newer one, or count twice.
            if (column.Role == ColumnRole.EventTime && _eventTime.IsMissing || column.Role == ColumnRole.EventId && _id.IsMissing)
                return Refusal.Of(column, "has no value");
        }

        for (var index = 0; requireFields && index < _given.Length; index++)
        {
            if (!_given[index])
                return Refusal.Of(binding.Fields[index], "is not there");
        }

        var fields = _count == 0 ? [] : new FeatureFieldValue[_count];
        for (int index = 0, next = 0; next < fields.Length; index++)
        {
            if (_given[index])
                fields[next++] = new FeatureFieldValue(binding.Fields[index].Slot, _fields[index]);
        }

        made = new FeatureEvent
        {
            Entity = entity,
            Source = binding.Ordinal,
            EventTime = EventTime,
            CreatedTime = _createdTime.TryGetTime(out var createdTime) ? createdTime : null,
            Id = _id.TryGetText(out var id) ? id : null,
            Fields = fields,
        };
        return null;
    }

    private static Refusal? Set(ref FeatureValue place, SourceColumn column, FeatureValue value)
    {
        if (!place.IsMissing)
            return Refusal.Of(column, "is given twice");
        place = value;
        return null;
    }
}
