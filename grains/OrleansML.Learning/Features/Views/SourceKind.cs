namespace OrleansML.Learning.Features;

/// <summary>Where values come from.</summary>
public enum SourceKind
{
    /// <summary>A PostgreSQL database, asked by key or for changes.</summary>
    Postgresql,

    /// <summary>An HTTP service that answers JSON.</summary>
    Http,

    /// <summary>Events that others send.</summary>
    Push,

    /// <summary>Files of events: CSV, JSON lines, Parquet.</summary>
    Files,
}
