using OrleansML.Learning.Features;

namespace OrleansML.Data.History.Storage;

/// <summary>
/// The columns of a view's files. Names of columns that are not features start with <c>_</c>, which no feature's name does; a hashed value stands
/// in <c>NAME.hash</c>, a status in <c>NAME.status</c>. All times are UTC.
/// </summary>
internal sealed class HistorySchema
{
    public const string EventTime = "_event_time";
    public const string CreatedTime = "_created_time";
    public const string IngestTime = "_ingest_time";
    public const string ServedAt = "_served_at";
    public const string Sequence = "_sequence";
    public const string Source = "_source";
    public const string Id = "_id";
    public const string Missing = "_missing";
    public const string Model = "_model";
    public const string Prediction = "_prediction";
    public const string Definition = "_definition";

    private const string Time = "TIMESTAMP";
    private const string Text = "VARCHAR";

    private readonly FeaturePrivacy[] _privacy;
    private readonly HistoryOptions _history;

    public HistorySchema(FeatureView view, HistoryOptions history)
    {
        _history = history;
        View = view;
        DefinitionHash = view.ContentHash();
        Slots = view.Names.All;
        FirstRequest = view.Fields.Count + view.Windows.Count;
        _privacy = [.. Slots.Select(slot => slot.Privacy)];
        if (history.Pii == PiiStorage.Hashed && _privacy.Contains(FeaturePrivacy.Pii) && history.PiiKey.Length < HistoryOptions.MinimumKeyBytes)
        {
            throw new HistoryException(
                $"The view '{view.Name}' has personal values, and the key of their hashes has {history.PiiKey.Length} bytes; give it "
                + $"{HistoryOptions.MinimumKeyBytes} or more, or keep personal values plain.");
        }
    }

    public FeatureView View { get; }

    public string DefinitionHash { get; }

    public IReadOnlyList<FeatureSlot> Slots { get; }

    /// <summary>Slot of the first value that comes from the request.</summary>
    public int FirstRequest { get; }

    public bool IsRequest(int slot) => slot >= FirstRequest && slot < FirstRequest + View.Request.Count;

    public bool IsWritten(int slot) => _privacy[slot] != FeaturePrivacy.Secret;

    public bool IsHashed(int slot) => _privacy[slot] == FeaturePrivacy.Pii && _history.Pii == PiiStorage.Hashed;

    public string ColumnOf(int slot) => IsHashed(slot) ? Slots[slot].Name + ".hash" : Slots[slot].Name;

    public string StatusColumnOf(int slot) => Slots[slot].Name + ".status";

    public string TypeOf(int slot) => IsHashed(slot) ? Text : Sql.TypeOf(Slots[slot].Type);

    /// <summary>The value as files keep it.</summary>
    public FeatureValue Protect(int slot, in FeatureValue value) => IsHashed(slot) ? PiiHash.Of(value, _history.PiiKey.Span) : value;

    public IEnumerable<int> WrittenSlots(HistoryKind kind) =>
        Enumerable.Range(0, kind == HistoryKind.Events ? View.Fields.Count : Slots.Count).Where(IsWritten);

    public IEnumerable<HistoryColumn> Columns(HistoryKind kind)
    {
        foreach (var key in View.Entity)
            yield return new HistoryColumn(key.Name, Sql.TypeOf(key.Type));
        HistoryColumn[] about = kind == HistoryKind.Events
            ? [new(EventTime, Time), new(CreatedTime, Time), new(IngestTime, Time), new(Sequence, "BIGINT"), new(Source, Text), new(Id, Text), new(Missing, "VARCHAR[]")]
            : [new(ServedAt, Time), new(Sequence, "BIGINT"), new(Model, Text), new(Prediction, Text), new(Definition, Text)];
        foreach (var column in about)
            yield return column;
        foreach (var slot in WrittenSlots(kind))
        {
            yield return new HistoryColumn(ColumnOf(slot), TypeOf(slot));
            if (kind == HistoryKind.Served && !IsRequest(slot))
                yield return new HistoryColumn(StatusColumnOf(slot), Text);
        }
    }

    /// <summary>The order within a file: by entity, then by time.</summary>
    public string Order(HistoryKind kind) =>
        View.Entity.Select(key => Sql.Name(key.Name)).Append(kind == HistoryKind.Events ? IngestTime : ServedAt).Append(Sequence).Join();
}
