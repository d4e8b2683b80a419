namespace OrleansML.Learning.Features;

/// <summary>When values are fetched.</summary>
public enum SourceMode
{
    /// <summary>When a reader needs one that is not fresh.</summary>
    OnRead,

    /// <summary>In the background, before they go stale.</summary>
    Ahead,

    /// <summary>Never: they are delivered.</summary>
    Pushed,
}
