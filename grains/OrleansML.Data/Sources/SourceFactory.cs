using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>Makes what reads the sources of views.</summary>
public static class SourceFactory
{
    /// <summary>Makes what reads a source. Nothing is connected to, and no secret read, before the first call.</summary>
    /// <param name="view">The view.</param>
    /// <param name="source">One of its sources.</param>
    /// <param name="secrets">Knows the secrets that its settings refer to.</param>
    /// <param name="time">The clock of timeouts.</param>
    /// <param name="files">What reading of files may use; the defaults when null.</param>
    /// <exception cref="ArgumentException">The view has no such source.</exception>
    /// <exception cref="SourceException">Columns of the source are no JSON pointers, or contradict each other.</exception>
    public static SourceReaders Create(FeatureView view, FeatureSource source, ISecretStore secrets, TimeProvider time, FileReadingOptions? files = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(time);
        var binding = new SourceBinding(view, source, secrets);
        return source.Kind switch
        {
            SourceKind.Postgresql => new SourceReaders
            {
                Keyed = new PostgresqlKeyedSource(binding, time),
                Changes = source.Settings.ContainsKey(SourceSettings.Changes) ? new PostgresqlChangeSource(binding, time) : null,
            },
            SourceKind.Http => new SourceReaders { Keyed = new HttpKeyedSource(binding, time) },
            SourceKind.Push => new SourceReaders { Pushed = new PushedEventReader(binding) },
            SourceKind.Files => new SourceReaders { Files = new FileEventSource(binding, files ?? new FileReadingOptions()) },
            _ => throw new ArgumentOutOfRangeException(nameof(source), source.Kind, "This kind of source is not known."),
        };
    }
}
