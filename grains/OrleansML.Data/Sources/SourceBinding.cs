using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>One source of one view: what it must deliver, and how its failures are reported.</summary>
internal sealed class SourceBinding
{
    private readonly ISecretStore _secrets;
    private readonly SecretRedactor _redactor = new();

    public SourceBinding(FeatureView view, FeatureSource source, ISecretStore secrets)
    {
        _secrets = secrets;
        View = view;
        Source = source;
        Ordinal = IndexOf(view.Sources, source);
        if (Ordinal < 0)
            throw new ArgumentException($"The view '{view.Name}' has no such source '{source.Name}'.", nameof(source));

        for (var slot = 0; slot < view.Fields.Count; slot++)
        {
            if (view.Fields[slot].Source == source.Name)
                Fields.Add(new SourceColumn(ColumnRole.Field, Fields.Count, view.Fields[slot].Column, view.Fields[slot].Type, view.Fields[slot], slot));
        }

        AddTime(ColumnRole.EventTime, source.EventTime);
        AddTime(ColumnRole.CreatedTime, source.CreatedTime);
        if (source.EventId.Length > 0)
            Extras.Add(new SourceColumn(ColumnRole.EventId, 0, source.EventId, FeatureType.String));
        for (var index = 0; index < view.Entity.Count; index++)
            Keys.Add(new SourceColumn(ColumnRole.Key, index, view.Entity[index].Name, view.Entity[index].Type));
    }

    public FeatureView View { get; }

    public FeatureSource Source { get; }

    /// <summary>Place of the source in its view.</summary>
    public int Ordinal { get; }

    /// <summary>Columns of the fields that this source delivers, in the order of their slots.</summary>
    public List<SourceColumn> Fields { get; } = [];

    /// <summary>Columns of times and id.</summary>
    public List<SourceColumn> Extras { get; } = [];

    /// <summary>Columns of the entity's keys.</summary>
    public List<SourceColumn> Keys { get; } = [];

    /// <summary>A text of the settings with its secrets, which are redacted from then on.</summary>
    /// <param name="text">A setting, or a part of one.</param>
    /// <param name="escape">How a secret is written into the text; as it is when null.</param>
    public string Resolve(string text, Func<string, string>? escape = null)
    {
        try
        {
            return SecretReference.Resolve(text, name => escape is null ? Secret(name) : escape(Secret(name)));
        }
        catch (SecretMissingException exception)
        {
            throw Failure(SourceFailure.Misconfigured, "a setting refers to a secret that is not there", exception.Message);
        }
    }

    /// <summary>Checks what a caller gives as the key of an entity.</summary>
    /// <exception cref="ArgumentException">A value is missing or of another type than its key.</exception>
    public void CheckKey(FeatureValue[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length != Keys.Count)
            throw new ArgumentException($"{key.Length} values are given for the {Keys.Count} keys of view '{View.Name}'.", nameof(key));
        for (var index = 0; index < key.Length; index++)
        {
            if (key[index].Type != Keys[index].Type)
                throw new ArgumentException($"The key '{Keys[index].Name}' of view '{View.Name}' has no value of its type.", nameof(key));
        }
    }

    public string Redact(string text) => _redactor.Redact(text);

    /// <summary>Notes a secret that stands inside another.</summary>
    public void Hide(string? secret) => _redactor.Add(secret);

    public SourceException Failure(SourceFailure failure, string what, string remedy) =>
        new(View.Name, Source.Name, failure, Redact(what), Redact(remedy));

    public SourceException TimedOut() => Failure(
        SourceFailure.TimedOut,
        FormattableString.Invariant($"no answer within {Source.Timeout.TotalMilliseconds:0.###} ms"),
        "See why it is slow, or raise 'timeout'.");

    private string Secret(string name)
    {
        var secret = _secrets.Get(name);
        _redactor.Add(secret);
        return secret;
    }

    private void AddTime(ColumnRole role, string column)
    {
        if (column.Length > 0)
            Extras.Add(new SourceColumn(role, 0, column, FeatureType.Timestamp));
    }

    private static int IndexOf(IReadOnlyList<FeatureSource> sources, FeatureSource source)
    {
        for (var index = 0; index < sources.Count; index++)
        {
            if (sources[index].Name == source.Name)
                return index;
        }

        return -1;
    }
}
